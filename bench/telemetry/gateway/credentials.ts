import { createHmac } from 'node:crypto';
import type { DeviceRegistry } from '../../../domain/iot/devices/device.ts';

/** Every device of the bench has a key that follows from its name, so that both processes know it without asking. */
export const keyOf = (device: string): string =>
  createHmac('sha256', 'bench').update(device).digest('base64');

/** A registry that knows every device of the bench. */
export const benchRegistry: DeviceRegistry = {
  find: async (id) => ({ id, unitId: 'bench', isEnabled: true, keys: [keyOf(id)], thumbprints: [] }),
};

/** The packet with which a device signs in, MQTT 3.1.1, made by hand: thousands are sent. */
export function connectPacket(device: string, host: string): Buffer {
  const resource = encodeURIComponent(`${host}/devices/${device}`);
  const expiry = Math.floor(Date.now() / 1000) + 86_400;
  const signature = createHmac('sha256', Buffer.from(keyOf(device), 'base64'))
    .update(`${resource}\n${expiry}`)
    .digest('base64');
  const password = `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiry}`;
  const body = Buffer.concat([
    text('MQTT'),
    Buffer.from([4, 0b1100_0000, 0, 240]), // version 4; user name and password; keep-alive 240 s
    text(device),
    text(`${host}/${device}/?api-version=2021-04-12`),
    text(password),
  ]);
  return Buffer.concat([Buffer.from([0x10]), length(body.length), body]);
}

/** A telemetry message, QoS 1. */
export function publishPacket(
  device: string,
  message: { id: string; packetId: number; body: string; dup?: boolean },
): Buffer {
  const topic = text(
    `devices/${device}/messages/events/%24.mid=${message.id}&%24.ct=application%2Fjson&%24.ce=utf-8`,
  );
  const body = Buffer.from(message.body);
  const id = Buffer.from([message.packetId >> 8, message.packetId & 255]);
  const head = Buffer.from([message.dup ? 0x3a : 0x32]);
  return Buffer.concat([head, length(topic.length + 2 + body.length), topic, id, body]);
}

/** Subscribes to what a device hears. */
export function subscribePacket(filters: readonly string[]): Buffer {
  const body = Buffer.concat([
    Buffer.from([0, 1]),
    ...filters.flatMap((filter) => [text(filter), Buffer.from([1])]),
  ]);
  return Buffer.concat([Buffer.from([0x82]), length(body.length), body]);
}

/** The answers in a chunk, as long as each is short and whole: CONNACK, SUBACK and PUBACK, which is all that is sent. */
export function* answersIn(
  chunk: Buffer,
): Generator<{ readonly kind: number; readonly packetId: number; readonly code: number }> {
  for (let at = 0; at + 3 < chunk.length; at += 2 + chunk[at + 1]!) {
    const kind = chunk[at]! >> 4;
    yield { kind, packetId: chunk.readUInt16BE(at + 2), code: chunk[at + 3]! };
  }
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}

function length(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; ; ) {
    const byte = left & 127;
    left >>= 7;
    bytes.push(left > 0 ? byte | 128 : byte);
    if (left === 0) return Buffer.from(bytes);
  }
}
