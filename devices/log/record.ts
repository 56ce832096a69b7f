import type { Arrival, Kept } from './reading-log.ts';

/** What a message is known by for ever: 12 bytes of a SHA-256. */
export const keyBytes = 12;

const has = { messageId: 1, properties: 2, unread: 4 } as const;

/** The most bytes that a message takes in the log, so that a group's buffer can be made large enough beforehand. */
export function sizeLimitOf(arrival: Arrival): number {
  let channels = 0;
  for (const { channel } of arrival.readings) channels += 2 + 3 * channel.length;
  const { messageId, properties, unread, device } = arrival;
  const texts = 3 * (device.length + (messageId?.length ?? 0) + (properties?.length ?? 0));
  const rest = unread ? 3 * unread.problem.length + unread.body.byteLength : 0;
  return 64 + texts + rest + channels + 18 * arrival.readings.length;
}

/** Writes a message at `at` and answers where it ends. All numbers are little endian. */
export function writeRecord(to: Buffer, at: number, arrival: Arrival, key: Uint8Array): number {
  const { messageId, properties, unread, readings } = arrival;
  const flags =
    (messageId === null ? 0 : has.messageId) | (properties ? has.properties : 0) | (unread ? has.unread : 0);
  let place = to.writeUInt8(flags, at + 4);
  to.set(key, place);
  place = to.writeDoubleLE(arrival.arrivedAt, place + keyBytes);
  place = writeText(to, place, arrival.device);
  if (messageId !== null) place = writeText(to, place, messageId);
  if (properties) place = writeLong(to, place, Buffer.from(properties));
  if (unread) place = writeLong(to, writeText(to, place, unread.problem), unread.body);
  place = writeReadings(to, place, readings);
  to.writeUInt32LE(place - at - 4, at);
  return place;
}

function writeReadings(to: Buffer, at: number, readings: Arrival['readings']): number {
  const numbers = new Map<string, number>();
  for (const { channel } of readings) if (!numbers.has(channel)) numbers.set(channel, numbers.size);
  let place = to.writeUInt16LE(numbers.size, at);
  for (const channel of numbers.keys()) place = writeText(to, place, channel);
  place = to.writeUInt32LE(readings.length, place);
  for (const reading of readings) {
    place = to.writeUInt16LE(numbers.get(reading.channel)!, place);
    place = to.writeDoubleLE(reading.at, place);
    place = to.writeDoubleLE(reading.value, place);
  }
  return place;
}

/** A message as the log holds it, and where the next begins. */
export interface ReadRecord {
  readonly kept: Kept;
  readonly key: Uint8Array;
  readonly end: number;
}

/** Reads the message that stands at `at` of a group whose checksum holds. */
export function readRecord(from: Buffer, at: number, position: number): ReadRecord {
  const end = at + 4 + from.readUInt32LE(at);
  const flags = from.readUInt8(at + 4);
  const keyAt = at + 5;
  const arrivedAt = from.readDoubleLE(keyAt + keyBytes);
  const cursor = { from, at: keyAt + keyBytes + 8 };
  const device = readText(cursor);
  const messageId = flags & has.messageId ? readText(cursor) : null;
  const properties = flags & has.properties ? readLong(cursor).toString() : undefined;
  const problem = flags & has.unread ? readText(cursor) : undefined;
  const unread = problem === undefined ? undefined : { problem, body: new Uint8Array(readLong(cursor)) };
  const readings = readReadings(cursor);
  const kept: Kept = {
    position,
    device,
    messageId,
    arrivedAt,
    readings,
    ...(properties === undefined ? {} : { properties }),
    ...(unread ? { unread } : {}),
  };
  return { kept, key: from.subarray(keyAt, keyAt + keyBytes), end };
}

function readReadings(cursor: Cursor): Kept['readings'] {
  const { from } = cursor;
  const channels: string[] = [];
  const count = from.readUInt16LE(cursor.at);
  cursor.at += 2;
  for (let nth = 0; nth < count; nth++) channels.push(readText(cursor));
  const readings = new Array<{ channel: string; at: number; value: number }>(from.readUInt32LE(cursor.at));
  cursor.at += 4;
  for (let nth = 0; nth < readings.length; nth++) {
    const channel = channels[from.readUInt16LE(cursor.at)]!;
    readings[nth] = {
      channel,
      at: from.readDoubleLE(cursor.at + 2),
      value: from.readDoubleLE(cursor.at + 10),
    };
    cursor.at += 18;
  }
  return readings;
}

interface Cursor {
  readonly from: Buffer;
  at: number;
}

function writeText(to: Buffer, at: number, text: string): number {
  const length = to.write(text, at + 2);
  to.writeUInt16LE(length, at);
  return at + 2 + length;
}

function readText(cursor: Cursor): string {
  const length = cursor.from.readUInt16LE(cursor.at);
  const begin = cursor.at + 2;
  cursor.at = begin + length;
  return cursor.from.toString('utf8', begin, cursor.at);
}

function writeLong(to: Buffer, at: number, bytes: Uint8Array): number {
  const place = to.writeUInt32LE(bytes.byteLength, at);
  to.set(bytes, place);
  return place + bytes.byteLength;
}

function readLong(cursor: Cursor): Buffer {
  const length = cursor.from.readUInt32LE(cursor.at);
  const begin = cursor.at + 4;
  cursor.at = begin + length;
  return cursor.from.subarray(begin, cursor.at);
}
