/** Turns short texts into vectors whose cosine says how nearly they mean the same. */
export interface Encoder {
  /** What it is called in /health and on the command line. */
  readonly name: string;
  /** The languages it was trained on; undefined when it reads any. */
  readonly languages: readonly string[] | undefined;
  /** One unit vector a text, in order. Rejects with an EncoderTrouble when it cannot. */
  encode(texts: readonly string[]): Promise<Float32Array[]>;
}

/** Why an encoder could not answer, in one line a person can act on. */
export class EncoderTrouble extends Error {}

/** Scales to length 1, so that a dot product is a cosine. */
export function unitVector(values: readonly number[]): Float32Array {
  const vector = Float32Array.from(values);
  let sum = 0;
  for (const value of vector) sum += value * value;
  const by = sum > 0 ? 1 / Math.sqrt(sum) : 0;
  for (let at = 0; at < vector.length; at++) vector[at]! *= by;
  return vector;
}

/** Encodes many texts in parcels, so that neither memory nor a service is asked for all at once. */
export async function encodeAll(
  encoder: Encoder,
  texts: readonly string[],
  told?: (done: number) => void,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += parcel) {
    vectors.push(...(await encoder.encode(texts.slice(from, from + parcel))));
    told?.(vectors.length);
  }
  return vectors;
}

const parcel = 64;
