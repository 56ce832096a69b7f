import type { Limits } from '../watch.ts';
import type { Memory, Need } from './memory.ts';

/** A channel's limits by its rules: whether there is a lower one, and which; the same for the upper one. */
export const limitsNeed: Need = { doubles: 4, singles: 0 };

/** Keeps what the rules allow. */
export function keepLimits({ doubles }: Memory, from: number, { low, high }: Limits): void {
  doubles.set([low === null ? 0 : 1, low ?? 0, high === null ? 0 : 1, high ?? 0], from);
}

/** The limits as kept; infinite where there is none. */
export const limitsOf = {
  low: ({ doubles }: Memory, from: number): number =>
    doubles[from] === 1 ? doubles[from + 1]! : Number.NEGATIVE_INFINITY,
  high: ({ doubles }: Memory, from: number): number =>
    doubles[from + 2] === 1 ? doubles[from + 3]! : Number.POSITIVE_INFINITY,
};
