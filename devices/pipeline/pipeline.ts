import { mkdirSync } from 'node:fs';
import type { AskNow } from '../../domain/iot/now.ts';
import { deviceNow } from './device-now.ts';
import type { RestKeys } from './frames.ts';
import { type Keeping, keeping } from './keeping.ts';
import type { Followed, LogInOrder, MakeWatch, RecordTold } from './ports.ts';
import { mostMessages, type Rounds, rounds } from './rounds.ts';
import { telling } from './telling.ts';

export interface PipelineDeps {
  /** Where what was learned is kept. */
  readonly folder: string;
  readonly log: LogInOrder;
  readonly makeWatch: MakeWatch;
  readonly followed: Followed;
  readonly record: RecordTold;
  readonly isStoreUp: () => Promise<boolean>;
  /** The product's clock, which a demonstration can move ahead. */
  readonly now: () => Date;
  readonly logger: {
    warn(fields: object, text: string): void;
    error(fields: object, text: string): void;
  };
  readonly keys: RestKeys;
  /** What was learned is saved no more often than this; a minute unless told. */
  readonly saveEveryMs?: number;
}

/** How the pipeline is doing, for /health and /metrics. */
export interface PipelineHealth {
  readonly state: 'ok' | 'behind' | 'waiting';
  /** Why it waits. */
  readonly problem?: string;
  /** Messages of the log that it has not looked at yet, or whose findings are not kept yet. */
  readonly behind: number;
  /** How long ago the newest message that it has looked at arrived; 0 when it is not behind. */
  readonly lagSeconds: number;
  /** Since this process began. */
  readonly readings: number;
  readonly openFindings: number;
  readonly findingsKept: number;
  readonly findingsRefused: number;
  /** Messages that a detector stumbled over. */
  readonly stumbles: number;
  readonly savedAt: Date | null;
  readonly savedBytes: number;
}

/** Reads the log in order and turns what it finds into alerts. */
export interface Pipeline {
  /** Takes up what was learned, then works in the background; the log needs no pipeline to take readings. */
  start(): Promise<void>;
  /** There may be news of devices, or the clock was moved. */
  wake(): void;
  readonly now: AskNow;
  health(): PipelineHealth;
  /** Ends the round that is under way and saves what was learned. */
  stop(): Promise<void>;
}

const idleMs = 1000;
const gapMs = 20; // rounds gather what comes in the meantime

/**
 * The loop between the log and the alerts. It holds no reading back from being acknowledged: what it has not looked at
 * waits in the log, also while the database is away. What it decides depends on the log and the journal alone, so after
 * a kill it decides the same again, and alerts know a repeat when they see one.
 */
export function pipeline(deps: PipelineDeps): Pipeline {
  const { log, now, logger } = deps;
  const stopping = new AbortController();
  const out = telling({
    record: deps.record,
    isStoreUp: deps.isStoreUp,
    log: logger,
    signal: stopping.signal,
  });
  let work: { readonly keeping: Keeping; readonly rounds: Rounds; readonly ended: Promise<void> } | null =
    null;
  let problem: string | null = null;
  let [isAwake, nap] = [false, () => {}];

  const wake = () => {
    isAwake = true;
    nap();
  };
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      nap = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const loop = async (made: Rounds) => {
    const unlisten = log.onAppended(wake);
    while (!stopping.signal.aborted) {
      isAwake = false;
      let found = 0;
      try {
        found = await made.round();
        problem = null;
      } catch (error) {
        if (stopping.signal.aborted) break;
        problem = error instanceof Error ? error.message : String(error);
        logger.error({ err: error }, 'readings wait to be looked at');
      }
      if (stopping.signal.aborted) break;
      if (problem !== null || (found === 0 && !isAwake)) await sleep(idleMs);
      else if (found < mostMessages) await sleep(gapMs);
    }
    unlisten();
  };

  return {
    start: async () => {
      mkdirSync(deps.folder, { recursive: true });
      const kept = await keeping({ ...deps, startedAt: now().getTime() });
      const made = rounds({ ...deps, keeping: kept, telling: out });
      work = { keeping: kept, rounds: made, ended: loop(made) };
    },
    wake: () => {
      work?.rounds.expectNews();
      wake();
    },
    now: (deviceId) => deviceNow(deviceId, work?.keeping.learned.watch ?? null),
    health: () => {
      const { arrivedAt = 0, readings = 0, stumbles = 0, toldUpTo = log.end } = work?.rounds.counts ?? {};
      const behind = Math.max(0, log.end - toldUpTo);
      const waits = out.problem ?? problem;
      return {
        state: waits ? 'waiting' : behind > mostMessages ? 'behind' : 'ok',
        ...(waits && { problem: waits }),
        behind,
        lagSeconds: behind > 0 && arrivedAt > 0 ? Math.max(0, (now().getTime() - arrivedAt) / 1000) : 0,
        readings,
        openFindings: work?.keeping.learned.episodes.size ?? 0,
        findingsKept: out.kept,
        findingsRefused: out.refused,
        stumbles,
        savedAt: work?.keeping.saved().at ?? null,
        savedBytes: work?.keeping.saved().sizeBytes ?? 0,
      };
    },
    stop: async () => {
      stopping.abort();
      nap();
      await work?.ended;
      await work?.keeping.close({ isWhole: work.rounds.isWhole });
    },
  };
}
