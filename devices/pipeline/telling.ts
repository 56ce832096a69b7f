import { setTimeout as pause } from 'node:timers/promises';
import { Refused } from '../../domain/refusals.ts';
import type { Told } from '../../domain/iot/told.ts';
import type { RecordTold } from './ports.ts';

/**
 * What is told at one go: later news of an episode take the place of earlier ones, unless it was over in between. A fault
 * of ten thousand readings is one line here.
 */
export function gathered(told: readonly Told[]): readonly Told[] {
  const latest = new Map<string, number>();
  const kept: (Told | null)[] = [];
  for (const one of told) {
    const key = `${one.device}\n${one.channel}\n${one.kind}\n${one.raisedAt}`;
    const before = one.state === 'raised' ? latest.get(key) : undefined;
    if (before !== undefined) kept[before] = null;
    if (one.state === 'raised') latest.set(key, kept.length);
    kept.push(one);
  }
  return kept.filter((one) => one !== null);
}

export interface TellingDeps {
  readonly record: RecordTold;
  /** Whether the database answers: what fails while it does will fail again. */
  readonly isStoreUp: () => Promise<boolean>;
  readonly log: { warn(fields: object, text: string): void; error(fields: object, text: string): void };
  readonly signal: AbortSignal;
}

/** Hands findings on until they are kept. */
export interface Telling {
  /** Resolves when all are kept; waits as long as the database is away. Rejects only when it is stopped meanwhile. */
  tell(told: readonly Told[]): Promise<void>;
  /** Why it waits; null while it does not. */
  readonly problem: string | null;
  readonly kept: number;
  readonly refused: number;
}

const mostTogether = 50;
const mostTries = 5;

/** Makes the way out of the pipeline: several findings a commit, each once, none lost and none in the way of the others. */
export function telling({ record, isStoreUp, log, signal }: TellingDeps): Telling {
  let problem: string | null = null;
  let [kept, refused] = [0, 0];

  const give = (one: Told, error: unknown) => {
    refused++;
    const { device, channel, kind } = one;
    if (error instanceof Refused)
      log.warn({ device, channel, kind, code: error.code }, 'a finding was refused');
    else log.error({ err: error, finding: one }, 'a finding could not be kept and is left out');
  };
  const alone = async (one: Told) => {
    for (let tries = 1; ; tries++) {
      try {
        await record([one]);
        kept++;
        return;
      } catch (error) {
        if (error instanceof Refused || (tries >= mostTries && (await isStoreUp()))) return give(one, error);
        problem = error instanceof Error ? error.message : String(error);
        if (tries === 1) log.error({ err: error }, 'findings wait: they could not be kept');
        await pause(Math.min(100 * 2 ** tries, 10_000), undefined, { signal });
      }
    }
  };
  const together = async (some: readonly Told[]) => {
    const isKept = await record(some).then(
      () => true,
      () => false, // tried again one by one, which tells what is wrong
    );
    if (isKept) kept += some.length;
    else for (const one of some) await alone(one);
    problem = null;
  };

  return {
    tell: async (told) => {
      const all = gathered(told);
      for (let from = 0; from < all.length; from += mostTogether) {
        signal.throwIfAborted();
        await together(all.slice(from, from + mostTogether));
      }
    },
    get problem() {
      return problem;
    },
    get kept() {
      return kept;
    },
    get refused() {
      return refused;
    },
  };
}
