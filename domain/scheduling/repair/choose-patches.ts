import type { Patch } from './patches.ts';

/** A patch with what it is worth and how many promises it breaks. */
export interface PricedPatch extends Patch {
  readonly gain: number;
  readonly broken: number;
}

/** Patches looked at, the most gain for a broken promise first, and choices tried. */
const mostPatches = 150;
const mostTries = 20_000;

/**
 * The patches that together gain most and break at most `most` promises: those of different searches fit together unless they
 * need the same technician or book the same job. Branch and bound; the bound is the knapsack's, with shares of patches
 * allowed (Dantzig 1957).
 */
export function choosePatches(all: readonly PricedPatch[], most: number): readonly PricedPatch[] {
  const patches = all
    .filter(({ gain, broken }) => gain > 0 && broken <= most)
    .sort((one, other) => density(other) - density(one))
    .slice(0, mostPatches);
  let best: { readonly gain: number; readonly chosen: readonly PricedPatch[] } = { gain: 0, chosen: [] };
  let tries = 0;
  const look = (from: number, chosen: readonly PricedPatch[], given: { gain: number; left: number }) => {
    if (given.gain > best.gain) best = { gain: given.gain, chosen };
    for (let at = from; at < patches.length && tries++ < mostTries; at++) {
      if (given.gain + hope(patches, at, given.left) <= best.gain) return;
      const patch = patches[at]!;
      if (patch.broken > given.left || chosen.some((other) => isAtOdds(patch, other))) continue;
      look(at + 1, [...chosen, patch], {
        gain: given.gain + patch.gain,
        left: given.left - patch.broken,
      });
    }
  };
  look(0, [], { gain: 0, left: most });
  return best.chosen;
}

const density = ({ gain, broken }: PricedPatch): number => (broken === 0 ? Infinity : gain / broken);

// The most that patches from `at` on can still gain.
function hope(patches: readonly PricedPatch[], at: number, left: number): number {
  let [gain, room] = [0, left];
  for (let index = at; index < patches.length; index++) {
    const patch = patches[index]!;
    if (patch.broken > room) return gain + (patch.gain * room) / patch.broken;
    gain += patch.gain;
    room -= patch.broken;
  }
  return gain;
}

const isAtOdds = (one: Patch, other: Patch): boolean =>
  overlap(one.people, other.people) || overlap(one.booked, other.booked);

const overlap = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean => !one.isDisjointFrom(other);
