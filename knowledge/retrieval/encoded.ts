/** Vectors of an encoder by slot, compared one by one: exact, and quick enough for twenty thousand documents. */
export class EncodedVectors {
  readonly #vectors: (Float32Array | undefined)[] = [];

  set(slot: number, vector: Float32Array): void {
    this.#vectors[slot] = vector;
  }

  forget(slot: number): void {
    this.#vectors[slot] = undefined;
  }

  /** Writes the cosine of each document that has a vector and shares a score with `wanted`; others stay 0. */
  score(vector: Float32Array, wanted: (slot: number) => boolean, into: Float32Array): void {
    for (const [slot, own] of this.#vectors.entries()) {
      if (!own || slot >= into.length || own.length !== vector.length || !wanted(slot)) continue;
      let sum = 0;
      for (let at = 0; at < own.length; at++) sum += own[at]! * vector[at]!;
      into[slot] = Math.max(0, sum);
    }
  }
}
