import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HubPartition } from '../domain/iot/hub/partition.ts';
import type { ReadTable } from '../domain/table.ts';
import type { Commit } from '../domain/unit.ts';
import { topicPattern } from './broker-client/topic-pattern.ts';
import type { ForeignMessage, Taken } from './intake.ts';

export interface SourcesDeps {
  /** A broker to subscribe to, and how its topics name devices; undefined for none. */
  readonly broker?:
    | { readonly url: string; readonly topics: readonly string[]; readonly group: string }
    | undefined;
  /** An IoT Hub's Event Hubs-compatible endpoint; undefined for none. */
  readonly iotHub?: { readonly connectionString: string; readonly consumerGroup: string } | undefined;
  /** Where this process keeps its own name at the broker. */
  readonly folder: string;
  readonly keep: (message: ForeignMessage) => Promise<Taken>;
  readonly partitions: ReadTable<HubPartition>;
  readonly commit: Commit;
  readonly log: {
    info(fields: object, text: string): void;
    warn(fields: object, text: string): void;
    error(fields: object, text: string): void;
  };
}

/** Telemetry that others receive for us. */
export interface Sources {
  /** The state of each; `off` where none is set. */
  health(): { readonly broker: object | 'off'; readonly iotHub: object | 'off' };
  stop(): Promise<void>;
}

interface Source {
  health(): object;
  stop(): Promise<void>;
}

/**
 * Opens what is set: a client of a broker that is there already, a reader of a real IoT Hub. Their libraries are loaded
 * only then. Neither has to be reachable for the product to start. Throws BadPattern for a topic that cannot be used.
 */
export async function telemetrySources(deps: SourcesDeps): Promise<Sources> {
  const [broker, iotHub] = [await openBroker(deps), await openHub(deps)];
  return {
    health: () => ({ broker: broker?.health() ?? 'off', iotHub: iotHub?.health() ?? 'off' }),
    stop: async () => {
      await Promise.all([broker?.stop(), iotHub?.stop()]);
    },
  };
}

async function openBroker({ broker, folder, keep, log }: SourcesDeps): Promise<Source | undefined> {
  if (!broker) return undefined;
  const patterns = broker.topics.map(topicPattern);
  const { brokerClient } = await import('./broker-client/broker-client.ts');
  const { url, group } = broker;
  return brokerClient({ url, group, patterns, clientId: keptName(folder), keep, log });
}

async function openHub({ iotHub, keep, partitions, commit, log }: SourcesDeps): Promise<Source | undefined> {
  if (!iotHub) return undefined;
  const { azureStream } = await import('./event-hubs/azure-stream.ts');
  const { checkpointStore } = await import('./event-hubs/checkpoints.ts');
  const { eventHubReader } = await import('./event-hubs/event-hub-reader.ts');
  const stream = azureStream({ ...iotHub, checkpoints: checkpointStore({ partitions, commit }) });
  return eventHubReader({ stream, keep, now: () => performance.now(), log });
}

/** This process's name at the broker, which keeps messages for it while it is away: the same after every restart. */
function keptName(folder: string): string {
  const path = join(folder, 'broker-client-id');
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const name = `fieldline-${randomUUID()}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, `${name}\n`);
  return name;
}
