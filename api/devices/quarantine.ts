import { z } from 'zod';
import type { ReadTables } from '../deps.ts';
import { ok, type Route, read } from '../http/route.ts';
import { devices } from './devices.ts';

const usual = 50;
const most = 500;

/** Whether a device is of a unit; each is looked up once. */
function ownDevices({ devices: known }: Pick<ReadTables, 'devices'>, unitId: string) {
  const answers = new Map<string, Promise<boolean>>();
  return (id: string): Promise<boolean> => {
    const answer = answers.get(id) ?? known.find(id).then((found) => found?.unitId === unitId);
    answers.set(id, answer);
    return answer;
  };
}

/** What devices said that could not be read: for those who mend devices, as it came. */
export const quarantineRoutes: readonly Route[] = [
  read(
    {
      method: 'get',
      path: '/api/quarantined-messages',
      operationId: 'listQuarantinedMessages',
      summary:
        'Lists telemetry messages of the unit that could not be read whole, the newest first; body is base64',
      tag: devices.tag,
      roles: ['admin'],
      query: z.object({ $top: z.coerce.number().int().min(1).max(most).default(usual) }),
      answer: z.object({
        value: z.array(
          z
            .object({
              position: z.int(),
              device: z.string(),
              messageId: z.string().nullable(),
              arrivedAt: z.iso.datetime(),
              problem: z.string(),
              readings: z.int(),
              body: z.base64(),
            })
            .meta({ id: 'QuarantinedMessage' }),
        ),
      }),
    },
    async ({ deps: { tables, telemetry }, query, actor }) => {
      const isWanted = ownDevices(tables, actor.unitId);
      const found = await telemetry.quarantine({ most: query.$top, isWanted });
      return ok({
        value: found.map(({ body, ...rest }) => ({ ...rest, body: Buffer.from(body).toString('base64') })),
      });
    },
  ),
];
