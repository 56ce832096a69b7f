import type { Arrival } from '../log/reading-log.ts';
import type { Properties } from './properties.ts';

/** The longest telemetry message, IoT Hub's limit. */
export const largestMessage = 256 * 1024;

/** A message as it came in, by whatever way. */
export interface Message {
  readonly device: string;
  readonly arrivedAt: number;
  readonly body: Uint8Array;
  readonly properties: Properties;
  /** How resends of it are known; asked where it has neither an id nor times of its own. See Arrival. */
  readonly resend?: () => NonNullable<Arrival['resend']>;
}

interface Read {
  readonly channel: string;
  readonly at: number;
  readonly value: number;
}

const longestChannel = 128;
const dayMs = 86_400_000;
const earliest = Date.UTC(1990, 0, 1);
const ahead = 366 * dayMs;

/**
 * Reads a telemetry body: one JSON object or an array of `{ "at"?, "<channel>": number, ... }`, one reading a number, `at`
 * the arrival when left out (ISO 8601, UTC without a zone, or epoch milliseconds). What cannot be read is not refused, for the
 * device would send it again for ever: it stays in the arrival, with the whole body and what is wrong with it.
 */
export function readTelemetry(message: Message): Arrival {
  const { device, arrivedAt, body, properties } = message;
  const found: Found = { readings: [], problem: null, isTimed: true };
  const sent = parsed(body, properties.encoding);
  if (sent === undefined) found.problem = 'the body is not JSON';
  else if (Array.isArray(sent)) for (const one of sent) readObject(one, arrivedAt, found);
  else readObject(sent, arrivedAt, found);
  if (found.readings.length === 0) found.problem ??= 'there is no reading in it';
  const isKnown = properties.messageId !== null || (found.isTimed && found.readings.length > 0);
  return {
    device,
    messageId: properties.messageId,
    arrivedAt,
    readings: found.readings,
    ...(properties.rest ? { properties: properties.rest } : {}),
    ...(found.problem === null ? {} : { unread: { problem: found.problem, body } }),
    ...(message.resend && !isKnown ? { resend: message.resend() } : {}),
  };
}

interface Found {
  readonly readings: Read[];
  /** The first thing that could not be read. */
  problem: string | null;
  /** Whether every reading carries its own time. */
  isTimed: boolean;
}

function readObject(sent: unknown, arrivedAt: number, found: Found): void {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    found.problem ??= 'a reading is a JSON object';
    return;
  }
  const at = instantOf((sent as { at?: unknown }).at, arrivedAt);
  if (at === null) {
    found.problem ??= '"at" is an ISO 8601 instant or epoch milliseconds, since 1990 and not far ahead';
    return;
  }
  if (!Object.hasOwn(sent, 'at')) found.isTimed = false;
  for (const [channel, value] of Object.entries(sent)) {
    if (channel === 'at') continue;
    if (typeof value !== 'number' || !Number.isFinite(value))
      found.problem ??= `"${channel.slice(0, 40)}" is no number`;
    else if (channel === '' || channel.length > longestChannel)
      found.problem ??= 'the name of a channel has 1 to 128 characters';
    else found.readings.push({ channel, at, value });
  }
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/i;

/** The instant a reading speaks of, null when it cannot be: one far ahead would make all that follow it too old. */
function instantOf(sent: unknown, arrivedAt: number): number | null {
  if (sent === undefined) return arrivedAt;
  const at = typeof sent === 'string' ? isoInstant(sent) : sent;
  if (typeof at !== 'number' || !Number.isFinite(at)) return null;
  return at >= earliest && at <= arrivedAt + ahead ? at : null;
}

/** A time without a zone is UTC: devices that know no zone have none. */
function isoInstant(text: string): number {
  const [found, zone] = instant.exec(text) ?? [];
  return found === undefined ? Number.NaN : Date.parse(found.replace(',', '.') + (zone ? '' : 'Z'));
}

const encodings: Readonly<Record<string, string>> = {
  'utf-16': 'utf-16le',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'iso-8859-1': 'windows-1252',
};

function parsed(body: Uint8Array, encoding: string | undefined): unknown {
  const label = encodings[encoding?.toLowerCase() ?? ''];
  try {
    const text = label
      ? new TextDecoder(label, { fatal: true }).decode(body)
      : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}
