import { hash, randomUUID } from 'node:crypto';
import type { IConnectPacket, IPublishPacket, UserProperties } from 'mqtt-packet';
import type { Arrival } from '../log/reading-log.ts';
import { addedTo, type Properties, readBag } from '../telemetry/properties.ts';
import { readTelemetry } from '../telemetry/read-telemetry.ts';

/** A resend is recognised for so long where neither an id nor times of its own tell it. */
const resendWindowMs = 600_000;

const run = randomUUID();
let serial = 0;

/** Reads a telemetry message as it came over MQTT. */
export function telemetryOf(
  packet: IPublishPacket,
  of: { readonly device: string; readonly bag: string; readonly arrivedAt: number },
): Arrival {
  const body = bytesOf(packet.payload);
  const properties = propertiesOf(of.bag, packet);
  const resend = () => resendOf(packet, body, of.arrivedAt);
  return readTelemetry({ device: of.device, arrivedAt: of.arrivedAt, body, properties, resend });
}

/** A will on the events topic is telemetry as well, marked as what it is. */
export function willOf(
  will: NonNullable<IConnectPacket['will']>,
  of: { readonly device: string; readonly bag: string; readonly arrivedAt: number },
): Arrival {
  const properties = readBag(of.bag);
  const marked = { ...properties, rest: addedTo(properties.rest, [['iothub-MessageType', 'Will']]) };
  const resend = () => ({ key: `will\0${run}\0${++serial}`, repeats: [] });
  return readTelemetry({
    device: of.device,
    arrivedAt: of.arrivedAt,
    body: bytesOf(will.payload),
    properties: marked,
    resend,
  });
}

/** The bag of the topic, with what MQTT itself says: the retain flag, and version 5's user properties. */
function propertiesOf(bag: string, packet: IPublishPacket): Properties {
  const own = packet.properties?.userProperties;
  const whole = own ? addedTo(bag, pairsOf(own)) : bag;
  const properties = readBag(whole);
  return packet.retain
    ? { ...properties, rest: addedTo(properties.rest, [['mqtt-retain', 'true']]) }
    : properties;
}

/**
 * MQTT says of a resent message that it may be one (DUP) and gives it its packet id again: with the same body within ten
 * minutes it is a repeat. Without DUP it is new, even if a steady machine says the same under the same packet id.
 */
function resendOf(
  packet: IPublishPacket,
  body: Uint8Array,
  arrivedAt: number,
): NonNullable<Arrival['resend']> {
  if (packet.qos === 0) return { key: `once\0${run}\0${++serial}`, repeats: [] };
  const window = Math.floor(arrivedAt / resendWindowMs);
  const stem = `${packet.messageId}\0${hash('sha256', body, 'base64url')}`;
  const keyIn = (nth: number) => `${stem}\0${nth}`;
  return { key: keyIn(window), repeats: packet.dup ? [keyIn(window), keyIn(window - 1)] : [] };
}

const pairsOf = (own: UserProperties): [string, string][] =>
  Object.entries(own).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));

const bytesOf = (payload: string | Buffer): Uint8Array =>
  typeof payload === 'string' ? Buffer.from(payload) : new Uint8Array(payload); // a copy: the socket's chunk is large
