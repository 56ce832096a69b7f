import { isId } from '../telemetry/properties.ts';
import type { ForeignMessage } from '../intake.ts';

/** The parts of an event of an IoT Hub's built-in endpoint that count here, as `@azure/event-hubs` hands them out. */
export interface HubEvent {
  readonly body: unknown;
  readonly enqueuedTimeUtc: Date;
  readonly sequenceNumber: number;
  readonly offset: string;
  readonly messageId?: string | number | Uint8Array;
  readonly contentEncoding?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly systemProperties?: Readonly<Record<string, unknown>>;
}

/**
 * Reads an event as the telemetry of a device; null for what is none, such as changes of twins and of the devices' life
 * cycle. An event without a message id is known by its place in its partition, which never changes.
 */
export function readEvent(event: HubEvent, partitionId: string): ForeignMessage | null {
  const system = event.systemProperties ?? {};
  const device = system['iothub-connection-device-id'];
  const source = system['iothub-message-source'] ?? 'Telemetry';
  if (typeof device !== 'string' || device === '' || source !== 'Telemetry') return null;
  const encoding = system.contentEncoding;
  return {
    device,
    messageId: idOf(event) ?? `${partitionId}@${event.sequenceNumber}`,
    encoding: typeof encoding === 'string' ? encoding : undefined,
    properties: propertiesOf(event),
    body: bytesOf(event.body),
    sentAt: event.enqueuedTimeUtc.getTime(),
  };
}

function idOf({ messageId, systemProperties }: HubEvent): string | null {
  const id = messageId ?? systemProperties?.messageId;
  const text =
    id instanceof Uint8Array ? Buffer.from(id).toString('hex') : id === undefined ? null : String(id);
  return isId(text) ? text : null;
}

const propertiesOf = ({ properties = {} }: HubEvent): string =>
  Object.entries(properties)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&');

// The reader asks for bytes; a body that some library has read already is written down again.
const bytesOf = (body: unknown): Uint8Array =>
  body instanceof Uint8Array
    ? body
    : Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
