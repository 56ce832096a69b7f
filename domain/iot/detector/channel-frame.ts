import type { Limits } from '../watch.ts';
import { bandOf, expect } from './baseline/baseline.ts';
import { clock, clockNeed, keepTime } from './baseline/clock.ts';
import { baselineNeed, forget } from './baseline/room.ts';
import type { ChannelPlug, Features } from './detector.ts';
import { episodeNeed, explainedBy, holding, isOpen } from './episodes.ts';
import { beginsAnew, learnedOf, learningLeft, learningNeed, noteService } from './learning.ts';
import { keepLimits, limitsNeed, limitsOf } from './limits.ts';
import { layOut, type Memory, type Need } from './memory.ts';
import { lineOf } from './score.ts';
import { judge, type Names, type Seat, type Tally } from './seat.ts';

/** Younger than this a reference may still be wrong, so that a drift from it does not stop it from being learned. */
const commissioned = 14 * 86_400_000;

/** The parts that every channel has, laid out once for all channels. */
export interface ChannelFrame {
  readonly need: Need;
  readonly seats: readonly Seat[];
  readonly clockAt: number;
  readonly gap: Seat;
  /** Works out the features of a reading and learns from it; the answer is shared and overwritten by the next. */
  features(memory: Memory, at: number, value: number): Features;
  /** Lets every detector see the reading. */
  judge(memory: Memory, now: Features, names: Names, tally: Tally): void;
  /** What the channel's rules allow it. */
  limit(memory: Memory, limits: Limits): void;
  /** A work order was completed; takes effect when telemetry is back in band. */
  reset(memory: Memory, at: number): void;
  /** When the channel's silence will be an alert. */
  deadline(memory: Memory): number;
  /** Nobody listened until then: silence so far is no gap; answers the new deadline. */
  postpone(memory: Memory, at: number): number;
  learningLeft(memory: Memory): number;
  /** Where the next reading is expected. */
  band(memory: Memory): { readonly low: number; readonly expected: number; readonly high: number };
}

/** Lays out a channel's block for the given detectors. `gapOf` builds the gap detector over the clock's place. */
export function channelFrame(
  plugs: readonly ChannelPlug[],
  gapOf: (clockAt: number) => ChannelPlug,
): ChannelFrame {
  const all = [gapOf(0), ...plugs];
  const { places, whole } = layOut([
    clockNeed,
    baselineNeed,
    learningNeed,
    limitsNeed,
    ...all.flatMap(({ need }) => [need, episodeNeed]),
  ]);
  const [clockPlace, baseline, learningPlace, limitsPlace, gapPlace] = places as [
    Need,
    Need,
    Need,
    Need,
    Need,
  ];
  const clockAt = clockPlace.doubles;
  const learning = { clock: clockAt, own: learningPlace.doubles };
  const seats = seatsOf(all, places.slice(4));
  const held = seats.filter(({ detector }) => holding.has(detector.kind) && detector.kind !== 'drift');
  const drifting = seats.filter(({ detector }) => detector.kind === 'drift');
  const now = emptyFeatures();
  const isAnyOpen = (memory: Memory, some: readonly Seat[]): boolean => {
    for (const { episode } of some) if (isOpen(memory, episode)) return true;
    return false;
  };
  return {
    need: whole,
    seats,
    clockAt,
    gap: seats[0]!,
    features(memory, at, value) {
      now.elapsed = keepTime(memory, clockAt, at, value);
      now.at = at;
      now.value = value;
      const isDrifting = isAnyOpen(memory, drifting);
      const isHeld = isAnyOpen(memory, held);
      if (beginsAnew(memory, learning, at, isHeld || isDrifting)) {
        forget(memory, baseline);
        for (const { detector } of seats) detector.reset?.(memory, at);
      }
      learnedOf(memory, learning, now);
      now.low = limitsOf.low(memory, limitsPlace.doubles);
      now.high = limitsOf.high(memory, limitsPlace.doubles);
      now.isLearning = learningLeft(now) > 0;
      now.line = lineOf(now.period);
      now.isHeld = isHeld || (isDrifting && now.age > commissioned);
      expect(memory, baseline, value, now, now);
      return now;
    },
    judge(memory, features, names, tally) {
      for (const seat of seats) judge(memory, seat, features, names, tally);
    },
    limit: (memory, limits) => keepLimits(memory, limitsPlace.doubles, limits),
    reset: (memory, at) => noteService(memory, learning, at),
    deadline: ({ doubles }) => doubles[gapPlace.doubles]! || Number.POSITIVE_INFINITY, // 0: no reading yet
    postpone(memory, at) {
      const { doubles } = memory;
      const silent = at - clock.latestAt(memory, clockAt);
      if (silent > 0) doubles[gapPlace.doubles]! += silent;
      return doubles[gapPlace.doubles]!;
    },
    learningLeft(memory) {
      const learned = { count: 0, age: 0, period: 0 };
      learnedOf(memory, learning, learned);
      return learningLeft(learned);
    },
    band: (memory) => bandOf(memory, baseline, clock.latestAt(memory, clockAt)),
  };
}

/** Each detector at its place, with its episode and those that explain it. */
function seatsOf(plugs: readonly ChannelPlug[], places: readonly Need[]): Seat[] {
  const detectors = plugs.map((plug, index) => plug.build(places[2 * index]!));
  const episodes = plugs.map((_, index) => places[2 * index + 1]!);
  return detectors.map((detector, index) => {
    const others = explainedBy(detector.kind);
    const explained = episodes.filter((_, other) => others.includes(detectors[other]!.kind));
    return { detector, episode: episodes[index]!, explained };
  });
}

const emptyFeatures = (): { -readonly [Name in keyof Features]: Features[Name] } => ({
  at: 0,
  value: 0,
  elapsed: 0,
  period: 0,
  count: 0,
  age: 0,
  isLearning: true,
  expected: 0,
  residual: 0,
  scale: 1,
  z: 0,
  off: 0,
  offDoubt: 0,
  slow: 0,
  slowVariance: 0.25,
  season: 0,
  line: 6,
  low: Number.NEGATIVE_INFINITY,
  high: Number.POSITIVE_INFINITY,
  isHeld: false,
});
