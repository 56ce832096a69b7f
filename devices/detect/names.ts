/** A device's or channel's name as it is read and written. */
export interface Name {
  readonly text: string;
  /** With its quotes and escapes, as it is printed. */
  readonly json: string;
}

interface Kept extends Name {
  readonly bytes: Uint8Array;
}

const prime = 16_777_619;

/** Names by their bytes, so that reading a line makes no new string for a name seen before. */
export class Names {
  readonly #known = new Map<number, Kept[]>();
  #last: Kept | null = null;

  /** The name written in these bytes (without quotes, plain ASCII without escapes). */
  find(bytes: Buffer, start: number, end: number): Name {
    if (this.#last !== null && isSame(this.#last.bytes, bytes, start, end)) return this.#last;
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, prime);
    const alike = this.#known.get(hash);
    for (const kept of alike ?? [])
      if (isSame(kept.bytes, bytes, start, end)) {
        this.#last = kept;
        return kept;
      }
    const text = bytes.toString('latin1', start, end);
    const kept = { text, json: JSON.stringify(text), bytes: Uint8Array.from(bytes.subarray(start, end)) };
    if (alike === undefined) this.#known.set(hash, [kept]);
    else alike.push(kept);
    this.#last = kept;
    return kept;
  }
}

function isSame(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let at = 0; at < known.length; at++) if (known[at] !== bytes[start + at]) return false;
  return true;
}
