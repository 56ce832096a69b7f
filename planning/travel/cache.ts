import { roadMetres } from '../../domain/scheduling/travel-roads.ts';
import { CachedAsk } from './cached-ask.ts';
import { InFlight } from './in-flight.ts';
import { PairStore } from './pair-store.ts';
import type { TravelProvider } from './provider.ts';

/** What the cache may remember, and what it does not ask for at all. */
export interface CacheOptions {
  /** Answers pairs beyond the radius. */
  readonly embedded: TravelProvider;
  readonly now: () => number;
  /** Ways remembered, about 75 bytes each; 1.2 million unless told: all pairs of a thousand places and more. */
  readonly pairs?: number;
  /** How long a way is believed; a week unless told. */
  readonly keepMs?: number;
  /** Pairs further apart, as the crow flies, are estimated: nobody drives them on a day's route. */
  readonly radiusMetres?: number;
}

const weekMs = 7 * 86_400_000;

/**
 * Remembers what a routing service answered, by place (four decimals, about 11 m) and hour of the week, and asks only
 * for the blocks that are missing. Two who ask for the same pair at the same time share one request. Estimates are not
 * remembered, so that the service is asked again once it is back. The middle of the hour stands for the hour, so that an
 * answer does not depend on who asked first.
 */
export function cachedTravel(inner: TravelProvider, options: CacheOptions): TravelProvider {
  const { embedded, now, pairs = 1_200_000, keepMs = weekMs, radiusMetres } = options;
  const store = new PairStore({ pairs, keepMs });
  const inFlight = new InFlight();
  const roadRadius = radiusMetres === undefined ? undefined : roadMetres(radiusMetres);
  const parts = { inner, embedded, now, store, inFlight, roadRadius };
  return {
    name: inner.name,
    knowsHours: inner.knowsHours,
    travel: (ask) => new CachedAsk(parts, ask).answered(),
  };
}
