import type { Memory } from '../memory.ts';
import { learnTail, tailOf, tailSize } from './tail.ts';

/**
 * The same change shows at one pace and hides at another, so a channel's recent mean is compared with its longer mean at
 * four paces, twice: once on a compressed scale (inverse hyperbolic sine), where a fall to nearly nothing counts as much
 * as a burst, once on what the time of day leaves unexplained. Each difference is judged by its own history, and the
 * eight judgements are averaged by their squares.
 */
export interface Contrasts {
  /** Where the means begin among the block's doubles, and the tails among its singles. */
  readonly doubles: number;
  readonly singles: number;
}

const ofValue = [2, 30, 5, 60, 12, 120, 30, 300]; // recent and longer mean, in readings, four pairs
const ofResidual = [2, 300, 5, 300, 12, 300, 30, 600];
const paces = Float64Array.from([...ofValue, ...ofResidual], (readings) => 1 / readings);
const contrasts = 8;
const memory = 3000; // readings that a tail looks back on
const tail = tailOf(0.1, 100);

/** What the eight contrasts keep. */
export const contrastNeed = { doubles: paces.length, singles: contrasts * tailSize };

/** The eight contrasts in words, for an alert's detail: which means were compared. */
export const contrastNames: readonly string[] = [
  ...[2, 5, 12, 30].map((n) => `mean of the last ${n} readings`),
  ...[2, 5, 12, 30].map((n) => `mean of the last ${n} readings for this time of day`),
];

const answer = { decades: 0, strongest: 0 };
const seen = { value: 0, count: 0, pace: 0 };

/** Decades of all contrasts together and the number of the strongest; the object is reused by the next call. */
export function learnContrasts(
  { doubles, singles }: Memory,
  place: Contrasts,
  now: { readonly value: number; readonly residual: number; readonly count: number; readonly pace: number },
): typeof answer {
  const { count, pace } = now;
  seen.count = count;
  seen.pace = Math.max(pace, 1 / memory);
  let squares = 0;
  let most = -1;
  for (let i = 0; i < contrasts; i++) {
    const next = 2 * i < ofValue.length ? now.value : now.residual;
    const at = place.doubles + 2 * i;
    const recent = doubles[at]! + Math.max(pace, paces[2 * i]!) * (next - doubles[at]!);
    const longer = doubles[at + 1]! + Math.max(pace, paces[2 * i + 1]!) * (next - doubles[at + 1]!);
    doubles[at] = recent;
    doubles[at + 1] = longer;
    seen.value = Math.abs(recent - longer);
    const decades = learnTail(singles, place.singles + tailSize * i, tail, seen);
    squares += decades * decades;
    if (decades > most) {
      most = decades;
      answer.strongest = i;
    }
  }
  answer.decades = Math.sqrt(squares / contrasts);
  return answer;
}
