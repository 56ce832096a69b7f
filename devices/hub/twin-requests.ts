import { reportTwin, twinOf } from '../../domain/iot/hub/change-twin.ts';
import { isObject, type JsonObject } from '../../domain/iot/hub/json.ts';
import { twinOnTheWire } from '../../domain/iot/hub/twin.ts';
import { Refused } from '../../domain/refusals.ts';
import type { HubDeps } from './hub.ts';
import { desiredTopic, twinAnswerTopic } from './topics.ts';

/** So many requests of one device are carried out at once; more are answered 429, as IoT Hub does. */
const mostAtOnce = 10;

/** What a device asks of its twin and is told of it. */
export interface TwinRequests {
  get(device: string, rid: string): Promise<void>;
  report(device: string, rid: string, payload: Uint8Array): Promise<void>;
  /** Lets a connected device know what is newly desired of it. */
  desire(device: string, change: { readonly version: number; readonly patch: JsonObject }): Promise<void>;
}

/** Answers twin requests on `$iothub/twin/res/{status}` and passes on what is desired. */
export function twinRequests({ topics, tables, commit, log }: HubDeps): TwinRequests {
  const underWay = new Map<string, number>();

  const answer = async (device: string, rid: string, work: () => Promise<Answer>) => {
    const busy = underWay.get(device) ?? 0;
    underWay.set(device, busy + 1);
    try {
      const { status, version, body } = busy >= mostAtOnce ? tooMany : await work().catch(refused);
      await tell(device, twinAnswerTopic(status, rid, version), body);
    } finally {
      const left = (underWay.get(device) ?? 1) - 1;
      if (left > 0) underWay.set(device, left);
      else underWay.delete(device);
    }
  };

  const refused = (error: unknown): Answer => {
    if (error instanceof Refused && error.status < 500) return no(400, error.message, error.code);
    log.error({ err: error }, 'a twin request failed');
    return no(500, 'Something went wrong on our side; try again.', 'internal.unexpected');
  };

  // Nobody waits for what a device has gone away from: it asks again.
  const tell = (device: string, topic: string, body: JsonObject | null) =>
    topics
      .publish(device, topic, bytes(body), 0)
      .catch((err: unknown) => log.warn({ err, device }, 'a device could not be told of its twin'));

  return {
    get: (device, rid) =>
      answer(device, rid, async () => ({ status: 200, body: twinOnTheWire(await twinOf(tables, device)) })),
    report: (device, rid, payload) =>
      answer(device, rid, async () => {
        const patch = readPatch(payload);
        const version = await commit((unit) => reportTwin(unit, { deviceId: device, patch }));
        return { status: 204, version, body: null };
      }),
    desire: (device, { version, patch }) =>
      tell(device, desiredTopic(version), { ...patch, $version: version }),
  };
}

interface Answer {
  readonly status: number;
  readonly version?: number;
  readonly body: JsonObject | null;
}

// The SDKs take an answer with an `errorCode` for a failure and show its message.
const no = (status: number, message: string, code: string): Answer => ({
  status,
  body: { errorCode: status, message, code },
});
const tooMany = no(429, 'Too many twin requests at once; wait a moment.', 'rate.exceeded');

const bytes = (body: JsonObject | null): Uint8Array =>
  body === null ? new Uint8Array(0) : Buffer.from(JSON.stringify(body));

function readPatch(payload: Uint8Array): JsonObject {
  let read: unknown;
  try {
    read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    throw new Refused('input.invalid', { place: 'reported', problem: 'this is not JSON in UTF-8' });
  }
  if (!isObject(read))
    throw new Refused('input.invalid', { place: 'reported', problem: 'an object of properties is needed' });
  return read;
}
