import type { Finding } from '../finding.ts';
import type { ChannelStatus, Limits, Observation, Watch } from '../watch.ts';
import { clock } from './baseline/clock.ts';
import { type ChannelFrame, channelFrame } from './channel-frame.ts';
import { deviceFrame } from './device-frame.ts';
import type { ChannelPlug, DevicePlug } from './detector.ts';
import { episodeOf, isOpen, open } from './episodes.ts';
import { gapAt, tellGap } from './kinds/gap.ts';
import { blockOf, type Memory } from './memory.ts';
import { type PeerGroup, peerGroups } from './peers/groups.ts';
import { peersPlug, type Turn } from './peers/peers.ts';
import { sparingWeather } from './peers/weather.ts';
import { channelPlugs, devicePlugs } from './plugs.ts';
import { scoreOf } from './score.ts';
import type { Tally } from './seat.ts';
import { readPieces, type SavedDevice, type Sizes, writePieces } from './snapshot.ts';
import { span } from './words.ts';

interface Channel {
  readonly name: string;
  readonly memory: Memory;
  /** Row of the table of deadlines. */
  readonly row: number;
  /** The same channel of devices like this one. */
  group: PeerGroup | null;
}

interface Device {
  readonly name: string;
  readonly channels: Channel[];
  peers: string | null;
  joint: Memory | null;
  /** What the rules allow a channel, for channels that have not been heard yet. */
  readonly limits: Map<string, Limits>;
}

/** So many channels of a device are watched at most: one that names its channels anew each time must not fill the memory. */
export const mostChannels = 1_000;

/** Which detectors take part; all of them when left out. A saved state belongs to one choice. */
export interface WatchOptions {
  readonly channelPlugs?: readonly ChannelPlug[];
  readonly devicePlugs?: readonly DevicePlug[];
}

/** Watches anew, with nothing learned. */
export const newWatch = (options: WatchOptions = {}): Watch => watchOver([], options);

/** Goes on exactly where a saved watch stood; throws when the bytes are of another version of the detectors. */
export const restoreWatch = (pieces: Iterable<Uint8Array>, options: WatchOptions = {}): Watch =>
  watchOver(pieces, options);

/** Sizes of the blocks: what a channel and a device cost, and what a saved state must have been written with. */
export const blockSizes = (options: WatchOptions = {}): Sizes => ({
  channel: channelFrameOf(options, { device: '', group: null, hoursAt: 0 }).need,
  device: deviceFrame(options.devicePlugs ?? devicePlugs).need,
});

/** The detectors asked for, those of them that weather could fool, and the comparison with peers. */
function channelFrameOf(options: WatchOptions, turn: Turn): ChannelFrame {
  const plugs = (options.channelPlugs ?? channelPlugs).map((plug) => sparingWeather(plug, turn));
  return channelFrame([...plugs, peersPlug(turn)], gapAt);
}

