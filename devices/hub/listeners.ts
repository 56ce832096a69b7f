import { noteListening } from '../../domain/iot/hub/change-twin.ts';
import type { HubTopic, Twin } from '../../domain/iot/hub/twin.ts';
import type { ReadTable } from '../../domain/table.ts';
import type { Commit } from '../../domain/unit.ts';
import type { DeviceTopics } from '../mqtt/device-topics.ts';
import { topicOf } from './topics.ts';

/** Who listens to what, for this process's connections. */
export interface Listeners {
  listens(device: string, topic: HubTopic): boolean;
  /** Resolves when everything learnt so far is kept. */
  settled(): Promise<void>;
}

/**
 * Follows which hub topics each connected device has subscribed to, and keeps it with the twin: the device SDKs rely on
 * their session and do not subscribe again after a lost connection, not even when it was we who were restarted.
 */
export function listeners({
  topics,
  twins,
  commit,
  onListening,
  onError,
}: {
  readonly topics: DeviceTopics;
  readonly twins: ReadTable<Twin>;
  readonly commit: Commit;
  /** A connected device listens to a topic from now on. */
  readonly onListening: (device: string, topic: HubTopic) => void;
  readonly onError: (error: unknown, device: string) => void;
}): Listeners {
  const present = new Map<string, Set<HubTopic>>();
  const turns = new Map<string, Promise<void>>();

  // What is learnt of one device is kept in the order in which it was learnt.
  const inTurn = (device: string, work: () => Promise<void>) => {
    const mine = (turns.get(device) ?? Promise.resolve())
      .then(work)
      .catch((error: unknown) => onError(error, device))
      .finally(() => {
        if (turns.get(device) === mine) turns.delete(device);
      });
    turns.set(device, mine);
  };

  const keep = (device: string, own: Set<HubTopic>) =>
    inTurn(device, async () => {
      const kept = (await twins.find(device))?.listens ?? [];
      const wanted = [...own].sort();
      if (kept.join() !== wanted.join())
        await commit((unit) => noteListening(unit, { deviceId: device, listens: wanted }));
    });

  const setOf = (device: string): Set<HubTopic> => {
    const found = present.get(device) ?? new Set<HubTopic>();
    present.set(device, found);
    return found;
  };

  topics.onConnect((device, { isClean }) => {
    const own = new Set<HubTopic>();
    present.set(device, own);
    if (isClean) return keep(device, own);
    inTurn(device, async () => {
      for (const topic of (await twins.find(device))?.listens ?? []) {
        if (present.get(device) !== own || own.has(topic)) continue;
        own.add(topic);
        onListening(device, topic);
      }
    });
  });
  topics.onDisconnect((device) => void present.delete(device));
  topics.onSubscribe((device, filter) => {
    const topic = topicOf(filter);
    if (topic === null) return;
    const own = setOf(device);
    own.add(topic);
    onListening(device, topic);
    keep(device, own);
  });
  topics.onUnsubscribe((device, filter) => {
    const topic = topicOf(filter);
    if (topic === null) return;
    const own = setOf(device);
    own.delete(topic);
    keep(device, own);
  });

  return {
    listens: (device, topic) => present.get(device)?.has(topic) ?? false,
    settled: async () => {
      while (turns.size > 0) await Promise.all(turns.values());
    },
  };
}
