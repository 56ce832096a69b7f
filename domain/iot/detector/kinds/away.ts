import type { Features } from '../detector.ts';

/** What the slow wander makes of a single reading's variance against the reference: a quarter of the noise's. */
const wander = 0.25;

/**
 * How far a reading moved away from normal, signed: the smaller of its surprise (against the level so far) and its
 * distance from the reference; 0 when the two disagree, because then it moved back.
 */
export function awayOf({ z, off, offDoubt }: Features): number {
  const distance = off / Math.sqrt(1 + wander + offDoubt);
  if (z > 0) return distance <= 0 ? 0 : Math.min(z, distance);
  return distance >= 0 ? 0 : Math.max(z, distance);
}
