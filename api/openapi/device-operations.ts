import { z } from 'zod';
import type { Declared } from '../http/route.ts';

/** A way in for devices that is mounted apart from the table of routes, signed with the device's own key. */
export type DeviceOperation = Declared & { readonly how: 'device' };

const reading = z.record(z.string(), z.union([z.number(), z.string()]));

/** What devices speak over HTTP: telemetry, as Azure IoT Hub takes it. */
export const deviceOperations: readonly DeviceOperation[] = [
  {
    how: 'device',
    tag: 'Devices',
    roles: 'signed-in',
    method: 'post',
    path: '/devices/:id/messages/events',
    operationId: 'sendTelemetry',
    summary:
      "Keeps a device's telemetry: 204 once it is on disk. iothub-messageid names the message, iothub-app-* its properties; application/vnd.microsoft.iothub.json sends a batch of { body, properties }",
    params: z.object({ id: z.string().describe("The device's id") }),
    body: z
      .union([reading, z.array(reading)])
      .describe('{ "at"?: instant, "<channel>": number, ... }, or an array of them'),
    status: 204,
  },
];
