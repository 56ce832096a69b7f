import { z } from 'zod';
import type { CommandState, DeviceCommand } from '../../domain/iot/commands/command.ts';
import { callMethod } from '../../domain/iot/commands/propose.ts';
import type { Json } from '../../domain/iot/hub/json.ts';
import { methodLimits } from '../../domain/iot/hub/method.ts';
import { Refused } from '../../domain/refusals.ts';
import type { ApiDeps } from '../deps.ts';
import { onceBeside } from '../http/idempotency.ts';
import { act, ok, type Route } from '../http/route.ts';
import { oneParams, theOne } from '../odata/resource.ts';
import { devices } from './devices.ts';

const ends: readonly CommandState[] = ['completed', 'failed', 'expired', 'cancelled'];
/** What the command's own timer and its way through the store may take beyond the device's time. */
const graceMs = 15_000;

/** Carries a call out and waits for its end, by whichever process has the device connected. */
async function ended(deps: ApiDeps, begin: () => Promise<DeviceCommand>): Promise<DeviceCommand> {
  const over = new Set<string>();
  let wake = (): void => undefined;
  const stop = deps.onCommitted(({ events }) => {
    for (const { name, data } of events) {
      if (name !== 'command.moved' || !ends.includes((data as { to: CommandState }).to)) continue;
      over.add((data as { commandId: string }).commandId);
      wake();
    }
  });
  try {
    const { id, timeoutSeconds } = await begin();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutSeconds * 1_000 + graceMs);
      wake = () => {
        if (!over.has(id)) return;
        clearTimeout(timer);
        resolve();
      };
      wake();
    });
    return await deps.tables.deviceCommands.get(id);
  } finally {
    stop();
  }
}

/** What a call ended with: the device's own answer, refusals of its own included, or why there is none. */
function answerOf(
  command: DeviceCommand,
  device: string,
): { readonly status: number; readonly payload: Json } {
  const { status, response: payload, sentAt, timeoutSeconds } = command;
  if (status !== null) return { status, payload };
  if (sentAt === null) throw new Refused('device.not_connected', { device });
  throw new Refused('device.no_answer', { device, seconds: timeoutSeconds });
}

/** Direct methods of connected devices. */
export const methodRoutes: readonly Route[] = [
  act(
    {
      method: 'post',
      path: '/api/devices/:id/methods/:name',
      operationId: 'callDeviceMethod',
      summary: 'Calls a method of a connected device and waits for its answer',
      tag: devices.tag,
      roles: ['dispatcher', 'supervisor'],
      params: oneParams.extend({ name: z.string().min(1).max(methodLimits.nameLength) }),
      body: z.object({
        payload: z.unknown().optional(),
        timeoutSeconds: z.int().min(methodLimits.leastSeconds).max(methodLimits.mostSeconds).optional(),
      }),
      limits: { limitBytes: 2 * methodLimits.payloadBytes, timeoutMs: 20_000 },
      answer: z.object({ status: z.int().describe("The device's own"), payload: z.unknown() }),
    },
    async (asked) =>
      onceBeside(asked, async () => {
        const { deps, actor, params, body } = asked;
        const device = await theOne(devices, { id: params.id, actor, tables: deps.tables });
        const { timeoutSeconds } = body;
        const call = { deviceId: device.id, method: params.name, payload: (body.payload ?? null) as Json };
        const command = await ended(deps, () =>
          deps.commit((unit) => callMethod(unit, { ...call, timeoutSeconds }), {
            actor,
            traceId: asked.traceId,
          }),
        );
        return ok(answerOf(command, device.name || device.id));
      }),
  ),
];
