import { Refused } from '../../refusals.ts';
import type { Stored } from '../../stored.ts';

/** `invisible`: handed to the device, which has a minute to acknowledge it. */
export type CloudMessageState = 'enqueued' | 'invisible' | 'completed' | 'dead-lettered';

/** Which ends of a message its sender wants to hear of. */
export type WantedFeedback = 'none' | 'positive' | 'negative' | 'full';

/** How a message ended, in IoT Hub's words. */
export type FeedbackStatus = 'success' | 'expired' | 'delivery-count-exceeded' | 'rejected' | 'purged';

/** A message from the cloud to one device: kept until the device has it or its time is over. */
export interface CloudMessage extends Stored {
  readonly deviceId: string;
  readonly state: CloudMessageState;
  readonly messageId: string;
  readonly correlationId: string | null;
  readonly body: string;
  readonly contentType: string | null;
  /** The sender's own properties: they travel in the topic. */
  readonly properties: Readonly<Record<string, string>>;
  readonly ack: WantedFeedback;
  readonly enqueuedAt: Date;
  readonly expiresAt: Date;
  /** Until when the device may acknowledge what it was handed; null while it is not invisible. */
  readonly lockedUntil: Date | null;
  readonly deliveryCount: number;
  readonly feedback: FeedbackStatus | null;
  readonly settledAt: Date | null;
  /** The command it carries. */
  readonly commandId: string | null;
}

/** IoT Hub's limits of the queue of one device. */
export const queueLimits = {
  pending: 50,
  lockSeconds: 60,
  deliveries: 10,
  bodyBytes: 65_536,
  propertyBytes: 16_384,
  usualTtlSeconds: 3_600,
  longestTtlSeconds: 172_800,
} as const;

const transitions: Record<CloudMessageState, readonly CloudMessageState[]> = {
  enqueued: ['invisible', 'completed', 'dead-lettered'],
  invisible: ['enqueued', 'completed', 'dead-lettered'],
  completed: [],
  'dead-lettered': [],
};

function move(message: CloudMessage, to: CloudMessageState, changes: Partial<CloudMessage>): CloudMessage {
  if (!transitions[message.state].includes(to))
    throw new Refused('cloud_message.transition_not_allowed', {
      messageId: message.messageId,
      from: message.state,
      to,
    });
  return { ...message, lockedUntil: null, ...changes, state: to };
}

/** Whether a message still waits for its device. */
export const isPending = ({ state }: Pick<CloudMessage, 'state'>): boolean =>
  state === 'enqueued' || state === 'invisible';

/** Hands a message to its device: nobody else gets it for a minute. */
export const lock = (message: CloudMessage, now: Date): CloudMessage =>
  move(message, 'invisible', {
    deliveryCount: message.deliveryCount + 1,
    lockedUntil: new Date(now.getTime() + queueLimits.lockSeconds * 1_000),
  });

const settled = (feedback: FeedbackStatus, now: Date) => ({ feedback, settledAt: now });

/** The device has it. */
export const complete = (message: CloudMessage, now: Date): CloudMessage =>
  move(message, 'completed', settled('success', now));

/** The device will not have it. */
export const reject = (message: CloudMessage, now: Date): CloudMessage =>
  move(message, 'dead-lettered', settled('rejected', now));

/** The device did not take it this time: another try, unless this was the last. */
export const abandon = (message: CloudMessage, now: Date): CloudMessage =>
  message.deliveryCount >= queueLimits.deliveries
    ? move(message, 'dead-lettered', settled('delivery-count-exceeded', now))
    : move(message, 'enqueued', {});

/** Taken out of the queue by a person. */
export const purge = (message: CloudMessage, now: Date): CloudMessage =>
  move(message, 'dead-lettered', settled('purged', now));

/** What the clock alone has made of a message: its time is over, or its lock is. */
export function age(message: CloudMessage, now: Date): CloudMessage {
  if (!isPending(message)) return message;
  if (message.expiresAt <= now) return move(message, 'dead-lettered', settled('expired', now));
  return message.lockedUntil && message.lockedUntil <= now ? abandon(message, now) : message;
}

/** When the clock has something to do with a message next. */
export const nextDueAt = ({ lockedUntil, expiresAt }: CloudMessage): Date =>
  lockedUntil && lockedUntil < expiresAt ? lockedUntil : expiresAt;

/** Whether the sender asked to hear of this end. */
export const isFeedbackWanted = ({ ack, feedback }: Pick<CloudMessage, 'ack' | 'feedback'>): boolean =>
  feedback !== null && (ack === 'full' || (feedback === 'success' ? ack === 'positive' : ack === 'negative'));
