import type { DeviceRegistry } from '../domain/iot/devices/device.ts';
import type { Arrival, ReadingLog } from './log/reading-log.ts';
import { readTelemetry } from './telemetry/read-telemetry.ts';

/** A telemetry message that came by somebody else's broker or hub, which has signed its device in. */
export interface ForeignMessage {
  readonly device: string;
  readonly messageId: string | null;
  readonly encoding?: string | undefined;
  /** The sender's properties, URL-encoded. */
  readonly properties: string;
  readonly body: Uint8Array;
  /** When it was taken in over there, epoch milliseconds: the time of readings that carry none of their own. */
  readonly sentAt?: number;
  /** What a resend of it is known by where it has no id, and whether it is one. */
  readonly resend?: { readonly key: string; readonly isRepeat: boolean };
}

/** What became of a foreign message. `unknown`: no device of that name may send here. */
export type Taken = 'kept' | 'repeat' | 'unknown';

const mostStrangers = 1_000;

/**
 * Takes in telemetry that others have received: the same reading of bodies, the same keys against repeats and the same log
 * as for devices of our own. Resolves when it is on disk.
 */
export function intake({
  registry,
  readings,
  now,
  log,
}: {
  readonly registry: DeviceRegistry;
  readonly readings: Pick<ReadingLog, 'append'>;
  /** Epoch milliseconds by the product's clock. */
  readonly now: () => number;
  readonly log: { warn(fields: object, text: string): void };
}): (message: ForeignMessage) => Promise<Taken> {
  const strangers = new Set<string>();
  /** Said once of each, for a stranger sends as often as a friend; health counts the messages. */
  const tellOf = (device: string) => {
    if (strangers.has(device) || strangers.size >= mostStrangers) return;
    strangers.add(device);
    log.warn({ device }, 'telemetry of a device that is not registered and enabled here is let go');
  };
  return async ({ device, messageId, encoding, properties, body, sentAt, resend }) => {
    const identity = await registry.find(device);
    if (!identity?.isEnabled) {
      tellOf(device);
      return 'unknown';
    }
    const arrivedAt = now();
    const arrival: Arrival = readTelemetry({
      device,
      arrivedAt: Math.min(sentAt ?? arrivedAt, arrivedAt),
      body,
      properties: { messageId, encoding, rest: properties },
      ...(resend && { resend: () => ({ key: resend.key, repeats: resend.isRepeat ? [resend.key] : [] }) }),
    });
    const { isNew } = await readings.append({ ...arrival, arrivedAt });
    return isNew ? 'kept' : 'repeat';
  };
}
