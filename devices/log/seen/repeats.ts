import { hash } from 'node:crypto';
import type { Arrival } from '../reading-log.ts';
import { keyBytes } from '../record.ts';

/**
 * What a message is known by: device + message id; else what its sender's resends are known by; else device + the times
 * and values it speaks of. The parts are told apart by a character that no part can hold.
 */
export function keyOf(arrival: Arrival): Buffer {
  const { device, messageId, resend, readings, unread } = arrival;
  if (messageId !== null) return digest(`m\0${device}\0${messageId}`);
  if (resend) return digest(`r\0${device}\0${resend.key}`);
  let text = `t\0${device}`;
  for (const { channel, at, value } of readings) text += `\0${channel}\0${at}\0${value}`;
  if (unread) text += `\0${hash('sha256', unread.body, 'base64url')}`;
  return digest(text);
}

/** The keys under which a repeat of this message may be known already; none when its sender says that it is new. */
export function repeatKeys(arrival: Arrival, own: Buffer): readonly Buffer[] {
  const { device, messageId, resend } = arrival;
  if (messageId !== null || !resend) return [own];
  return resend.repeats.map((key) => digest(`r\0${device}\0${key}`));
}

const digest = (text: string): Buffer => hash('sha256', text, 'buffer').subarray(0, keyBytes);
