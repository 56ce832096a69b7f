import { type Finding, severities } from '../finding.ts';
import type { ThresholdRule } from './rule.ts';
import { freshState, type Line, type LineState, lineOf, observeLine, tickLine } from './threshold.ts';

/** What one device's rules remember, as plain data: kept and given back, nothing differs. */
export interface KeptRules {
  readonly device: string;
  readonly rules: readonly ThresholdRule[];
  /** In the order of the rules. */
  readonly lines: readonly LineState[];
  readonly channels: readonly KeptChannel[];
}

interface KeptChannel {
  readonly channel: string;
  readonly latestAt: number;
  readonly latestValue: number;
  readonly urgency: number;
}

/** Keeps every device to its own rules: pure, streaming, and bounded by the number of rules. */
export interface RuleWatch {
  /** Takes one reading; one older than its channel's newest, or a value that is no number, changes nothing. */
  observe(device: string, channel: string, at: number, value: number): readonly Finding[];
  /** Moves the product's clock: durations end without a reading too. */
  tick(at: number): readonly Finding[];
  /** Replaces a device's rules. A rule that stays as it was goes on; what is open by a rule that went is cleared. */
  setRules(device: string, rules: readonly ThresholdRule[], at: number): readonly Finding[];
  rulesOf(device: string): readonly ThresholdRule[];
  /** The last instant it was told. */
  readonly clock: number;
  kept(): Iterable<KeptRules>;
}

interface Watched {
  readonly device: string;
  readonly channel: string;
  readonly lines: readonly { readonly line: Line; readonly state: LineState }[];
  latestAt: number;
  latestValue: number;
  /** The most urgent severity since it was raised, as a place in `severities`; one past the last when nothing is open. */
  urgency: number;
}

const nothing: readonly Finding[] = [];
const calm = severities.length;
const never = Number.MIN_SAFE_INTEGER; // before every reading, and a number that JSON keeps

/**
 * Makes a watch of rules, empty or going on from what was kept. A channel has one finding of the kind `threshold`
 * however many rules it breaks: raised by the first, raised again when a more urgent one is broken, and cleared when
 * none is.
 */
export function ruleWatch(
  from: { readonly clock: number; readonly kept: Iterable<KeptRules> } | null = null,
): RuleWatch {
  let clock = from?.clock ?? 0;
  const devices = new Map<string, DeviceRules>();
  /** Channels whose lines are crossed for now: all that time alone can change. */
  const pending = new Set<Watched>();
  for (const kept of from?.kept ?? []) {
    const restored = restoredRules(kept);
    devices.set(kept.device, restored);
    for (const watched of restored.channels.values()) if (isPending(watched)) pending.add(watched);
  }

  return {
    get clock() {
      return clock;
    },
    observe: (device, channel, at, value) => {
      const watched = devices.get(device)?.channels.get(channel);
      if (!watched || at <= watched.latestAt || !Number.isFinite(value)) return nothing;
      watched.latestAt = at;
      watched.latestValue = value;
      for (const { line, state } of watched.lines) observeLine(line, state, { at, value, clock });
      if (isPending(watched)) pending.add(watched);
      else pending.delete(watched);
      return changeOf(watched, at);
    },
    tick: (at) => {
      clock = Math.max(clock, at);
      if (pending.size === 0) return nothing;
      const found: Finding[] = [];
      for (const watched of pending) {
        for (const { line, state } of watched.lines) tickLine(line, state, clock);
        found.push(...changeOf(watched, clock));
        if (!isPending(watched)) pending.delete(watched);
      }
      return found.sort(byPlace);
    },
    setRules: (device, rules, at) => {
      const before = devices.get(device);
      for (const watched of before?.channels.values() ?? []) pending.delete(watched);
      const after = changedRules(device, rules, before);
      if (rules.length > 0) devices.set(device, after);
      else devices.delete(device);
      for (const watched of after.channels.values()) if (isPending(watched)) pending.add(watched);
      return clearedBy(before, after, at);
    },
    rulesOf: (device) => devices.get(device)?.rules ?? [],
    *kept() {
      for (const [device, { rules, states, channels }] of devices)
        yield {
          device,
          rules,
          lines: states,
          channels: [...channels.values()].map(({ channel, latestAt, latestValue, urgency }) => ({
            channel,
            latestAt,
            latestValue,
            urgency,
          })),
        };
    },
  };
}

