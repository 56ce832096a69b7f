import type { ForeignMessage } from '../intake.ts';
import type { TopicMatch } from './topic-pattern.ts';

/** The parts of a PUBLISH that count here. */
export interface Published {
  readonly payload: Uint8Array;
  /** What the broker would send again, where it waits for an acknowledgement. */
  readonly resend?: NonNullable<ForeignMessage['resend']>;
  /** MQTT 5's user properties. */
  readonly userProperties: Readonly<Record<string, string | string[]>>;
}

const idNames = ['$.mid', 'message-id', 'messageId'];

/**
 * Brings a message into the one form that telemetry is read in. Where the topic names the channel the body may be the bare
 * number, or an object with a `value`; the message id comes from the topic's bag of properties or from MQTT 5's.
 */
export function readMessage({ device, channel, rest }: TopicMatch, published: Published): ForeignMessage {
  const bag = new URLSearchParams(rest?.includes('=') ? rest : '');
  for (const [name, value] of Object.entries(published.userProperties))
    for (const one of [value].flat()) bag.append(name, one);
  const messageId = idNames.map((name) => bag.get(name)).find((id) => id) ?? null;
  for (const name of [...bag.keys()]) if (name.startsWith('$') || idNames.includes(name)) bag.delete(name);
  const body = channel === null ? published.payload : named(channel, published.payload);
  const { resend } = published;
  return { device, messageId, properties: bag.toString(), body, ...(resend && { resend }) };
}

// What cannot be read as a value of the channel stays as it came: whoever reads telemetry says what is wrong with it.
function named(channel: string, payload: Uint8Array): Uint8Array {
  let read: unknown;
  try {
    read = JSON.parse(new TextDecoder().decode(payload));
  } catch {
    return payload;
  }
  if (typeof read === 'number') return Buffer.from(JSON.stringify({ [channel]: read }));
  const { value, ...others } = (read ?? {}) as { value?: unknown };
  return value === undefined ? payload : Buffer.from(JSON.stringify({ ...others, [channel]: value }));
}
