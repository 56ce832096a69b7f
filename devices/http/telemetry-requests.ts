import { randomUUID } from 'node:crypto';
import { Refused } from '../../domain/refusals.ts';
import { type Arrival, LogUnavailable, type ReadingLog } from '../log/reading-log.ts';
import { Allowance, type Pace } from '../mqtt/pace.ts';
import type { SignInDesk } from '../sign-in/desk.ts';
import { addedTo, isId, type Properties } from '../telemetry/properties.ts';
import { largestMessage, readTelemetry } from '../telemetry/read-telemetry.ts';
import { type BatchItem, batchType, readBatch } from './batch.ts';

/** A telemetry request as the HTTP server hands it in; nothing of it is believed yet. */
export interface TelemetryRequest {
  readonly device: string;
  /** The Host header: the host the device dialled. */
  readonly host: string;
  readonly authorization: string;
  /** The peer's address. */
  readonly address: string;
  readonly contentType: string;
  /** `iothub-messageid`, and the pairs of `iothub-app-*`. */
  readonly messageId: string | undefined;
  readonly properties: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/** Takes telemetry over HTTP, IoT Hub's form: one message, or a batch of them. */
export interface TelemetryRequests {
  /** Resolves once everything is on disk. Throws Refused: 400, 401, 413, 429, 503. */
  take(request: TelemetryRequest): Promise<void>;
}

export interface TelemetryRequestsDeps {
  readonly readings: ReadingLog;
  readonly desk: SignInDesk;
  readonly now: () => number;
  readonly pace: Pace;
}

const mostRemembered = 20_000;

/** Makes the HTTP way in. */
export function telemetryRequests({ readings, desk, now, pace }: TelemetryRequestsDeps): TelemetryRequests {
  const paces = new Map<string, Allowance>();
  const paceOf = (device: string): Allowance => {
    const known = paces.get(device) ?? new Allowance(pace, performance.now());
    paces.delete(device);
    paces.set(device, known);
    if (paces.size > mostRemembered) paces.delete(paces.keys().next().value ?? '');
    return known;
  };
  return {
    async take(request) {
      const { device, host, address } = request;
      const asked = { device, host, token: request.authorization, thumbprint: null };
      const answer = await desk.ask(asked, address);
      if (!answer.ok && answer.kind === 'unavailable') throw new Refused('rate.exceeded', { seconds: 30 });
      if (!answer.ok)
        throw new Refused('sign_in.invalid', {
          problem: 'the shared access signature of the device was refused',
        });
      const allowance = paceOf(device);
      const waitMs = Math.max(allowance.waitMs(performance.now()), readings.isCrowded() ? 1000 : 0);
      if (waitMs > 0) throw new Refused('rate.exceeded', { seconds: Math.ceil(waitMs / 1000) });
      const messages = messagesOf(request);
      for (const { body } of messages) allowance.take(performance.now(), body.byteLength);
      await Promise.all(
        messages.map((message) => readings.append(arrivalOf(message, { device, at: now() }))),
      ).catch((error) => {
        if (error instanceof LogUnavailable)
          throw new Refused('service.unavailable', { part: 'The telemetry log' });
        throw error;
      });
    },
  };
}

function messagesOf(request: TelemetryRequest): readonly BatchItem[] {
  if (request.contentType.split(';')[0]?.trim().toLowerCase() === batchType) return readBatch(request.body);
  if (request.body.byteLength > largestMessage) throw new Refused('input.too_large', { limit: '256 KiB' });
  const { messageId = null, body } = request;
  if (messageId !== null && !isId(messageId))
    throw new Refused('input.invalid', { place: 'iothub-messageid', problem: 'it has 1 to 128 characters' });
  return [{ body, messageId, properties: request.properties }];
}

function arrivalOf(item: BatchItem, of: { readonly device: string; readonly at: number }): Arrival {
  const properties: Properties = {
    messageId: item.messageId,
    encoding: undefined,
    rest: addedTo('', item.properties),
  };
  // Without an id or times of its own, one request cannot be told from the same said again: both are kept.
  const resend = () => ({ key: `http\0${randomUUID()}`, repeats: [] });
  return readTelemetry({ device: of.device, arrivedAt: of.at, body: item.body, properties, resend });
}