interface DeviceRules {
  readonly rules: readonly ThresholdRule[];
  readonly states: readonly LineState[];
  readonly channels: ReadonlyMap<string, Watched>;
}

function rulesOn(device: string, rules: readonly ThresholdRule[], states: readonly LineState[]): DeviceRules {
  const channels = new Map<string, Watched>();
  for (const channel of new Set(rules.map((rule) => rule.channel))) {
    const lines = rules.flatMap((rule, place) =>
      rule.channel === channel ? [{ line: lineOf(rule), state: states[place]! }] : [],
    );
    channels.set(channel, { device, channel, lines, latestAt: never, latestValue: 0, urgency: calm });
  }
  return { rules, states, channels };
}

function restoredRules({ device, rules, lines, channels }: KeptRules): DeviceRules {
  const made = rulesOn(
    device,
    rules,
    lines.map((state) => ({ ...state })),
  );
  for (const channel of channels) Object.assign(made.channels.get(channel.channel)!, channel);
  return made;
}

function changedRules(
  device: string,
  rules: readonly ThresholdRule[],
  before: DeviceRules | undefined,
): DeviceRules {
  const known = new Map(before?.rules.map((rule, place) => [JSON.stringify(rule), before.states[place]!]));
  const made = rulesOn(
    device,
    rules,
    rules.map((rule) => ({ ...(known.get(JSON.stringify(rule)) ?? freshState()) })),
  );
  for (const watched of made.channels.values()) {
    const was = before?.channels.get(watched.channel);
    if (!was) continue;
    watched.latestAt = was.latestAt;
    watched.latestValue = was.latestValue;
    if (was.urgency < calm && mostUrgent(watched) < calm) watched.urgency = was.urgency;
  }
  return made;
}

function clearedBy(before: DeviceRules | undefined, after: DeviceRules, at: number): readonly Finding[] {
  const open = [...(before?.channels.values() ?? [])].filter(({ urgency }) => urgency < calm);
  return open
    .filter(({ channel }) => (after.channels.get(channel)?.urgency ?? calm) === calm)
    .map((watched) =>
      findingOf(watched, at, { urgency: watched.urgency, state: 'cleared', detail: 'the rule was changed' }),
    );
}

const isPending = ({ lines }: Watched): boolean =>
  lines.some(({ line, state }) => line.forMs > 0 && state.crossed > 0 && !state.isOpen);

const mostUrgent = ({ lines }: Watched): number =>
  lines.reduce((least, { line, state }) => (state.isOpen ? Math.min(least, line.urgency) : least), calm);

/** Compares what is open with what was told, and tells what is new. */
function changeOf(watched: Watched, at: number): readonly Finding[] {
  const now = mostUrgent(watched);
  const told = watched.urgency;
  if (now === calm && told < calm) {
    watched.urgency = calm;
    const detail = `${watched.channel} is back at ${said(watched.latestValue)}`;
    return [findingOf(watched, at, { urgency: told, state: 'cleared', detail })];
  }
  if (now >= told) return nothing;
  watched.urgency = now;
  return [findingOf(watched, at, { urgency: now, state: 'raised', detail: crossing(watched, now) })];
}

function findingOf(
  { device, channel }: Watched,
  at: number,
  {
    urgency,
    state,
    detail,
  }: { readonly urgency: number; readonly state: Finding['state']; readonly detail: string },
): Finding {
  const score = state === 'raised' ? 1 : 0;
  return { device, channel, at, state, kind: 'threshold', severity: severities[urgency]!, score, detail };
}

function crossing({ channel, lines, latestValue }: Watched, urgency: number): string {
  const { rule } = lines.find(({ line, state }) => state.isOpen && line.urgency === urgency)!.line;
  const line = rule.above === undefined ? `below ${said(rule.below!)}` : `above ${said(rule.above)}`;
  const long = rule.for === undefined ? '' : ` for ${rule.for.slice(1).replace('T', '').toLowerCase()}`;
  const often = (rule.repeat ?? 1) > 1 ? ` ${rule.repeat} times in a row` : '';
  return `${channel} is ${said(latestValue)}, ${line}${long}${often}`;
}

const said = (value: number): string => String(Number(value.toPrecision(6)));

const byPlace = (one: Finding, other: Finding): number =>
  one.device === other.device
    ? Number(one.channel > other.channel) - Number(one.channel < other.channel)
    : Number(one.device > other.device) - Number(one.device < other.device);
