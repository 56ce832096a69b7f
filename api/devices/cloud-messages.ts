import { z } from 'zod';
import type {
  CloudMessage,
  CloudMessageState,
  FeedbackStatus,
  WantedFeedback,
} from '../../domain/iot/hub/cloud-message.ts';
import { queueLimits } from '../../domain/iot/hub/cloud-message.ts';
import { purgeCloudMessages } from '../../domain/iot/hub/cloud-queue.ts';
import type { Json } from '../../domain/iot/hub/json.ts';
import { sendCloudMessage } from '../../domain/iot/commands/send-message.ts';
import { ok, type Route } from '../http/route.ts';
import { fieldsOf, orNull } from '../odata/field.ts';
import { resource, shapeOf } from '../odata/resource.ts';
import { action, showingNew } from '../odata/target.ts';
import { devices } from './devices.ts';

const states = [
  'enqueued',
  'invisible',
  'completed',
  'dead-lettered',
] as const satisfies readonly CloudMessageState[];
const acks = ['none', 'positive', 'negative', 'full'] as const satisfies readonly WantedFeedback[];
const feedbacks = [
  'success',
  'expired',
  'delivery-count-exceeded',
  'rejected',
  'purged',
] as const satisfies readonly FeedbackStatus[];
const message = fieldsOf<CloudMessage>();

/** What waits for devices, and how it ended. */
export const cloudMessages = resource({
  name: 'cloud-messages',
  entity: 'CloudMessage',
  kind: 'cloudMessages',
  tag: devices.tag,
  says: ['message to a device', 'messages to devices'],
  fields: {
    id: message.text('id'),
    deviceId: message.text('deviceId'),
    messageId: message.text('messageId'),
    correlationId: orNull(message.text('correlationId')),
    state: message.word('state', states),
    ack: message.word('ack', acks),
    feedback: orNull(message.word('feedback', feedbacks)),
    body: message.text('body'),
    contentType: orNull(message.text('contentType')),
    properties: message.data('properties', z.record(z.string(), z.string())),
    deliveryCount: message.integer('deliveryCount'),
    enqueuedAt: message.instant('enqueuedAt'),
    expiresAt: message.instant('expiresAt'),
    settledAt: orNull(message.instant('settledAt')),
    commandId: orNull(message.text('commandId')),
  },
});

const name = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^\s#+]+$/, 'a name without spaces, # or +');

/** Messages to a device: they wait until the device has them or their time is over. */
export const cloudMessageRoutes: readonly Route[] = [
  action(
    devices,
    {
      does: 'messages',
      operationId: 'sendDeviceMessage',
      summary:
        'Queues a message for a device; it waits there until the device connects, or until its time is over',
      roles: ['dispatcher', 'supervisor'],
      body: z.object({
        body: z.unknown().refine((body) => body !== undefined, 'what the device is to get'),
        properties: z.record(name, z.string().max(2_000)).optional(),
        messageId: z.string().min(1).max(128).optional(),
        correlationId: z.string().max(128).optional(),
        ack: z
          .enum(acks)
          .optional()
          .describe('Which ends you want to hear of in the event cloud-message.settled'),
        ttlSeconds: z.int().min(1).max(queueLimits.longestTtlSeconds).optional(),
      }),
      answer: shapeOf(cloudMessages),
    },
    async (unit, { id: deviceId }, asked) => {
      const { body, properties, ...rest } = asked.body;
      const { id } = await sendCloudMessage(unit, {
        ...rest,
        deviceId,
        body: body as Json,
        properties: properties ?? {},
      });
      return showingNew(cloudMessages, id, asked);
    },
  ),
  action(
    devices,
    {
      does: 'purge-messages',
      operationId: 'purgeDeviceMessages',
      summary: 'Takes everything that waits for a device out of its queue',
      roles: ['dispatcher', 'supervisor'],
      answer: z.object({ purged: z.int() }),
    },
    async (unit, { id: deviceId }) => ok({ purged: await purgeCloudMessages(unit, { deviceId }) }),
  ),
];
