import { Refused } from '../../domain/refusals.ts';
import { isId } from '../telemetry/properties.ts';
import { largestMessage } from '../telemetry/read-telemetry.ts';

/** The media type that says that a request holds several messages. */
export const batchType = 'application/vnd.microsoft.iothub.json';

/** One message of a batch. */
export interface BatchItem {
  readonly body: Uint8Array;
  readonly messageId: string | null;
  readonly properties: readonly (readonly [name: string, value: string])[];
}

const mostItems = 500;

/**
 * Reads IoT Hub's batch: an array of `{ "body": base64 or text, "base64Encoded"?, "properties"? }`. A batch that cannot be
 * read is refused whole, for its sender is told so at once; a message in it that cannot be read is kept like any other.
 */
export function readBatch(bytes: Uint8Array): readonly BatchItem[] {
  const sent = parsed(bytes);
  if (!Array.isArray(sent)) throw refused('body', 'a batch is a JSON array of messages');
  if (sent.length > mostItems) throw refused('body', `a batch has at most ${mostItems} messages`);
  return sent.map(itemOf);
}

function itemOf(sent: unknown, nth: number): BatchItem {
  const item = (typeof sent === 'object' && sent !== null ? sent : {}) as Record<string, unknown>;
  if (typeof item.body !== 'string') throw refused(`${nth}.body`, 'a message has a body, base64 or text');
  const isText = item.base64Encoded === false || item.isBase64Encoded === false;
  const pairs = propertiesOf(item.properties ?? {}, nth);
  const id = pairs.find(([name]) => idNames.has(name.toLowerCase()))?.[1];
  const body = Buffer.from(item.body, isText ? 'utf8' : 'base64');
  if (body.byteLength > largestMessage) throw refused(`${nth}.body`, 'a message has at most 256 KiB');
  return {
    body,
    messageId: typeof id === 'string' && isId(id) ? id : null,
    properties: pairs
      .filter(([name, value]) => !idNames.has(name.toLowerCase()) && typeof value === 'string')
      .map(([name, value]) => [name.replace(/^iothub-app-/i, ''), value as string] as const),
  };
}

function propertiesOf(sent: unknown, nth: number): [string, unknown][] {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent))
    throw refused(`${nth}.properties`, 'they are an object of texts');
  if (JSON.stringify(sent).length > longestProperties)
    throw refused(`${nth}.properties`, `they have at most ${longestProperties} characters`);
  return Object.entries(sent);
}

const longestProperties = 8_192;
const idNames = new Set(['iothub-messageid', 'messageid', '$.mid']);

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    throw refused('body', 'it is not JSON');
  }
}

const refused = (place: string, problem: string) => new Refused('input.invalid', { place, problem });
