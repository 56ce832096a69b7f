import type { Kept } from './reading-log.ts';

const mostBytes = 16 * 1024 * 1024;

/** The newest messages, in memory: who follows the log closely is answered without a look at the disk. */
export class Recent {
  #groups: { readonly batches: readonly Kept[]; readonly bytes: number }[] = [];
  #bytes = 0;

  add(batches: readonly Kept[], bytes: number): void {
    this.#groups.push({ batches, bytes });
    this.#bytes += bytes;
    if (this.#bytes <= mostBytes) return;
    // Half goes at once, so that it is not an effort at each group.
    let gone = 0;
    while (this.#bytes > mostBytes / 2 && gone < this.#groups.length - 1)
      this.#bytes -= this.#groups[gone++]!.bytes;
    this.#groups = this.#groups.slice(gone);
  }

  /** At most `most` messages from a position on, or null when they are no longer here. */
  from(position: number, most: number): Kept[] | null {
    const groups = this.#groups;
    if (groups.length === 0 || position < firstOf(groups[0]!)) return null;
    let low = 0;
    let high = groups.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (firstOf(groups[middle]!) <= position) low = middle + 1;
      else high = middle;
    }
    const found: Kept[] = [];
    for (let nth = low - 1; nth < groups.length && found.length < most; nth++) {
      const { batches } = groups[nth]!;
      const skipped = Math.max(0, position - firstOf(groups[nth]!));
      for (let at = skipped; at < batches.length && found.length < most; at++) found.push(batches[at]!);
    }
    return found;
  }
}

const firstOf = (group: { readonly batches: readonly Kept[] }): number => group.batches[0]!.position;
