import type { Finding } from '../../domain/iot/finding.ts';
import type { ThresholdRule } from '../../domain/iot/rules/rule.ts';
import type { Reading } from '../../domain/iot/reading.ts';
import type { RuleWatch } from '../../domain/iot/rules/rule-watch.ts';
import type { Told } from '../../domain/iot/told.ts';
import type { Limits, Watch } from '../../domain/iot/watch.ts';
import type { Kept } from '../log/reading-log.ts';
import type { Episodes } from './episodes.ts';
import type { Turn } from './ports.ts';

/** Everything that is learned and remembered about devices. */
export interface Learned {
  readonly watch: Watch;
  readonly rules: RuleWatch;
  readonly episodes: Episodes;
}

/**
 * The part of the pipeline that decides: from what was learned and one entry of the log (or one turn) to what is told.
 * It has no clock and no chance of its own, so the same entries in the same order tell the same.
 */
export interface Detection {
  /** Takes readings `from` .. `to` of a message: a large one is taken in parts, so that others get their turn. */
  take(kept: Kept, from: number, to: number): readonly Told[];
  turn(turn: Turn): readonly Told[];
}

const nothing: readonly Told[] = [];
const farMs = 86_400_000;

/** The narrowest lines of a channel: where a slow drift would arrive. */
export function limitsOf(rules: readonly ThresholdRule[], channel: string): Limits {
  const lines = rules.filter((rule) => rule.channel === channel);
  const lows = lines.flatMap(({ below }) => (below === undefined ? [] : [below]));
  const highs = lines.flatMap(({ above }) => (above === undefined ? [] : [above]));
  return {
    low: lows.length > 0 ? Math.max(...lows) : null,
    high: highs.length > 0 ? Math.min(...highs) : null,
  };
}

/** Puts detectors, rules and open episodes together. */
export function detection({ watch, rules, episodes }: Learned): Detection {
  const tell = (findings: readonly Finding[], clock: number, told: Told[]) => {
    for (const finding of findings) {
      const one = episodes.tell(finding, clock);
      if (one) told.push(one);
    }
  };
  const tick = (at: number): Told[] => {
    const told: Told[] = [];
    tell(watch.tick(at), at, told);
    tell(rules.tick(at), at, told);
    told.push(...episodes.tick(at));
    return told;
  };
  const setDevice = ({ device, peers, rules: given, at }: Extract<Turn, { is: 'device' }>): Told[] => {
    const told: Told[] = [];
    watch.register(device, peers);
    if (given === null) return told;
    const before = rules.rulesOf(device);
    tell(rules.setRules(device, given, at), at, told);
    for (const { channel } of [...before, ...given]) watch.limit(device, channel, limitsOf(given, channel));
    return told;
  };

  /** A time far ahead of its arrival, and of its channel too: a clock gone wrong, after which all that is true would be too old. */
  const isAstray = ({ device, channel, at }: Reading): boolean => {
    const { latestAt } = watch.status(device, channel);
    return latestAt !== null && at - latestAt > farMs;
  };

  return {
    take: ({ device, arrivedAt, readings }, from, to) => {
      let told: Told[] | null = null;
      for (let place = from; place < to; place++) {
        const { channel, at, value } = readings[place]!;
        if (at - arrivedAt > farMs && isAstray({ device, channel, at, value })) continue;
        const counted = episodes.isOpen(device)
          ? episodes.count({ device, channel, at }, arrivedAt)
          : nothing;
        const seen = watch.observe(device, channel, at, value).findings;
        const broken = rules.observe(device, channel, at, value);
        if (counted.length + seen.length + broken.length === 0) continue;
        told ??= [];
        told.push(...counted);
        tell(seen, arrivedAt, told);
        tell(broken, arrivedAt, told);
      }
      return told ?? nothing;
    },
    turn: (turn) => {
      if (turn.is === 'tick') return tick(turn.at);
      if (turn.is === 'device') return setDevice(turn);
      if (turn.is === 'resumed') watch.listeningSince(turn.at);
      else watch.reset(turn.device, turn.at);
      return nothing;
    },
  };
}
