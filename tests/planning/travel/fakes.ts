import type { Place } from '../../../domain/scheduling/travel.ts';
import type { TravelAnswer, TravelAsk, TravelProvider } from '../../../planning/travel/provider.ts';
import type { Patience } from '../../../planning/travel/routing-request.ts';

/** Patience without waiting: what would have been waited is listed. */
export function quickPatience(given: Partial<Patience> = {}): Patience & { readonly waits: number[] } {
  const waits: number[] = [];
  const wait = async (ms: number) => {
    waits.push(ms);
  };
  const now = () => Date.parse('2026-03-02T09:00:00Z');
  return {
    timeoutMs: 1_000,
    retries: 2,
    longestWaitMs: 15_000,
    random: () => 0.5,
    wait,
    now,
    ...given,
    waits,
  };
}

/** `count` places in a row, a hundredth of a degree apart: about 1.1 km. */
export const placesInARow = (count: number, lat = 51): Place[] =>
  Array.from({ length: count }, (_, index) => ({ lat: Number((lat + index / 100).toFixed(4)), lon: -2.5 }));

/** A provider whose ways are known to a test: seconds tell both ends, metres are ten times as many. */
export interface FakeProvider extends TravelProvider {
  readonly asks: TravelAsk[];
  /** Cells answered as estimates when set. */
  isAway: boolean;
}

/** What the fake provider answers for a pair: never the same for two pairs of a row of places. */
export const fakeSeconds = (from: Place, to: Place): number =>
  Math.round(from.lat * 100) * 10_000 + Math.round(to.lat * 100);

/** Answers in a later turn of the event loop, as a network would. */
export function fakeProvider(knowsHours = false): FakeProvider {
  const asks: TravelAsk[] = [];
  const provider: FakeProvider = {
    name: 'fake',
    knowsHours,
    asks,
    isAway: false,
    async travel(ask): Promise<TravelAnswer> {
      asks.push(ask);
      await new Promise((resolve) => setImmediate(resolve));
      const seconds = ask.origins.flatMap((from) => ask.destinations.map((to) => fakeSeconds(from, to)));
      return {
        rows: ask.origins.length,
        columns: ask.destinations.length,
        durations: Int32Array.from(seconds),
        distances: Int32Array.from(seconds, (one) => one * 10),
        estimated: new Uint8Array(seconds.length).fill(provider.isAway ? 1 : 0),
        troubles: provider.isAway ? ['the fake is away'] : [],
      };
    },
  };
  return provider;
}
