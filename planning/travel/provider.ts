import type { Place } from '../../domain/scheduling/travel.ts';
import { noWay, type TravelMatrix } from '../../domain/scheduling/travel-matrix.ts';

/** Which ways are wanted: from each origin to each destination. */
export interface TravelAsk {
  readonly origins: readonly Place[];
  readonly destinations: readonly Place[];
  /** When all leave; the time between the rushes when left out. Services that know no hours leave it aside. */
  readonly departAt?: Date;
}

/** The ways in seconds and metres; `noWay` where no road leads. */
export interface TravelAnswer extends TravelMatrix {
  /** 1 in each cell that the embedded model estimated because no routing service answered for it. */
  readonly estimated: Uint8Array;
  /** Why cells were estimated against the installation's wish: lines for the log and the dispatcher, each once. */
  readonly troubles: readonly string[];
}

/**
 * Whoever knows the ways, as planning sees it: the embedded model, a routing service, or a cache before one.
 *
 * It always answers. What a service does not know is estimated and says so in `estimated` and `troubles`, because a plan
 * on estimated travel is better than no plan on the day the map service is away.
 */
export interface TravelProvider {
  readonly name: string;
  /** Whether `departAt` changes the answer, so that a cache keeps hours apart. */
  readonly knowsHours: boolean;
  travel(ask: TravelAsk): Promise<TravelAnswer>;
}

/** One way of an answer, as people read it. */
export interface Leg {
  readonly seconds: number;
  readonly metres: number;
  readonly estimated: boolean;
}

/** The way in one cell, null where no road leads: for callers who look at a few cells and not at the arrays. */
export function legOf(answer: TravelAnswer, row: number, column: number): Leg | null {
  const cell = row * answer.columns + column;
  const seconds = answer.durations[cell]!;
  if (seconds >= noWay) return null;
  return { seconds, metres: answer.distances[cell]!, estimated: answer.estimated[cell] === 1 };
}
