import type { Memory } from '../memory.ts';

/** One device's channel in a group. */
export interface PeerMember {
  readonly device: string;
  readonly memory: Memory;
}

/**
 * One channel of all devices of a group. They are asked in order of their names, so that a restart changes nothing, and
 * put in order only when somebody asks: a site of a hundred thousand joins at once.
 */
export interface PeerGroup {
  members: PeerMember[];
  isInOrder: boolean;
}

/** Who is compared with whom; made anew from the devices after a restart. */
export interface PeerGroups {
  /** Puts a device's channel into its group and answers it; a channel belongs to one group at a time. */
  join(group: string, channel: string, member: PeerMember): PeerGroup;
  leave(group: PeerGroup, device: string): void;
}

/** No group yet. */
export function peerGroups(): PeerGroups {
  const groups = new Map<string, PeerGroup>();
  return {
    join(name, channel, member) {
      const key = JSON.stringify([name, channel]);
      let group = groups.get(key);
      if (group === undefined) {
        group = { members: [], isInOrder: true };
        groups.set(key, group);
      }
      const last = group.members.at(-1);
      if (last !== undefined && last.device > member.device) group.isInOrder = false;
      group.members.push(member);
      return group;
    },
    leave(group, device) {
      group.members = group.members.filter((member) => member.device !== device);
    },
  };
}

/** Where a device stands, or would. */
function placeOf(group: PeerGroup, device: string): number {
  if (!group.isInOrder) group.members.sort((a, b) => (a.device < b.device ? -1 : 1));
  group.isInOrder = true;
  const { members } = group;
  let [low, high] = [0, members.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (members[middle]!.device < device) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** So many peers are asked at most: the ones next in order, all round. */
const mostAsked = 64;
const values = new Float64Array(mostAsked);

/** The median of what the device's peers answer (NaN: nothing), and how many answered. */
export function medianOfPeers(
  group: PeerGroup,
  device: string,
  ask: (memory: Memory) => number,
): { readonly median: number; readonly answered: number } {
  const own = placeOf(group, device);
  const { members } = group;
  const others = Math.min(mostAsked, members.length - 1);
  let answered = 0;
  for (let step = 1; step <= others; step++) {
    const value = ask(members[(own + step) % members.length]!.memory);
    if (!Number.isNaN(value)) values[answered++] = value;
  }
  const sorted = values.subarray(0, answered).sort();
  const middle = answered >> 1;
  const median = answered % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median: answered === 0 ? Number.NaN : median, answered };
}
