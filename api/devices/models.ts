import { z } from 'zod';
import type { CommandKind, DeviceModel } from '../../domain/iot/commands/device-model.ts';
import { setModel } from '../../domain/iot/commands/set-model.ts';
import { requireSame } from '../http/etag.ts';
import { type Route, write } from '../http/route.ts';
import { fieldsOf, orNull } from '../odata/field.ts';
import { oneParams, resource, shapeOf, theOne } from '../odata/resource.ts';
import { showing } from '../odata/target.ts';
import { devices } from './devices.ts';

const parameter = z.strictObject({
  name: z.string().trim().min(1).max(60),
  kind: z.enum(['number', 'text', 'flag', 'choice']).default('number'),
  isRequired: z.boolean().default(false),
  min: z.number().nullable().default(null).describe('A number without a range is never sent'),
  max: z.number().nullable().default(null),
  unit: z.string().max(20).nullable().default(null),
  choices: z.array(z.string().min(1).max(60)).max(50).default([]),
  reportedAs: z
    .string()
    .max(200)
    .nullable()
    .default(null)
    .describe("The reported property with the device's present value"),
});
/** A command of a model as it is sent. */
export const commandShape = z.strictObject({
  name: z.string().trim().min(1).max(100),
  method: z.string().min(1).max(100).describe('The direct method the device is called with'),
  about: z.string().max(300).default(''),
  parameters: z.array(parameter).max(6).default([]),
});
const model = fieldsOf<DeviceModel>();

/** What devices of each model can be told, and within which ranges that is safe. */
export const deviceModels = resource({
  name: 'device-models',
  entity: 'DeviceModel',
  kind: 'deviceModels',
  tag: devices.tag,
  says: ['device model', 'device models'],
  fields: {
    id: model.text('id'),
    name: model.text('name'),
    commands: model.data('commands', z.array(commandShape)),
    afterService: orNull(model.text('afterService')),
  },
});

/** Describing a model. */
export const deviceModelRoutes: readonly Route[] = [
  write(
    {
      method: 'put',
      path: '/api/device-models/:id',
      operationId: 'setDeviceModel',
      summary:
        'Says what devices of a model can be told and what is safe for them, in place of what was said before',
      tag: devices.tag,
      roles: ['supervisor'],
      params: oneParams,
      body: z.object({
        name: z.string().trim().max(200).optional(),
        commands: z.array(commandShape).max(20),
        afterService: z
          .string()
          .max(100)
          .nullable()
          .default(null)
          .describe('A command that is sent when a work order at the machine is completed'),
      }),
      answer: shapeOf(deviceModels),
    },
    async (unit, asked) => {
      const { id } = asked.params;
      const { name, commands, afterService } = asked.body;
      const found = await unit.deviceModels.find(id);
      if (found) {
        await theOne(deviceModels, { id, actor: asked.actor, tables: unit });
        requireSame(asked.request, found, deviceModels.says[0]);
      }
      await setModel(unit, {
        id,
        name: name ?? found?.name ?? id,
        commands: commands as readonly CommandKind[],
        afterService,
      });
      return showing(deviceModels, id, asked);
    },
  ),
];
