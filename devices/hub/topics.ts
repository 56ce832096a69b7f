import type { CloudMessage } from '../../domain/iot/hub/cloud-message.ts';
import type { HubTopic } from '../../domain/iot/hub/twin.ts';

/** What a device asks of its twin, or answers to a call: IoT Hub's topics, read. */
export type HubRequest =
  | { readonly what: 'twin.get'; readonly rid: string }
  | { readonly what: 'twin.report'; readonly rid: string }
  | { readonly what: 'method.answer'; readonly rid: string; readonly status: number };

/** Whether a topic belongs to the hub: everything under `$iothub/`. */
export const isHubTopic = (topic: string): boolean => topic.startsWith('$iothub/');

/** Reads a topic a device has published on; null for one that the hub does not know. */
export function readTopic(topic: string): HubRequest | null {
  const [path = '', query = ''] = topic.split('?', 2);
  const rid = new URLSearchParams(query).get('$rid');
  if (rid === null || rid === '') return null;
  if (path === '$iothub/twin/GET/') return { what: 'twin.get', rid };
  if (path === '$iothub/twin/PATCH/properties/reported/') return { what: 'twin.report', rid };
  const status = /^\$iothub\/methods\/res\/(-?\d{1,9})\/$/.exec(path)?.[1];
  return status === undefined ? null : { what: 'method.answer', rid, status: Number(status) };
}

/** Where the answer to a twin request goes. */
export const twinAnswerTopic = (status: number, rid: string, version?: number): string =>
  `$iothub/twin/res/${status}/?$rid=${encodeURIComponent(rid)}${version === undefined ? '' : `&$version=${version}`}`;

/** Where a device hears what is newly desired of it. */
export const desiredTopic = (version: number): string =>
  `$iothub/twin/PATCH/properties/desired/?$version=${version}`;

/** Where a device is called; its answer brings the request id back. */
export const methodTopic = (method: string, rid: string): string =>
  `$iothub/methods/POST/${method}/?$rid=${encodeURIComponent(rid)}`;

/**
 * Where a message to a device goes: its system properties under their short names, then the sender's own, all in the
 * topic as a URL's query is written.
 */
export function messageTopic(message: CloudMessage): string {
  const { deviceId, messageId, correlationId, contentType, expiresAt, properties } = message;
  const bag: [string, string | null][] = [
    ['$.mid', messageId],
    ['$.cid', correlationId],
    ['$.to', `/devices/${deviceId}/messages/devicebound`],
    ['$.exp', expiresAt.toISOString()],
    ['$.ct', contentType],
    ['$.ce', contentType === null ? null : 'utf-8'],
    ...Object.entries(properties),
  ];
  const written = bag.flatMap(([name, value]) =>
    value === null ? [] : [`${encode(name)}=${encode(value)}`],
  );
  return `devices/${deviceId}/messages/devicebound/${written.join('&')}`;
}

// What a topic must not hold is written as in a URL; half characters cannot be written at all.
const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

const listening: readonly (readonly [filter: RegExp, topic: HubTopic])[] = [
  [/^devices\/[^/]+\/messages\/devicebound\/#$/, 'messages'],
  [/^\$iothub\/methods\/POST\/#$/, 'methods'],
  [/^\$iothub\/twin\/PATCH\/properties\/desired\/#$/, 'desired'],
  [/^\$iothub\/twin\/res\/#$/, 'responses'],
];

/** What a device listens to by a subscription; null where it is not of the hub. */
export const topicOf = (filter: string): HubTopic | null =>
  listening.find(([known]) => known.test(filter))?.[1] ?? null;
