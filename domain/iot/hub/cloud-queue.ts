import { requireRole } from '../../people/actor.ts';
import { Refused } from '../../refusals.ts';
import type { Unit } from '../../unit.ts';
import { requireEnabled } from './change-twin.ts';
import {
  abandon,
  age,
  type CloudMessage,
  complete,
  isFeedbackWanted,
  isPending,
  lock,
  nextDueAt,
  purge,
  queueLimits,
  reject,
  type WantedFeedback,
} from './cloud-message.ts';
import { utf8Bytes } from './json.ts';

/** A message to be queued for a device. */
export interface NewCloudMessage {
  readonly deviceId: string;
  readonly body: string;
  readonly contentType?: string | null;
  readonly properties?: Readonly<Record<string, string>>;
  readonly messageId?: string;
  readonly correlationId?: string | null;
  readonly ack?: WantedFeedback;
  readonly ttlSeconds?: number;
  readonly commandId?: string;
}

const pending = { in: ['enqueued', 'invisible'] } as const;

/** Queues a message for a device. Refuses when fifty wait already, or when it would be larger than a device takes. */
export async function queueCloudMessage(unit: Unit, asked: NewCloudMessage): Promise<CloudMessage> {
  const device = await unit.devices.get(asked.deviceId);
  requireEnabled(device);
  requireBody(asked.body);
  requireProperties(asked.properties ?? {});
  const waiting = await unit.cloudMessages.count({ deviceId: device.id, state: pending });
  if (waiting >= queueLimits.pending)
    throw new Refused('cloud_message.queue_full', {
      device: device.name || device.id,
      most: queueLimits.pending,
    });
  const id = unit.newId();
  const ttlSeconds = Math.min(asked.ttlSeconds ?? queueLimits.usualTtlSeconds, queueLimits.longestTtlSeconds);
  const message = unit.cloudMessages.save({
    id,
    version: 0,
    unitId: device.unitId,
    deviceId: device.id,
    state: 'enqueued',
    messageId: asked.messageId ?? id,
    correlationId: asked.correlationId ?? null,
    body: asked.body,
    contentType: asked.contentType ?? null,
    properties: asked.properties ?? {},
    ack: asked.ack ?? 'none',
    enqueuedAt: unit.now,
    expiresAt: new Date(unit.now.getTime() + ttlSeconds * 1_000),
    lockedUntil: null,
    deliveryCount: 0,
    feedback: null,
    settledAt: null,
    commandId: asked.commandId ?? null,
  });
  unit.startTimer({ kind: 'cloud-message.due', subjectId: id, dueAt: nextDueAt(message) });
  unit.emit('cloud-message.queued', { deviceId: device.id, cloudMessageId: id });
  return message;
}

// They travel in the topic, where a sign may take three times its bytes and 65,535 are all there is.
function requireProperties(properties: Readonly<Record<string, string>>): void {
  const bytes = Object.entries(properties)
    .flat()
    .reduce((sum, text) => sum + utf8Bytes(text), 0);
  if (bytes > queueLimits.propertyBytes)
    throw new Refused('input.invalid', {
      place: 'properties',
      problem: `names and values together may have ${queueLimits.propertyBytes / 1_024} KiB`,
    });
}

function requireBody(body: string): void {
  if (utf8Bytes(body) > queueLimits.bodyBytes)
    throw new Refused('input.invalid', {
      place: 'body',
      problem: `a message to a device may have ${queueLimits.bodyBytes / 1_024} KiB`,
    });
}

/** Hands the oldest message that waits to its device; undefined when there is none. */
export async function takeCloudMessage(
  unit: Unit,
  { deviceId }: { readonly deviceId: string },
): Promise<CloudMessage | undefined> {
  const waiting = await unit.cloudMessages.where({ deviceId, state: 'enqueued' });
  for (const found of waiting) {
    const aged = age(found, unit.now);
    if (aged.state === 'enqueued') return note(unit, found, lock(aged, unit.now));
    note(unit, found, aged);
  }
  return undefined;
}

/** How handing a message to a device ended. */
export type Settlement = 'complete' | 'reject' | 'abandon';

const settle: Record<Settlement, (message: CloudMessage, now: Date) => CloudMessage> = {
  complete,
  reject,
  abandon,
};

/** Notes how a message was settled. One that is over already stays as it is: the device was too late, or said it twice. */
export async function settleCloudMessage(
  unit: Unit,
  { cloudMessageId, how }: { readonly cloudMessageId: string; readonly how: Settlement },
): Promise<CloudMessage> {
  const found = await unit.cloudMessages.get(cloudMessageId);
  const aged = how === 'complete' ? found : age(found, unit.now);
  if (!isPending(aged) || (aged.state === 'enqueued' && how !== 'complete')) return note(unit, found, aged);
  return note(unit, found, settle[how](aged, unit.now));
}

/** The timer's duty: what the clock has made of a message. */
export async function ageCloudMessage(unit: Unit, cloudMessageId: string): Promise<void> {
  const found = await unit.cloudMessages.find(cloudMessageId);
  if (found) note(unit, found, age(found, unit.now));
}

/** Takes everything that waits for a device out of its queue; answers how many there were. */
export async function purgeCloudMessages(
  unit: Unit,
  { deviceId }: { readonly deviceId: string },
): Promise<number> {
  requireRole(unit.actor, 'dispatcher', 'supervisor');
  const waiting = await unit.cloudMessages.where({ deviceId, state: pending });
  for (const found of waiting) note(unit, found, purge(found, unit.now));
  return waiting.length;
}

/** Forgets messages that were over before an instant, some at a time; answers how many there were. */
export async function forgetCloudMessages(
  unit: Unit,
  { before, most }: { readonly before: Date; readonly most: number },
): Promise<number> {
  const over = await unit.cloudMessages.where({ settledAt: { below: before } }, { limit: most });
  for (const message of over) unit.cloudMessages.remove(message);
  return over.length;
}

// Saves what has changed, moves its timer and tells of it.
function note(unit: Unit, before: CloudMessage, after: CloudMessage): CloudMessage {
  if (after === before) return after;
  const saved = unit.cloudMessages.save(after);
  const { id, deviceId, commandId, state, feedback } = saved;
  if (isPending(saved))
    unit.startTimer({ kind: 'cloud-message.due', subjectId: id, dueAt: nextDueAt(saved) });
  else unit.stopTimer('cloud-message.due', id);
  if (state === 'enqueued') unit.emit('cloud-message.queued', { deviceId, cloudMessageId: id });
  if (state === 'invisible')
    unit.emit('cloud-message.handed-over', { deviceId, cloudMessageId: id, commandId });
  if (feedback)
    unit.emit('cloud-message.settled', {
      deviceId,
      cloudMessageId: id,
      commandId,
      feedback,
      isWanted: isFeedbackWanted(saved),
    });
  return saved;
}
