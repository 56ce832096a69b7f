import { buckets, type Features, measures } from '../../knowledge/sentiment/features.ts';

/** A text as numbers, what people say it is worth, and how much they count. */
export interface Judged {
  readonly features: Features;
  readonly valence: number;
  readonly weight: number;
}

/**
 * Ridge regression of what the rules miss: the weights of least squared error plus `smoothing` times their squared
 * length, by conjugate gradients on the normal equations (Hestenes and Stiefel, 1952). The same input gives the same
 * weights.
 */
export function fitWeights(judged: readonly Judged[], smoothing: number, rounds = 40): Float32Array {
  const size = measures + buckets;
  const weights = new Float64Array(size);
  const rest = new Float64Array(size);
  for (const { features, valence, weight } of judged)
    spread(rest, features, (valence - features.ruled) * weight);
  const direction = rest.slice();
  let norm = dot(rest, rest);
  for (let round = 0; round < rounds && norm > 1e-9; round++) {
    const image = new Float64Array(size);
    for (const { features, weight } of judged) spread(image, features, weight * weighed(direction, features));
    for (let at = 0; at < size; at++) image[at]! += smoothing * direction[at]!;
    const step = norm / dot(direction, image);
    for (let at = 0; at < size; at++) {
      weights[at]! += step * direction[at]!;
      rest[at]! -= step * image[at]!;
    }
    const next = dot(rest, rest);
    const turn = next / norm;
    for (let at = 0; at < size; at++) direction[at] = rest[at]! + turn * direction[at]!;
    norm = next;
  }
  return Float32Array.from(weights);
}

function weighed(weights: Float64Array, { places, values }: Features): number {
  let sum = 0;
  for (let at = 0; at < places.length; at++) sum += weights[places[at]!]! * values[at]!;
  return sum;
}

function spread(into: Float64Array, { places, values }: Features, factor: number): void {
  for (let at = 0; at < places.length; at++) into[places[at]!]! += factor * values[at]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!;
  return sum;
}
