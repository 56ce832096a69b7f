import type { DeviceCommand } from '../../domain/iot/commands/command.ts';
import type { CloudMessage } from '../../domain/iot/hub/cloud-message.ts';
import { id, instant, json, name, orNull, recordShape, text, whole, word } from '../columns.ts';

/** Keeps what waits for devices, and how it ended. */
export const cloudMessages = recordShape<CloudMessage>(
  'cloud_messages',
  {
    deviceId: id,
    state: word,
    messageId: name(400),
    correlationId: orNull(text),
    body: text,
    contentType: orNull(text),
    properties: json,
    ack: word,
    enqueuedAt: instant,
    expiresAt: instant,
    lockedUntil: orNull(instant),
    deliveryCount: whole,
    feedback: orNull(word),
    settledAt: orNull(instant),
    commandId: orNull(id),
  },
  { indexes: [['deviceId', 'state'], ['settledAt']] },
);

/** Keeps what devices were told to do, and what came of it. */
export const deviceCommands = recordShape<DeviceCommand>(
  'device_commands',
  {
    deviceId: id,
    assetId: orNull(id),
    alertId: orNull(id),
    workOrderId: orNull(id),
    name: text,
    method: text,
    payload: orNull(json),
    route: word,
    via: orNull(word),
    state: word,
    timeoutSeconds: whole,
    cloudMessageId: orNull(id),
    status: orNull(whole),
    response: orNull(json),
    problem: orNull(text),
    requestedById: id,
    requestedByName: text,
    createdAt: instant,
    confirmedById: orNull(id),
    confirmedAt: orNull(instant),
    sentAt: orNull(instant),
    settledAt: orNull(instant),
  },
  { indexes: [['deviceId'], ['assetId']] },
);
