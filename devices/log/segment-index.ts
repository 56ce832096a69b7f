import type { Kept } from './reading-log.ts';

/** A stretch of a segment about as long as one look at the disk: where it begins and which instants it speaks of. */
export interface Block {
  readonly position: number;
  readonly offset: number;
  readonly minAt: number;
  readonly maxAt: number;
}

/** What is known of a segment as a whole. */
export interface Extent {
  readonly first: number;
  /** The position behind its last message. */
  readonly end: number;
  /** The bytes that hold. */
  readonly length: number;
  /** The instants its readings speak of. */
  readonly minAt: number;
  readonly maxAt: number;
  readonly newestArrivedAt: number;
  /** Messages that could not be read whole, and messages that damage has eaten. */
  readonly quarantined: number;
  readonly damaged: number;
}

const blockBytes = 64 * 1024;

/** Finds one device's groups and a position's place in the segment being written; in memory, bounded by the segment. */
export class SegmentIndex {
  readonly #heads = new Map<string, number>();
  /** Postings, newest first: each names a group and the device's posting before it. */
  #before = new Int32Array(1024);
  #groups = new Uint32Array(1024);
  #postings = 0;
  readonly #blocks: { position: number; offset: number; minAt: number; maxAt: number }[] = [];
  readonly #quarantined: number[] = [];
  #quarantinedCount = 0;
  #damaged = 0;
  #newestArrivedAt = 0;
  #end: number;
  #length = 0;
  readonly first: number;

  constructor(first: number) {
    this.first = first;
    this.#end = first;
  }

  /** Begins a group: what is added next stands in it. */
  begin(position: number, offset: number): void {
    const last = this.#blocks.at(-1);
    if (last && offset - last.offset < blockBytes) return;
    this.#blocks.push({ position, offset, minAt: Infinity, maxAt: -Infinity });
  }

  add(kept: Kept, offset: number): void {
    const block = this.#blocks.at(-1)!;
    for (const { at } of kept.readings) {
      if (at < block.minAt) block.minAt = at;
      if (at > block.maxAt) block.maxAt = at;
    }
    if (kept.arrivedAt > this.#newestArrivedAt) this.#newestArrivedAt = kept.arrivedAt;
    if (kept.unread) {
      this.#quarantinedCount++;
      if (this.#quarantined.at(-1) !== offset) this.#quarantined.push(offset);
    }
    this.#post(kept.device, offset);
  }

  /** Ends the group: `end` is the position behind it, `length` the segment's length with it. */
  finish(end: number, length: number): void {
    this.#end = end;
    this.#length = length;
  }

  lose(messages: number): void {
    this.#damaged += messages;
  }

  /** The groups that hold something of a device, oldest first. */
  groupsOf(device: string): number[] {
    const found: number[] = [];
    for (let at = this.#heads.get(device) ?? -1; at >= 0; at = this.#before[at]!)
      found.push(this.#groups[at]!);
    return found.reverse();
  }

  /** How many groups all devices together are listed with. */
  get postings(): number {
    return this.#postings;
  }

  devices(): IterableIterator<string> {
    return this.#heads.keys();
  }

  get blocks(): readonly Block[] {
    return this.#blocks;
  }

  /** The groups that hold messages which could not be read whole, oldest first. */
  get quarantined(): readonly number[] {
    return this.#quarantined;
  }

  get extent(): Extent {
    let minAt = Infinity;
    let maxAt = -Infinity;
    for (const block of this.#blocks) {
      minAt = Math.min(minAt, block.minAt);
      maxAt = Math.max(maxAt, block.maxAt);
    }
    return {
      first: this.first,
      end: this.#end,
      length: this.#length,
      minAt,
      maxAt,
      newestArrivedAt: this.#newestArrivedAt,
      quarantined: this.#quarantinedCount,
      damaged: this.#damaged,
    };
  }

  #post(device: string, offset: number): void {
    const head = this.#heads.get(device) ?? -1;
    if (head >= 0 && this.#groups[head] === offset) return;
    if (this.#postings === this.#groups.length) {
      const [before, groups] = [this.#before, this.#groups];
      this.#before = new Int32Array(2 * before.length);
      this.#groups = new Uint32Array(2 * groups.length);
      this.#before.set(before);
      this.#groups.set(groups);
    }
    this.#before[this.#postings] = head;
    this.#groups[this.#postings] = offset;
    this.#heads.set(device, this.#postings++);
  }
}

/** Keeps of some groups (ascending) those that lie in blocks which speak of instants from `from` to before `to`. */
export function groupsWithin(
  groups: readonly number[],
  blocks: readonly Block[],
  span: { readonly from: number; readonly to: number },
): number[] {
  let nth = 0;
  return groups.filter((offset) => {
    while (nth + 1 < blocks.length && blocks[nth + 1]!.offset <= offset) nth++;
    const block = blocks[nth];
    return block !== undefined && block.maxAt >= span.from && block.minAt < span.to;
  });
}

/** The last block that begins at or before a position. */
export function blockOf(blocks: readonly Block[], position: number): Block | undefined {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle]!.position <= position) low = middle + 1;
    else high = middle;
  }
  return blocks[low - 1] ?? blocks[0];
}
