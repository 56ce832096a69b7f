/**
 * Where one term occurs: documents and how often in each field, in two growing typed arrays, because a hundred thousand
 * articles hold tens of millions of these pairs and objects would cost ten times the memory.
 */
export class PostingList {
  slots = new Int32Array(2);
  /** Counts of all fields of the document beside it, packed by the index that owns the list. */
  counts = new Uint32Array(2);
  size = 0;

  push(slot: number, packed: number): void {
    if (this.size === this.slots.length) this.#grow();
    this.slots[this.size] = slot;
    this.counts[this.size++] = packed;
  }

  /** Takes a document out; the last entry moves into its place, for the order of entries means nothing. */
  remove(slot: number): void {
    const at = this.slots.subarray(0, this.size).indexOf(slot);
    if (at < 0) return;
    this.size--;
    this.slots[at] = this.slots[this.size]!;
    this.counts[at] = this.counts[this.size]!;
  }

  /** What a document's fields count; 0 when the term is not in it. */
  of(slot: number): number {
    const at = this.slots.subarray(0, this.size).indexOf(slot);
    return at < 0 ? 0 : this.counts[at]!;
  }

  #grow(): void {
    const length = Math.ceil(this.slots.length * 1.7) + 2;
    const slots = new Int32Array(length);
    const counts = new Uint32Array(length);
    slots.set(this.slots);
    counts.set(this.counts);
    this.slots = slots;
    this.counts = counts;
  }
}
