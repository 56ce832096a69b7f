import { setImmediate as others } from 'node:timers/promises';
import type { Told } from '../../domain/iot/told.ts';
import type { Kept } from '../log/reading-log.ts';
import type { Keeping } from './keeping.ts';
import type { Followed, Heard, LogInOrder, Turn } from './ports.ts';
import type { Telling } from './telling.ts';

interface RoundsDeps {
  readonly keeping: Keeping;
  readonly log: LogInOrder;
  readonly followed: Followed;
  readonly telling: Telling;
  readonly now: () => Date;
  readonly logger: { error(fields: object, text: string): void };
}

/** The pipeline's work, a round at a time. */
export interface Rounds {
  /** Takes what is next in the log, tells what was found and saves when it is time; answers how many messages it took. */
  round(): Promise<number>;
  /** There may be news of devices. */
  expectNews(): void;
  /** Whether everything decided so far was told. */
  readonly isWhole: boolean;
  readonly counts: {
    readonly readings: number;
    readonly stumbles: number;
    readonly arrivedAt: number;
    /** The first message of which not everything is told. */
    readonly toldUpTo: number;
  };
}

/** A round takes so many messages at most, and lets others have the thread after so many readings. */
export const mostMessages = 500;
const readingsInTurn = 100;
const tickMs = 10_000;

/** Makes the rounds over one log: everything between a message and what is told of it. */
export function rounds({ keeping, log, followed, telling, now, logger }: RoundsDeps): Rounds {
  const { detection, standing } = keeping;
  const counts = { readings: 0, stumbles: 0, arrivedAt: 0, toldUpTo: standing().position };
  const untold: Told[] = [];
  /** News that wait for their place, by the product's clock: what arrived before them is judged as before them. */
  let news: readonly Heard[] = [];
  let heardUpTo = keeping.heardUpTo;
  let hasNews = true;
  let sinceOthers = 0;

  const newsBefore = async (at: number) => {
    const later = news.findIndex(({ turn }) => turn.at > at);
    const due = later < 0 ? news : news.slice(0, later);
    if (due.length === 0) return;
    const rest = news.slice(due.length);
    const turns = due.map(({ turn }) => turn);
    await keeping.journal(turns, rest.length === 0 ? heardUpTo : due.at(-1)!.seq);
    news = rest;
    for (const turn of turns) untold.push(...detection.turn(turn));
  };

  /** Turns that were carried out before a kill come again at their places; only then does time pass by itself. */
  const turnsBefore = async (position: number, at: number) => {
    for (const turn of keeping.recorded(position)) untold.push(...detection.turn(turn));
    if (keeping.isReplaying) return;
    await newsBefore(at);
    if (at - standing().tickedAt < tickMs) return;
    const tick: Turn = { is: 'tick', at };
    await keeping.journal([tick], standing().seq);
    untold.push(...detection.turn(tick));
  };

  const take = async (message: Kept) => {
    const { length } = message.readings;
    for (let from = 0; from < length; from += readingsInTurn) {
      const to = Math.min(length, from + readingsInTurn);
      try {
        untold.push(...detection.take(message, from, to));
      } catch (error) {
        counts.stumbles++;
        logger.error({ err: error, position: message.position }, 'a detector stumbled over a message');
      }
      sinceOthers += to - from;
      if (sinceOthers < readingsInTurn) continue;
      sinceOthers = 0;
      await others();
    }
    counts.readings += length;
    counts.arrivedAt = message.arrivedAt;
  };

  const hear = async () => {
    if (!hasNews) return;
    hasNews = false; // news that come from here on are asked for again
    try {
      const { seq, heard, isAll } = await followed.after(heardUpTo);
      heardUpTo = seq;
      news = [...news, ...heard];
      hasNews ||= !isAll;
      if (news.length === 0 && !keeping.isReplaying) await keeping.journal([], heardUpTo); // asked for once
    } catch (error) {
      hasNews = true;
      throw error;
    }
  };

  return {
    round: async () => {
      const lookedAt = now().getTime(); // of what arrives from here on, nothing is known yet
      const { batches, next } = await log.readFrom(standing().position, mostMessages);
      await hear(); // behind the messages: what was told before one of them arrived is known by now
      for (const message of batches) {
        await turnsBefore(message.position, message.arrivedAt);
        await take(message);
        keeping.moveTo(message.position + 1);
      }
      keeping.moveTo(next);
      if (batches.length === 0) await turnsBefore(Infinity, lookedAt);
      await telling.tell(untold);
      untold.length = 0;
      counts.toldUpTo = standing().position;
      await keeping.saveWhenDue();
      return batches.length;
    },
    expectNews: () => {
      hasNews = true;
    },
    get isWhole() {
      return untold.length === 0;
    },
    counts,
  };
}
