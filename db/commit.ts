import { system } from '../domain/people/actor.ts';
import { Refused } from '../domain/refusals.ts';
import type { Commit, Reaction, Reactions } from '../domain/unit.ts';
import type { Clock } from './engines/clock.ts';
import type { Memory } from './sql/memory.ts';
import type { ReadTables } from './sql/read-tables.ts';
import { commitTask } from './writing/commit-task.ts';
import type { Numbers, Series } from './writing/numbers.ts';
import { Conflict } from './writing/task.ts';
import { UnitOfWork } from './writing/unit-of-work.ts';
import type { Writer } from './writing/writer.ts';

const mostTries = 20;
const mostReactions = 100;

interface Deps {
  readonly tables: ReadTables;
  readonly memory: Memory;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly numbers: Numbers;
  readonly newId: () => string;
  readonly reactions: Reactions;
}

/**
 * Runs use cases and commits each once. Whoever met a change made meanwhile runs again on fresh data, one after another
 * where they want the same record, so that a crowd around one record gets through instead of colliding again and again.
 */
export function committer(deps: Deps): Commit {
  const queues = new Map<string, Promise<void>>();
  return async (decide, by = {}) => {
    const numbers = reusable(deps.numbers);
    const raiseNumber = (series: Series, atLeast: number) => deps.numbers.raise(series, atLeast);
    const attempt = async () => {
      const { tables, clock, newId } = deps;
      const actor = by.actor ?? system;
      const nextNumber = numbers.again();
      const unit = new UnitOfWork({ tables, now: clock.now(), actor, newId, nextNumber, raiseNumber });
      const result = await decide(unit.asUnit);
      await react(deps.reactions, unit);
      const changes = await unit.changes(by);
      if (changes) await deps.writer.write(commitTask(changes));
      return result;
    };
    let met: Conflict | undefined;
    for (let tries = 0; tries < mostTries; tries++) {
      try {
        return await (met ? inTurn(queues, met.on, () => pause(tries).then(attempt)) : attempt());
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        met = error;
        deps.memory.forgetAll(); // what it went by may be old news
      }
    }
    throw new Refused('record.conflict');
  };
}

async function react(reactions: Reactions, unit: UnitOfWork): Promise<void> {
  const most = unit.emitted.length + mostReactions;
  for (let at = 0; at < unit.emitted.length; at++) {
    const { name, data } = unit.emitted[at]!;
    if (at >= most) throw new Error(`reactions go round in circles at ${name}`);
    for (const reaction of (reactions[name] ?? []) as readonly Reaction<typeof name>[])
      await reaction(unit.asUnit, data as never);
  }
}

/** Numbers drawn by a try that met a conflict are drawn again by the next, so that none is skipped. */
function reusable(numbers: Numbers) {
  const drawn = new Map<Series, string[]>();
  return {
    again: () => {
      const used = new Map<Series, number>();
      return async (series: Series): Promise<string> => {
        const place = used.get(series) ?? 0;
        used.set(series, place + 1);
        const mine = drawn.get(series) ?? [];
        drawn.set(series, mine);
        mine[place] ??= await numbers.next(series);
        return mine[place];
      };
    },
  };
}

// The first tries go at once; later ones meet somebody who is not in the queue, such as another replica.
const pause = (tries: number): Promise<void> =>
  tries < 3
    ? Promise.resolve()
    : new Promise((go) => setTimeout(go, Math.random() * Math.min(2 ** tries, 100)));

async function inTurn<T>(
  queues: Map<string, Promise<void>>,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  const before = queues.get(key) ?? Promise.resolve();
  const mine = before.then(work);
  const settled = mine.then(
    () => undefined,
    () => undefined,
  );
  queues.set(key, settled);
  try {
    return await mine;
  } finally {
    if (queues.get(key) === settled) queues.delete(key);
  }
}
