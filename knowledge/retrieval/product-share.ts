import type { Bm25f } from './bm25f.ts';
import { namedBits } from './entry.ts';

/** A document that bears nothing of the product's name keeps this much of its score. */
const otherProduct = 0.001;
/** When no document bears half of the name, none is about it and the product tells nothing. */
const leastBorne = 0.5;
/** So steep that a document which bears two words of three hardly counts beside one that bears the name. */
const steepness = 8;

/**
 * Lets documents count by how much of a product's name stands in their title, keywords or labels, rare words counting more, the best
 * of several products: "The Lensfield Hotel" is told from other hotels by "Lensfield". Changes `shares` in place.
 */
export function shareByProduct(
  words: Bm25f<string>,
  products: readonly (readonly string[])[],
  shares: Float32Array,
): void {
  const borne = new Float32Array(shares.length);
  for (const product of products) {
    const own = nameShare(words, product, shares.length);
    for (let slot = 0; slot < own.length; slot++) borne[slot] = Math.max(borne[slot]!, own[slot]!);
  }
  let best = 0;
  for (let slot = 0; slot < borne.length; slot++) best = Math.max(best, borne[slot]! * shares[slot]!);
  if (best < leastBorne) return;
  for (let slot = 0; slot < borne.length; slot++)
    shares[slot]! *= Math.max(borne[slot]! ** steepness, otherProduct);
}

function nameShare(words: Bm25f<string>, product: readonly string[], slots: number): Float32Array {
  const shares = new Float32Array(slots);
  let whole = 0;
  for (const term of new Set(product)) {
    const rarity = words.rarity(words.documentsWith(term));
    whole += rarity;
    const list = words.lists.get(term);
    for (let at = 0; at < (list?.size ?? 0); at++)
      if ((list!.counts[at]! & namedBits) !== 0) shares[list!.slots[at]!]! += rarity;
  }
  if (whole > 0) for (let slot = 0; slot < slots; slot++) shares[slot]! /= whole;
  return shares;
}
