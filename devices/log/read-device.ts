import type { Reading } from '../../domain/iot/reading.ts';
import { recordsOf, windows } from './group-reader.ts';
import type { Asked, Kept } from './reading-log.ts';
import type { Segment } from './segment.ts';
import { blockOf, groupsWithin } from './segment-index.ts';

/**
 * One device's readings between two instants, by the index of each segment that speaks of that time. Never holds many
 * more than twice what was asked for.
 */
export async function readDevice(
  segments: readonly Segment[],
  device: string,
  asked: Asked,
): Promise<readonly Reading[]> {
  const found = new Best(asked);
  const inTime = segments.filter(({ extent }) => extent.maxAt >= asked.from && extent.minAt < asked.to);
  if (asked.newestFirst) inTime.sort((a, b) => b.extent.maxAt - a.extent.maxAt);
  else inTime.sort((a, b) => a.extent.minAt - b.extent.minAt);
  for (const segment of inTime) {
    // The segments after this one speak of nothing nearer.
    if (found.isFilledBefore(asked.newestFirst ? segment.extent.maxAt : segment.extent.minAt)) break;
    const groups = groupsWithin(await segment.groupsOf(device), await segment.blocks(), asked);
    if (groups.length === 0) continue;
    await segment.read(windows.jumping, async (reader) => {
      for (const offset of groups) {
        const group = await reader.groupAt(offset);
        for (const { kept } of group ? recordsOf(group) : []) if (kept.device === device) found.take(kept);
      }
    });
  }
  return found.inOrder();
}

/** What of the quarantine is asked for. */
export interface AskedQuarantine {
  readonly most: number;
  /** Whose messages; everybody's when left out. */
  readonly isWanted?: (device: string) => boolean | Promise<boolean>;
}

const mostQuarantineBytes = 8 * 1024 * 1024;

/** The newest messages that could not be read whole, newest first: `most` of them, or fewer when they are large. */
export async function readQuarantine(
  segments: readonly Segment[],
  { most, isWanted = () => true }: AskedQuarantine,
): Promise<readonly Kept[]> {
  const found: Kept[] = [];
  let left = mostQuarantineBytes;
  const isEnough = () => found.length >= most || left <= 0;
  for (const segment of [...segments].reverse()) {
    if (segment.extent.quarantined === 0 || isEnough()) continue;
    const groups = [...(await segment.quarantined())].reverse();
    await segment.read(windows.jumping, async (reader) => {
      for (const offset of groups) {
        if (isEnough()) return;
        const group = await reader.groupAt(offset);
        const unread = group ? [...recordsOf(group)].filter(({ kept }) => kept.unread) : [];
        for (const { kept } of unread.reverse()) {
          if (isEnough() || !(await isWanted(kept.device))) continue;
          found.push(kept);
          left -= kept.unread?.body.byteLength ?? 0;
        }
      }
    });
  }
  return found;
}

/** At most `most` messages of a segment from a position on. */
export async function readOnward(segment: Segment, position: number, most: number): Promise<Kept[]> {
  const found: Kept[] = [];
  const block = blockOf(await segment.blocks(), position);
  if (!block) return found;
  await segment.read(windows.onward, async (reader) => {
    for (let at = block.offset; at < segment.extent.length && found.length < most; ) {
      const group = await reader.groupAt(at);
      at = group ? group.end : await reader.nextGroup(at);
      if (at < 0) return; // the rest is damaged
      if (!group || group.first + group.count <= position) continue;
      for (const { kept } of recordsOf(group))
        if (kept.position >= position && found.length < most) found.push(kept);
    }
  });
  return found;
}

/** The readings nearest to the asked end of the span, kept while more are looked at. */
class Best {
  readonly #asked: Asked;
  readonly #sign: 1 | -1;
  #readings: Reading[] = [];
  /** Once `most` are held: those beyond this instant are of no interest. */
  #limit: number;

  constructor(asked: Asked) {
    this.#asked = asked;
    this.#sign = asked.newestFirst ? -1 : 1;
    this.#limit = Infinity;
  }

  take({ device, readings }: Kept): void {
    const { from, to, channel, most } = this.#asked;
    for (const { channel: name, at, value } of readings) {
      if (at < from || at >= to || (channel !== undefined && name !== channel)) continue;
      if (this.#sign * at > this.#limit) continue;
      this.#readings.push({ device, channel: name, at, value });
    }
    if (this.#readings.length >= 2 * most + 1024) this.#trim();
  }

  isFilledBefore(at: number): boolean {
    if (this.#readings.length >= this.#asked.most) this.#trim();
    return this.#sign * at > this.#limit;
  }

  inOrder(): Reading[] {
    this.#trim();
    return this.#asked.newestFirst ? latestArrivalFirst(this.#readings) : this.#readings;
  }

  #trim(): void {
    const { most } = this.#asked;
    this.#readings.sort((a, b) => this.#sign * (a.at - b.at));
    if (this.#readings.length < most || most < 1) return;
    const last = this.#readings[most - 1]?.at ?? 0;
    let end = most;
    while (this.#readings[end]?.at === last) end++; // all of the last instant, so that a reader can go on behind it
    this.#readings.length = end;
    this.#limit = this.#sign * last;
  }
}

/** Turns round what is of one instant: of two readings in the same millisecond the one that came later is the newer. */
function latestArrivalFirst(readings: readonly Reading[]): Reading[] {
  const turned: Reading[] = [];
  for (let from = 0, to = 0; from < readings.length; from = to) {
    while (readings[to]?.at === readings[from]!.at) to++;
    turned.push(...readings.slice(from, to).reverse());
  }
  return turned;
}
