import type { Dice } from './dice.ts';
import { type Parts, sum } from './field-device.ts';

/** The families of faults in field telemetry. */
export const faultKinds = ['spike', 'level', 'drift', 'variance', 'stuck', 'gap', 'season', 'wear'] as const;
/** One of them. */
export type FaultKind = (typeof faultKinds)[number];

/** How long each lasts, in minutes; at least one reading. */
export const minutesOf: Readonly<Record<FaultKind, number>> = {
  spike: 30,
  level: 1440,
  drift: 3500,
  variance: 1440,
  stuck: 480,
  gap: 180,
  season: 1440,
  wear: 6000,
};

interface Spoiling extends Parts {
  readonly kind: FaultKind;
  readonly first: number;
  readonly length: number;
  readonly random: Dice;
}

/** Puts the fault into a channel; the size is in units of its fast noise (a factor for variance). */
export function spoil(asked: Spoiling): { readonly values: Float64Array; readonly size: number } {
  const { kind, first, length, noise, random } = asked;
  const sign = random.next() < 0.5 ? -1 : 1;
  const values = sum(asked);
  const within = (change: (index: number, share: number) => void): void => {
    for (let index = first; index < Math.min(first + length, values.length); index++)
      change(index, (index - first) / length);
  };
  const lift = (size: number, course: (share: number) => number) => {
    within((index, share) => {
      values[index] = values[index]! + size * noise * course(share);
    });
    return { values, size };
  };
  if (kind === 'spike') return lift(sign * random.between(5, 10), () => 1);
  if (kind === 'level') return lift(sign * random.between(2.5, 6.5), () => 1);
  if (kind === 'drift') return lift(sign * random.between(5, 11), (share) => share);
  if (kind === 'wear') return lift(random.between(6, 12), (share) => share * share);
  if (kind === 'variance') return spread(asked, values, within);
  if (kind === 'season') {
    within((index) => {
      values[index] = values[index]! - asked.seasonal[index]!;
    });
    return { values, size: Math.max(...asked.seasonal) / noise };
  }
  if (kind === 'stuck') {
    const held = values[first]!;
    within((index) => {
      values[index] = held;
    });
  }
  return { values, size: 0 };
}

/** Mostly noisier, one time in eight quieter. */
function spread(
  { fast, random }: Spoiling,
  values: Float64Array,
  within: (change: (index: number, share: number) => void) => void,
): { readonly values: Float64Array; readonly size: number } {
  const factor = random.next() < 0.875 ? random.between(2, 4) : random.between(0.05, 0.3);
  within((index) => {
    values[index] = values[index]! + (factor - 1) * fast[index]!;
  });
  return { values, size: factor };
}