function watchOver(pieces: Iterable<Uint8Array>, options: WatchOptions): Watch {
  const turn: Turn = { device: '', group: null, hoursAt: 0 };
  const groups = peerGroups();
  const frame = channelFrameOf(options, turn);
  const whole = deviceFrame(options.devicePlugs ?? devicePlugs);
  const devices = new Map<string, Device>();
  const rows: { device: Device; channel: Channel }[] = [];
  let deadlines = new Float64Array(64).fill(Number.POSITIVE_INFINITY);
  const tally: Tally = { score: 0, kind: null, findings: [] };
  const names = { device: '', channel: '' };
  let last: Device | undefined;

  const sizes = { channel: frame.need, device: whole.need };
  for (const saved of readPieces(pieces, sizes)) restore(saved);

  function restore({ name, peers, joint, channels }: SavedDevice): void {
    const device: Device = { name, channels: [], peers, joint, limits: new Map() };
    devices.set(name, device);
    for (const { name: channel, memory } of channels) seat(device, channel, memory);
  }

  function seat(device: Device, name: string, memory: Memory): Channel {
    const channel: Channel = { name, memory, row: rows.length, group: null };
    group(device, channel);
    const limits = device.limits.get(name);
    if (limits !== undefined) frame.limit(memory, limits);
    device.channels.push(channel);
    rows.push({ device, channel });
    if (rows.length > deadlines.length) {
      const more = new Float64Array(deadlines.length * 2).fill(Number.POSITIVE_INFINITY);
      more.set(deadlines);
      deadlines = more;
    }
    const isSilent = isOpen(memory, frame.gap.episode);
    deadlines[channel.row] = isSilent ? Number.POSITIVE_INFINITY : frame.deadline(memory);
    return channel;
  }

  function group({ name: device, peers }: Device, channel: Channel): void {
    if (channel.group !== null) groups.leave(channel.group, device);
    channel.group =
      peers === null ? null : groups.join(peers, channel.name, { device, memory: channel.memory });
  }

  function deviceOf(name: string): Device {
    if (last?.name === name) return last;
    let device = devices.get(name);
    if (device === undefined) {
      device = { name, channels: [], peers: null, joint: null, limits: new Map() };
      devices.set(name, device);
    }
    last = device;
    return device;
  }

  function channelOf(device: Device, name: string): Channel | undefined {
    for (const channel of device.channels) if (channel.name === name) return channel;
    if (device.channels.length >= mostChannels) return undefined;
    return seat(device, name, blockOf(frame.need)!);
  }

  function fallSilent(row: number, at: number): void {
    const { device, channel } = rows[row]!;
    const latest = clock.latestAt(channel.memory, frame.clockAt);
    const score = scoreOf((at - latest) / Math.max(1, deadlines[row]! - latest));
    const told = tellGap(at - latest, clock.period(channel.memory, frame.clockAt));
    open(channel.memory, frame.gap.episode, { at, score, severity: told.severity });
    deadlines[row] = Number.POSITIVE_INFINITY;
    const found: Finding = {
      device: device.name,
      channel: channel.name,
      at,
      state: 'raised',
      kind: 'gap',
      score,
      ...told,
    };
    tally.findings.push(found);
  }

  function observe(deviceName: string, channelName: string, at: number, value: number): Observation {
    tally.score = 0;
    tally.kind = null;
    tally.findings.length = 0;
    if (!Number.isFinite(value) || !Number.isFinite(at)) return tally;
    const device = deviceOf(deviceName);
    const channel = channelOf(device, channelName);
    if (channel === undefined) return tally;
    const { memory } = channel;
    if (clock.count(memory, frame.clockAt) > 0 && at <= clock.latestAt(memory, frame.clockAt)) return tally;
    for (const other of device.channels)
      if (other !== channel && at > deadlines[other.row]!) fallSilent(other.row, at);
    names.device = deviceName;
    names.channel = channelName;
    turn.device = deviceName;
    turn.group = channel.group;
    const now = frame.features(memory, at, value);
    frame.judge(memory, now, names, tally);
    deadlines[channel.row] = frame.deadline(memory);
    if (device.channels.length > 1 && whole.seats.length > 0) {
      device.joint ??= blockOf(whole.need)!;
      whole.judge(
        device.joint,
        now,
        { names, index: device.channels.indexOf(channel), all: device.channels },
        tally,
      );
    }
    return tally;
  }

  function tick(at: number): readonly Finding[] {
    tally.findings.length = 0;
    for (let row = 0; row < rows.length; row++) if (at >= deadlines[row]!) fallSilent(row, at);
    return tally.findings;
  }

  return {
    observe,
    tick,
    register(name, peers) {
      const device = deviceOf(name);
      if (device.peers === peers) return;
      device.peers = peers;
      for (const channel of device.channels) group(device, channel);
    },
    limit(name, channelName, limits) {
      const device = deviceOf(name);
      device.limits.set(channelName, limits);
      const known = device.channels.find((one) => one.name === channelName);
      if (known !== undefined) frame.limit(known.memory, limits);
    },
    reset(name, at) {
      const device = devices.get(name);
      for (const { memory } of device?.channels ?? []) frame.reset(memory, at);
      if (device?.joint) whole.reset(device.joint, at);
    },
    listeningSince(at) {
      for (const { channel } of rows)
        if (deadlines[channel.row]! < Number.POSITIVE_INFINITY)
          deadlines[channel.row] = frame.postpone(channel.memory, at);
    },
    status(name, channelName) {
      const found = devices.get(name)?.channels.find((one) => one.name === channelName);
      return found === undefined ? unknown : statusOf(frame, found.memory);
    },
    devices: () => devices.keys(),
    channelsOf: (name) => devices.get(name)?.channels.map((one) => one.name) ?? [],
    save() {
      const parts = [...writePieces(devices.values(), sizes)];
      const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const part of parts) {
        bytes.set(part, at);
        at += part.length;
      }
      return bytes;
    },
    savePieces: () => writePieces(devices.values(), sizes),
  };
}

const unknown: ChannelStatus = {
  state: 'unknown',
  text: 'no reading yet',
  learningLeftMs: 0,
  readings: 0,
  periodMs: null,
  latestAt: null,
  latestValue: null,
  band: null,
  open: [],
};

function statusOf(frame: ChannelFrame, memory: Memory): ChannelStatus {
  const left = frame.learningLeft(memory);
  const period = clock.period(memory, frame.clockAt);
  return {
    state: left > 0 ? 'learning' : 'watching',
    text: left > 0 ? `learning, ${span(left)} left` : 'watching',
    learningLeftMs: left,
    readings: clock.count(memory, frame.clockAt),
    periodMs: period > 0 ? period : null,
    latestAt: clock.latestAt(memory, frame.clockAt),
    latestValue: clock.latestValue(memory, frame.clockAt),
    band: left > 0 ? null : frame.band(memory),
    open: frame.seats
      .filter(({ episode }) => isOpen(memory, episode))
      .map(({ detector, episode }) => ({ kind: detector.kind, ...episodeOf(memory, episode) })),
  };
}
