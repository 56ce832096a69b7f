import type { ChannelPlug, Features } from '../detector.ts';
import type { Memory, Place } from '../memory.ts';
import { contrastNames, contrastNeed, learnContrasts } from './contrast.ts';
import { learnTail, tailOf, tailSize } from './tail.ts';
import { beyondUsual, usualSize } from './usual.ts';

const heights = [0.01, 0.02, 0.05].map((share) => tailOf(share, 150)); // one height alone is a matter of luck

/**
 * Novelty: the channel does what it has not done before, whatever that is. Contrasts at four paces, on the value and on
 * what the time of day leaves of it, become decades of rarity by their own history; the usual surprise of the half hour
 * is taken off; what remains is judged by its own history once more, so that a nervous channel and a calm one mark
 * equally often. A mark is followed by a rest in which only a clearly stronger one counts: an event is marked once.
 *
 * A mark (score 0.75 and more, about one in a thousand readings) tells a person where to look; it becomes an alert only
 * when it is far rarer than that, because dispatching a technician needs more than "new".
 *
 * Measured and left out: novelty of short symbol contexts in a hashed table (Smirnov's contextual anomaly detector),
 * which without the file's range added nothing to the contrasts; see docs/telemetry.md.
 */
export const noveltyPlug: ChannelPlug = {
  need: {
    doubles: 4 + contrastNeed.doubles + 24,
    singles: contrastNeed.singles + 24 + heights.length * tailSize + usualSize + 3,
  },
  build: (place) => {
    const at = layout(place);
    return {
      kind: 'novelty',
      opensAt: 29, // 8 decades
      warmUp: 150,
      calm: { heat: 1, readings: 24 },
      observe: (memory, now) => observe(memory, at, now),
      describe: (memory, now) => ({
        detail: `${contrastNames[memory.singles[at.strongest]!]!} is unlike anything in ${now.count} readings (value ${round(now.value)}, expected about ${round(now.expected)})`,
        severity: 'warning',
      }),
      reset: (memory) => {
        memory.doubles.fill(0, place.doubles, place.doubles + noveltyPlug.need.doubles);
        memory.singles.fill(0, place.singles, place.singles + noveltyPlug.need.singles);
      },
    };
  },
};

const quiet = 2.2; // decades below which nothing is said
const heatPerDecade = 5; // the alarm line (0.5) is at 2.4 decades; 2.6, which one reading in a thousand has, are 0.75
const memoryOf = 3000;
const restReadings = 120;
const largest = 1e30; // single precision ends soon after
const mostWhileLearning = 3; // marks, but no alert
const stronger = 1.2;
const [count, size, longMean] = [0, 1, 2]; // the doubles before the contrasts; the fourth keeps them aligned in pairs

interface Layout {
  readonly doubles: number;
  readonly contrasts: Place;
  readonly hours: number;
  readonly hoursSeen: number;
  readonly overall: number;
  readonly usual: Place;
  readonly peak: number;
  readonly resting: number;
  readonly strongest: number;
}

function layout({ doubles, singles }: Place): Layout {
  const hoursSeen = singles + contrastNeed.singles;
  const overallAt = hoursSeen + 24;
  const usual = overallAt + heights.length * tailSize;
  return {
    doubles,
    contrasts: { doubles: doubles + 4, singles },
    hours: doubles + 4 + contrastNeed.doubles,
    hoursSeen,
    overall: overallAt,
    usual: { doubles: 0, singles: usual },
    peak: usual + usualSize,
    resting: usual + usualSize + 1,
    strongest: usual + usualSize + 2,
  };
}

/** The value less what this hour of the day has been so far; less the long mean until the hour has been seen. */
function residualOf(
  { doubles, singles }: Memory,
  at: Layout,
  now: { readonly at: number; readonly value: number; readonly pace: number },
): number {
  const hour = ((Math.floor(now.at / 3_600_000) % 24) + 24) % 24;
  const seen = singles[at.hoursSeen + hour]!;
  const long = doubles[at.doubles + longMean]!;
  const residual = now.value - (seen > 0 ? doubles[at.hours + hour]! : long);
  doubles[at.doubles + longMean] = long + Math.max(now.pace, 1 / 300) * (now.value - long);
  singles[at.hoursSeen + hour] = seen + 1;
  doubles[at.hours + hour]! += (now.value - doubles[at.hours + hour]!) / Math.min(seen + 1, 100);
  return residual;
}

function observe(memory: Memory, at: Layout, now: Features): number {
  const { doubles, singles } = memory;
  const n = doubles[at.doubles + count]! + 1;
  doubles[at.doubles + count] = n;
  const pace = 1 / n;
  const raw = Math.max(-largest, Math.min(largest, now.value));
  if (n === 1) doubles[at.doubles + longMean] = raw;
  const scale =
    doubles[at.doubles + size]! + Math.max(pace, 1 / 1000) * (Math.abs(raw) - doubles[at.doubles + size]!);
  doubles[at.doubles + size] = scale;
  const value = Math.asinh((3 * raw) / (scale || 1));
  const residual = residualOf(memory, at, { at: now.at, value: raw, pace });
  const found = learnContrasts(memory, at.contrasts, { value, residual, count: n, pace });
  const beyond = beyondUsual(singles, at.usual, { at: now.at, decades: found.decades, isJudged: n > 101 });
  const seen = { value: beyond, count: n, pace: Math.max(pace, 1 / memoryOf) };
  let decades = 0;
  for (let i = 0; i < heights.length; i++)
    decades += learnTail(singles, at.overall + tailSize * i, heights[i]!, seen) / heights.length;
  const heat = marked(singles, at, decades, found.strongest);
  return now.isLearning ? Math.min(heat, mostWhileLearning) : heat;
}

function marked(singles: Float32Array, at: Layout, decades: number, strongest: number): number {
  const left = singles[at.resting]!;
  const peak = left > 0 ? singles[at.peak]! : 0;
  if (left > 0) singles[at.resting] = left - 1;
  if (decades <= peak * stronger) return 0;
  singles[at.peak] = decades;
  singles[at.resting] = restReadings;
  singles[at.strongest] = strongest;
  return Math.max(0, heatPerDecade * (decades - quiet));
}

const round = (x: number): number => Number(x.toPrecision(4));
