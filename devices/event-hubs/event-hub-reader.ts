import { setTimeout as pause } from 'node:timers/promises';
import type { ForeignMessage, Taken } from '../intake.ts';
import { LogUnavailable } from '../log/reading-log.ts';
import { type HubEvent, readEvent } from './read-event.ts';

/** One partition while its events are taken in. */
export interface Partition {
  readonly partitionId: string;
  /** Notes durably that everything up to an event is done with. */
  updateCheckpoint(event: HubEvent): Promise<void>;
}

/** What a stream of events is handed; an implementation calls it for each partition in order. */
export interface EventHandlers {
  /** Resolves when everything is on disk. Called with nothing now and then, while nothing comes. */
  take(events: readonly HubEvent[], partition: Partition): Promise<void>;
  failed(error: Error, partitionId: string): void;
}

/** An IoT Hub's events, wherever they come from: Azure's own client, or a test. */
export interface EventStream {
  /** What is read, without secrets. */
  readonly name: string;
  open(handlers: EventHandlers): { close(): Promise<void> };
}

export interface EventHubReaderDeps {
  readonly stream: EventStream;
  readonly keep: (message: ForeignMessage) => Promise<Taken>;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly log: { error(fields: object, text: string): void };
}

/** How the reader is doing, for /health. */
export interface EventHubHealth {
  readonly state: 'connecting' | 'reading' | 'failing';
  readonly stream: string;
  readonly problem?: string;
  readonly kept: number;
  readonly repeats: number;
  readonly unknown: number;
  /** Events that are no telemetry. */
  readonly others: number;
}

/** Takes telemetry from a real IoT Hub. */
export interface EventHubReader {
  health(): EventHubHealth;
  stop(): Promise<void>;
}

const retryMs = 1_000;
/** A stream that is open calls at least every few seconds; after so long a silence it is not. */
const silentMs = 60_000;
/** What is read twice after a crash is known by its id, so that a checkpoint a second is often enough. */
const checkpointMs = 1_000;

/** Reads an IoT Hub's events into our own log; a partition's place is noted only behind what is on disk. */
export function eventHubReader({ stream, keep, now, log }: EventHubReaderDeps): EventHubReader {
  const counts = { kept: 0, repeats: 0, unknown: 0, others: 0 };
  const pending = new Map<string, { event: HubEvent; since: number }>();
  let problem: string | undefined;
  let heardAt: number | undefined;
  let isStopping = false;

  const take = async (event: HubEvent, partitionId: string): Promise<void> => {
    const message = readEvent(event, partitionId);
    if (!message) {
      counts.others += 1;
      return;
    }
    const how = await keepUntilKept(message);
    counts[how === 'repeat' ? 'repeats' : how] += 1;
  };

  const keepUntilKept = async (message: ForeignMessage): Promise<Taken> => {
    for (;;) {
      try {
        return await keep(message);
      } catch (error) {
        if (!(error instanceof LogUnavailable) || isStopping) throw error;
        problem = error.message;
        await pause(retryMs);
      }
    }
  };

  const note = async (partition: Partition, newest: HubEvent | undefined): Promise<void> => {
    const { partitionId } = partition;
    const waiting = pending.get(partitionId);
    const event = newest ?? waiting?.event;
    if (!event) return;
    const since = waiting?.since ?? now();
    if (newest && now() - since < checkpointMs) return void pending.set(partitionId, { event, since });
    await partition.updateCheckpoint(event);
    pending.delete(partitionId);
  };

  const opened = stream.open({
    take: async (events, partition) => {
      heardAt = now();
      // Side by side, so that one sync of the log serves all; the log keeps the order in which it was asked.
      await Promise.all(events.map((event) => take(event, partition.partitionId)));
      problem = undefined;
      await note(partition, events.at(-1));
    },
    failed: (err, partitionId) => {
      problem = err.message;
      log.error({ err, partitionId, stream: stream.name }, 'the events of an IoT Hub cannot be read');
    },
  });

  const stateNow = (): Pick<EventHubHealth, 'state' | 'problem'> => {
    if (problem) return { state: 'failing', problem };
    if (heardAt === undefined) return { state: 'connecting' };
    const silentS = Math.round((now() - heardAt) / 1_000);
    if (silentS * 1_000 < silentMs) return { state: 'reading' };
    return { state: 'failing', problem: `nothing was heard of it for ${silentS} s` };
  };

  return {
    health: () => ({ ...stateNow(), stream: stream.name, ...counts }),
    stop: async () => {
      isStopping = true;
      await opened.close();
    },
  };
}
