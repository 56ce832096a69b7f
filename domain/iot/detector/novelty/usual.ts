/**
 * What happens at the same hour of each day is no news: for each half hour of the day the strongest surprise of the past
 * days is learned, and only what goes beyond the usual one counts. "Usual" is the mean over days less their mean
 * deviation, so a half hour that was loud once and quiet since excuses nothing.
 */
export interface Usual {
  /** Where it begins among the block's singles. */
  readonly singles: number;
}

const slots = 48;
const slotMs = 86_400_000 / slots;
const slowest = 0.15; // about a week of days
const [means, deviations, days, allowed] = [0, slots, 2 * slots, 3 * slots];
const [openSlot, strongest] = [4 * slots, 4 * slots + 1];

/** Numbers it keeps. */
export const usualSize = 4 * slots + 2;

function closeSlot(kept: Float32Array, at: number, slot: number, peak: number): void {
  const count = kept[at + days + slot]! + 1;
  kept[at + days + slot] = count;
  const off = peak - kept[at + means + slot]!;
  const mean = kept[at + means + slot]! + Math.max(1 / count, slowest) * off;
  kept[at + means + slot] = mean;
  if (count < 2) return;
  const deviation = kept[at + deviations + slot]!;
  const spread = deviation + Math.max(1 / (count - 1), slowest) * (Math.abs(off) - deviation);
  kept[at + deviations + slot] = spread;
  kept[at + allowed + slot] = Math.max(0, mean - spread);
}

/**
 * What of `decades` is more than is usual at this half hour or the ones beside it; then learns from it. A half hour in
 * which the surprise could not be judged yet (`isJudged` false) is not learned.
 */
export function beyondUsual(
  kept: Float32Array,
  { singles: at }: Usual,
  now: { readonly at: number; readonly decades: number; readonly isJudged: boolean },
): number {
  const slot = ((Math.floor(now.at / slotMs) % slots) + slots) % slots;
  const open = kept[at + openSlot]! - 1; // kept from 1, for a block begins as zeros
  if (slot !== open) {
    if (open >= 0 && now.isJudged) closeSlot(kept, at, open, kept[at + strongest]!);
    kept[at + openSlot] = slot + 1;
    kept[at + strongest] = 0;
  }
  if (now.decades > kept[at + strongest]!) kept[at + strongest] = now.decades;
  const base = at + allowed;
  const beside = Math.max(kept[base + ((slot + 1) % slots)]!, kept[base + ((slot + slots - 1) % slots)]!);
  return Math.max(0, now.decades - Math.max(kept[base + slot]!, beside));
}
