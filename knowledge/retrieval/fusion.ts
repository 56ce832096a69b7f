/** How much each signal counts beside the words, as measured (docs/knowledge.md has the table). */
export interface Mix {
  readonly groups: number;
  readonly titleGroups: number;
  /** Vectors trained on the collection itself. */
  readonly vectors: number;
  /** An encoder's vectors, when one is switched on. */
  readonly encoder: number;
}

/**
 * Words say most about a question to articles. Among the articles of one product, and among short messages, the words
 * that tell are few, and what means alike counts as much as what is spelt alike.
 */
export const mixes = {
  question: { groups: 1, titleGroups: 0.4, vectors: 0, encoder: 1.5 },
  withinProduct: { groups: 0.5, titleGroups: 0, vectors: 1, encoder: 1 },
  messages: { groups: 0.8, titleGroups: 0, vectors: 0.8, encoder: 4 },
} as const satisfies Record<string, Mix>;

/** One signal's score of every document, by slot, and how much it counts. */
export interface Signal {
  readonly scores: Float32Array;
  readonly weight: number;
}

/**
 * Adds signals of different scales: each is divided by its best score among the documents that count (`shares` above 0, which also
 * scales what a document gets), so that a weight means the same for every question.
 */
export function fuse(signals: readonly Signal[], shares: Float32Array): Float32Array {
  const fused = new Float32Array(shares.length);
  for (const { scores, weight } of signals) {
    let best = 0;
    for (let slot = 0; slot < fused.length; slot++) {
      const score = scores[slot]! * shares[slot]!;
      if (score > best) best = score;
    }
    if (best === 0 || weight === 0) continue;
    for (let slot = 0; slot < fused.length; slot++)
      fused[slot]! += (weight * scores[slot]! * shares[slot]!) / best;
  }
  return fused;
}

/** To keep more than these in order while going through the scores would cost more than to sort them all. */
const fewAtATime = 100;

/** The slots of the best scores above 0, best first; equal scores in the order of `isBefore`. */
export function bestSlots(
  scores: Float32Array,
  { top, isBefore }: { readonly top: number; readonly isBefore: (a: number, b: number) => boolean },
): number[] {
  if (top > fewAtATime) {
    const found = Array.from(scores.keys()).filter((slot) => scores[slot]! > 0);
    return found.sort((a, b) => scores[b]! - scores[a]! || (isBefore(a, b) ? -1 : 1)).slice(0, top);
  }
  const best: number[] = [];
  for (let slot = 0; slot < scores.length; slot++) {
    const score = scores[slot]!;
    const last = best[top - 1];
    if (score <= 0 || (last !== undefined && score < scores[last]!)) continue;
    const place = best.findIndex(
      (rival) => score > scores[rival]! || (score === scores[rival] && isBefore(slot, rival)),
    );
    if (place >= 0) best.splice(place, 0, slot);
    else if (best.length < top) best.push(slot);
    best.length = Math.min(best.length, top);
  }
  return best;
}
