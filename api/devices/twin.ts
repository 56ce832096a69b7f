import { z } from 'zod';
import { changeTwin, twinOf } from '../../domain/iot/hub/change-twin.ts';
import type { JsonObject } from '../../domain/iot/hub/json.ts';
import type { Twin } from '../../domain/iot/hub/twin.ts';
import { etagOf, requireSame } from '../http/etag.ts';
import { type Answer, type Route, read, write } from '../http/route.ts';
import { oneParams, readersOf, theOne } from '../odata/resource.ts';
import { devices } from './devices.ts';

const document = z.record(z.string(), z.unknown());
const shape = z
  .object({
    deviceId: z.string(),
    desired: document.describe('What the device is wanted to be'),
    desiredVersion: z.int(),
    reported: document.describe('What the device says it is'),
    reportedVersion: z.int(),
    tags: document.describe('Ours alone: the device never sees them'),
  })
  .meta({ id: 'DeviceTwin' });

function shown(twin: Twin): Pick<Answer, 'body' | 'headers'> {
  const { id: deviceId, desired, desiredVersion, reported, reportedVersion, tags } = twin;
  const body = { deviceId, desired, desiredVersion, reported, reportedVersion, tags };
  return { body, headers: { ETag: etagOf(twin) } };
}

/** The twin of a device: what it is wanted to be and what it says it is. */
export const twinRoutes: readonly Route[] = [
  read(
    {
      method: 'get',
      path: '/api/devices/:id/twin',
      operationId: 'getDeviceTwin',
      summary: 'Shows what a device is wanted to be and what it says it is',
      tag: devices.tag,
      roles: readersOf(devices),
      params: oneParams,
      answer: shape,
    },
    async ({ params, actor, deps: { tables } }) => {
      const { id } = await theOne(devices, { id: params.id, actor, tables });
      return shown(await twinOf(tables, id));
    },
  ),
  write(
    {
      method: 'patch',
      path: '/api/devices/:id/twin',
      operationId: 'changeDeviceTwin',
      summary:
        'Merges changes into the twin, null deletes; a device that listens is told what is newly desired',
      tag: devices.tag,
      roles: ['dispatcher', 'supervisor'],
      params: oneParams,
      body: z
        .object({ desired: document, reported: document, tags: document })
        .partial()
        .refine((body) => Object.keys(body).length > 0, 'desired, reported or tags'),
      answer: shape,
    },
    async (unit, { params, actor, request, body }) => {
      const { id: deviceId } = await theOne(devices, { id: params.id, actor, tables: unit });
      requireSame(request, await twinOf(unit, deviceId), 'twin');
      const twin = await changeTwin(unit, { deviceId, ...(body as { readonly desired?: JsonObject }) });
      return shown(twin);
    },
  ),
];
