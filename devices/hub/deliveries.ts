import { queueLimits } from '../../domain/iot/hub/cloud-message.ts';
import { settleCloudMessage, takeCloudMessage } from '../../domain/iot/hub/cloud-queue.ts';
import { DeviceUnreachable } from '../mqtt/device-topics.ts';
import type { HubDeps } from './hub.ts';
import { messageTopic } from './topics.ts';

/** Hands waiting messages to connected devices. */
export interface Deliveries {
  /** Something may wait for this device. Costs next to nothing when nothing does. */
  wake(device: string): void;
  /** Takes no further message; resolves when those being handed over are settled. */
  stop(): Promise<void>;
}

/**
 * Delivers one message after another to each device, in the order of queueing: handed over at QoS 1 within its lock, and
 * completed by the device's own acknowledgement. What is not acknowledged waits again, as often as the queue allows.
 */
export function deliveries(
  { topics, tables, commit, log }: HubDeps,
  isListening: (device: string) => boolean,
): Deliveries {
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  let isStopping = false;

  const mayDeliver = (device: string) => !isStopping && isListening(device) && topics.isConnected(device);

  const deliverAll = async (device: string) => {
    do {
      again.delete(device);
      while (mayDeliver(device)) {
        if (!(await tables.cloudMessages.first({ deviceId: device, state: 'enqueued' }))) break;
        if (!(await deliverOne(device))) break;
      }
    } while (again.has(device));
  };

  const deliverOne = async (device: string): Promise<boolean> => {
    const message = await commit((unit) => takeCloudMessage(unit, { deviceId: device }));
    if (!message) return false;
    const handedOver = await handOver(device, message);
    const how = handedOver ? 'complete' : 'abandon';
    await commit((unit) => settleCloudMessage(unit, { cloudMessageId: message.id, how }));
    return handedOver;
  };

  const handOver = (device: string, message: Parameters<typeof messageTopic>[0]) =>
    topics
      .publish(device, messageTopic(message), Buffer.from(message.body), 1, { timeoutMs: ackMs })
      .then(() => true)
      .catch((error: unknown) => {
        if (error instanceof DeviceUnreachable) return false;
        throw error;
      });

  const wake = (device: string) => {
    if (running.has(device)) return void again.add(device);
    if (!mayDeliver(device)) return;
    const run = deliverAll(device)
      .catch((err: unknown) => log.error({ err, device }, 'a message could not be handed to a device'))
      .finally(() => {
        running.delete(device);
        if (again.delete(device)) wake(device);
      });
    running.set(device, run);
  };

  return {
    wake,
    stop: async () => {
      isStopping = true;
      await Promise.all(running.values());
    },
  };
}

// A little less than the lock, so that nobody else has the message while this device still may acknowledge it.
const ackMs = (queueLimits.lockSeconds - 5) * 1_000;
