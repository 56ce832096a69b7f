import type { Finding } from '../../domain/iot/finding.ts';
import type { Told } from '../../domain/iot/told.ts';

/** Something that was told and is not over. */
interface Episode {
  finding: Finding;
  readonly raisedAt: number;
  toldAt: number;
  count: number;
  /** How many readings were told of, and the time of the newest that counts. */
  toldCount: number;
  newestAt: number;
}

/** What is open, as plain data. */
export interface KeptEpisodes {
  /** The instant of the last telling. */
  readonly lastAt: number;
  readonly open: readonly {
    readonly finding: Finding;
    readonly raisedAt: number;
    readonly toldAt: number;
    readonly count: number;
    readonly toldCount: number;
    readonly newestAt: number;
  }[];
}

/**
 * Turns findings into what is told: each with an instant of its own, which rises and is the same in a replay, and with
 * the number of readings behind it. A fault that goes on is told of again once a minute, not at every reading; one that
 * was counted and then fell silent is told of once more as time passes.
 */
export interface Episodes {
  /** `clock` is the product's, as the log or a tick has it. */
  tell(finding: Finding, clock: number): Told | null;
  /** A reading came for a channel: it counts for what is open there; answers what is worth telling again. */
  count(
    reading: { readonly device: string; readonly channel: string; readonly at: number },
    clock: number,
  ): Told[];
  /** What was counted and not told, once nothing more was heard of it for a while. */
  tick(clock: number): Told[];
  /** Whether anything is open at a device, so that quiet devices cost one look. */
  isOpen(device: string): boolean;
  readonly size: number;
  kept(): KeptEpisodes;
}

const againMs = 60_000;
const settledMs = 10_000;
const none: Told[] = [];

/** Makes the book of open episodes, empty or as it was kept. */
export function episodes(from: KeptEpisodes | null = null): Episodes {
  let lastAt = from?.lastAt ?? 0;
  let size = 0;
  const devices = new Map<string, Map<string, Episode>>();
  /** Episodes that were counted since they were told of. */
  const grown = new Set<Episode>();
  const open = (episode: Episode) => {
    const { device, channel, kind } = episode.finding;
    const there = devices.get(device) ?? new Map<string, Episode>();
    devices.set(device, there.set(`${kind}/${channel}`, episode));
    size++;
    if (episode.count > episode.toldCount) grown.add(episode);
  };
  for (const episode of from?.open ?? []) open({ ...episode });

  const nextAt = (clock: number): number => {
    lastAt = Math.max(lastAt + 1, clock);
    return lastAt;
  };
  const toldOf = (episode: Episode, clock: number): Told => {
    const { finding, raisedAt, count, newestAt } = episode;
    episode.toldAt = nextAt(clock);
    episode.toldCount = count;
    grown.delete(episode);
    episode.finding = newestAt > finding.at ? { ...finding, at: newestAt } : finding;
    return { ...episode.finding, raisedAt, toldAt: episode.toldAt, count };
  };

  const raise = (finding: Finding, clock: number): Told => {
    const found = devices.get(finding.device)?.get(`${finding.kind}/${finding.channel}`);
    if (found) {
      found.finding = finding;
      return toldOf(found, clock);
    }
    const raisedAt = Math.max(lastAt + 1, clock);
    const made = { finding, raisedAt, toldAt: raisedAt, count: 1, toldCount: 1, newestAt: finding.at };
    open(made);
    return toldOf(made, clock);
  };

  const clear = (finding: Finding, clock: number): Told | null => {
    const there = devices.get(finding.device);
    const key = `${finding.kind}/${finding.channel}`;
    const found = there?.get(key);
    if (!there || !found) return null; // nobody was told of it
    there.delete(key);
    if (there.size === 0) devices.delete(finding.device);
    size--;
    grown.delete(found);
    return { ...finding, raisedAt: found.raisedAt, toldAt: nextAt(clock), count: found.count };
  };

  return {
    tell: (finding, clock) => (finding.state === 'raised' ? raise(finding, clock) : clear(finding, clock)),
    count: ({ device, channel, at }, clock) => {
      let told = none;
      for (const episode of devices.get(device)?.values() ?? []) {
        if (episode.finding.channel !== channel) continue;
        episode.count++;
        episode.newestAt = at;
        grown.add(episode);
        if (clock - episode.toldAt >= againMs) told = [...told, toldOf(episode, clock)];
      }
      return told;
    },
    tick: (clock) =>
      [...grown]
        .filter(({ toldAt }) => clock - toldAt >= settledMs)
        .sort((one, other) => one.raisedAt - other.raisedAt) // the same order after a restart
        .map((one) => toldOf(one, clock)),
    isOpen: (device) => devices.has(device),
    get size() {
      return size;
    },
    kept: () => ({
      lastAt,
      open: [...devices.values()].flatMap((there) => [...there.values()]).map((one) => ({ ...one })),
    }),
  };
}
