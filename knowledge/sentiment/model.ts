import { existsSync, readFileSync } from 'node:fs';
import { buckets, type Features, measures } from './features.ts';

/** Trained weights of one language. */
export type Weights = Float32Array;

const loaded = new Map<string, Weights | undefined>();
const finest = 127;

/** Weights by name (`en`, or `ja-strength`), read when first asked for; undefined where none were trained. */
export function weightsOf(name: string): Weights | undefined {
  if (!loaded.has(name)) {
    const file = new URL(`weights-${name}.txt`, import.meta.url);
    loaded.set(name, existsSync(file) ? unpacked(readFileSync(file, 'utf8')) : undefined);
  }
  return loaded.get(name);
}

/** The valence of a text: what the rules say, mended by the weights. */
export const valenceBy = (weights: Weights, features: Features): number =>
  features.ruled + summed(weights, features);

/**
 * How much of a valence to believe. One row of weights cannot say "so-so": a word that makes a bad review better makes
 * a good one better too. So a second row, trained on how far from neutral people found a text, draws mixed ones in.
 */
export const beliefBy = (strength: Weights, features: Features): number =>
  Math.max(leastBelief, 1 - usualStrength + summed(strength, features));

const usualStrength = 2 / 3;
const leastBelief = 0.1;

function summed(weights: Weights, { places, values }: Features): number {
  let sum = 0;
  for (let at = 0; at < places.length; at++) sum += weights[places[at]!]! * values[at]!;
  return sum;
}

/**
 * Weights as two lines: the measures' in full with the greatest of the hashed ones before them, then one signed byte
 * for each hashed one. Bytes hold square roots, so that small weights stay apart.
 */
export function packed(weights: ArrayLike<number>): string {
  const all = Array.from(weights);
  const hashed = all.slice(measures);
  const greatest = hashed.reduce((most, each) => Math.max(most, Math.abs(each)), 1e-9);
  const bytes = Int8Array.from(hashed, (each) =>
    Math.round(Math.sign(each) * Math.sqrt(Math.abs(each) / greatest) * finest),
  );
  const head = [greatest, ...all.slice(0, measures)].map((each) => Number(each.toPrecision(6)));
  return `${head.join(' ')}\n${Buffer.from(bytes.buffer).toString('base64')}\n`;
}

/** Reads what `packed` wrote. */
export function unpacked(text: string): Weights {
  const [head = '', body = ''] = text.split('\n');
  const [greatest = 0, ...first] = head.split(' ').map(Number);
  const bytes = new Int8Array(Buffer.from(body, 'base64'));
  if (first.length !== measures || bytes.length !== buckets)
    throw new Error('these weights are of another model; train them anew');
  const weights = new Float32Array(measures + buckets);
  weights.set(first);
  for (const [at, byte] of bytes.entries())
    weights[measures + at] = Math.sign(byte) * (byte / finest) ** 2 * greatest;
  return weights;
}
