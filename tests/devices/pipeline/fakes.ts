import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kept } from '../../../devices/log/reading-log.ts';
import { type Pipeline, type PipelineDeps, pipeline } from '../../../devices/pipeline/pipeline.ts';
import type { LogInOrder, MakeWatch, NewsTurn } from '../../../devices/pipeline/ports.ts';
import type { Finding } from '../../../domain/iot/finding.ts';
import type { Told } from '../../../domain/iot/told.ts';
import type { Watch } from '../../../domain/iot/watch.ts';

/** A log in memory that keeps the order of arrival. */
export interface FakeLog extends LogInOrder {
  add(device: string, arrivedAt: number, values: Readonly<Record<string, number>>, at?: number): void;
  addMany(device: string, arrivedAt: number, readings: Kept['readings']): void;
  readonly messages: readonly Kept[];
}

export function fakeLog(): FakeLog {
  const messages: Kept[] = [];
  const listeners = new Set<() => void>();
  const addMany: FakeLog['addMany'] = (device, arrivedAt, readings) => {
    messages.push({ position: messages.length, device, messageId: null, arrivedAt, readings });
    for (const listener of listeners) listener();
  };
  return {
    messages,
    add: (device, arrivedAt, values, at = arrivedAt) =>
      addMany(
        device,
        arrivedAt,
        Object.entries(values).map(([channel, value]) => ({ channel, at, value })),
      ),
    addMany,
    readFrom: async (position, most) => {
      const batches = messages.slice(position, position + most);
      return { batches, next: position + batches.length };
    },
    start: 0,
    get end() {
      return messages.length;
    },
    onAppended: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface Channel {
  at: number;
  value: number;
  isHigh: boolean;
  isSilent: boolean;
}

/**
 * A watch of two plain faults: a value above 100 is a `point`, three minutes without a reading are a `gap`. Its learned
 * state is what it has seen, so it shows whether a restart forgot something.
 */
export const fakeWatch: MakeWatch = (pieces) => {
  const devices = new Map<string, Map<string, Channel>>();
  let listening = 0;
  let resets = 0;
  if (pieces) {
    const [head, ...rest] = [...pieces].map((piece) => JSON.parse(new TextDecoder().decode(piece)));
    ({ listening, resets } = head);
    for (const [device, channels] of rest) devices.set(device, new Map(channels));
  }
  const finding = (given: Omit<Finding, 'severity' | 'score' | 'detail'>): Finding => ({
    ...given,
    severity: 'major',
    score: given.state === 'raised' ? 0.9 : 0,
    detail: `${given.channel} ${given.kind}, after ${resets} resets`,
  });
  const watch: Watch = {
    observe: (device, channel, at, value) => {
      if (value === 666) throw new Error('a detector stumbled');
      const channels = devices.get(device) ?? new Map<string, Channel>();
      devices.set(device, channels);
      const was = channels.get(channel) ?? { at: 0, value: 0, isHigh: false, isSilent: false };
      if (at <= was.at) return { score: 0, kind: null, findings: [] };
      const isHigh = value > 100;
      const findings: Finding[] = [];
      if (isHigh !== was.isHigh)
        findings.push(finding({ device, channel, at, kind: 'point', state: isHigh ? 'raised' : 'cleared' }));
      if (was.isSilent) findings.push(finding({ device, channel, at, kind: 'gap', state: 'cleared' }));
      channels.set(channel, { at, value, isHigh, isSilent: false });
      return { score: isHigh ? 0.9 : 0, kind: isHigh ? 'point' : null, findings };
    },
    tick: (at) => {
      const findings: Finding[] = [];
      for (const [device, channels] of devices)
        for (const [channel, one] of channels) {
          if (one.isSilent || at - Math.max(one.at, listening) < 180_000) continue;
          one.isSilent = true;
          findings.push(finding({ device, channel, at, kind: 'gap', state: 'raised' }));
        }
      return findings;
    },
    register: () => undefined,
    limit: () => undefined,
    reset: () => void resets++,
    listeningSince: (at) => {
      listening = at;
    },
    status: (device, channel) => {
      const found = devices.get(device)?.get(channel);
      return {
        state: 'watching',
        text: 'watching',
        learningLeftMs: 0,
        readings: 1,
        periodMs: null,
        latestAt: found?.at ?? null,
        latestValue: found?.value ?? null,
        band: { low: 0, expected: 50, high: 100 },
        open: [],
      };
    },
    devices: () => devices.keys(),
    channelsOf: (device) => [...(devices.get(device)?.keys() ?? [])],
    save: () => Buffer.concat([...watch.savePieces()]),
    *savePieces() {
      yield Buffer.from(JSON.stringify({ listening, resets }));
      for (const [device, channels] of devices) yield Buffer.from(JSON.stringify([device, [...channels]]));
    },
  };
  return watch;
};

/** Alerts as the product keeps them: by episode, counting a repeat as nothing. */
export interface FakeAlerts {
  readonly told: readonly Told[];
  /** What changed something: each alert's raising and clearing, once. */
  readonly changes: readonly string[];
  record(told: readonly Told[]): Promise<void>;
}

export function fakeAlerts(): FakeAlerts {
  const told: Told[] = [];
  const changes: string[] = [];
  const newest = new Map<string, number>();
  const raised = new Set<string>();
  return {
    told,
    changes,
    record: async (some) => {
      for (const one of some) {
        told.push(one);
        const place = `${one.device}/${one.kind}/${one.channel}`;
        if (one.toldAt <= (newest.get(place) ?? 0)) continue;
        newest.set(place, one.toldAt);
        const episode = `${place}/${one.raisedAt}`;
        if (one.state === 'raised' && raised.has(episode)) continue;
        raised.add(episode);
        changes.push(`${one.state} ${place}`);
      }
    },
  };
}

export interface Running {
  readonly pipeline: Pipeline;
  readonly errors: string[];
  /** Resolves when the log has been looked at to its end and what was found is kept. */
  settled(): Promise<void>;
}

export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'fieldline-pipeline-'));

/** Starts a pipeline on fakes; `given` replaces single parts. */
export async function running(
  log: FakeLog,
  given: Partial<PipelineDeps> & Pick<PipelineDeps, 'folder' | 'now' | 'record'>,
): Promise<Running> {
  const errors: string[] = [];
  const logger = {
    warn: (_: object, text: string) => void errors.push(text),
    error: (_: object, text: string) => void errors.push(text),
  };
  const made = pipeline({
    log,
    makeWatch: fakeWatch,
    followed: {
      begin: async () => ({ seq: 0, turns: [] }),
      after: async (seq) => ({ seq, heard: [], isAll: true }),
    },
    isStoreUp: async () => true,
    logger,
    keys: [],
    ...given,
  });
  await made.start();
  const settled = async () => {
    for (let tries = 0; tries < 400; tries++) {
      const { behind, state } = made.health();
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (behind === 0 && state === 'ok' && made.health().behind === 0) break;
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  };
  return { pipeline: made, errors, settled };
}

/** News as the event log would bring them: `tell` adds, the pipeline follows. */
export function fakeNews() {
  const turns: NewsTurn[] = [];
  return {
    tell: (turn: NewsTurn) => void turns.push(turn),
    followed: {
      begin: async () => ({ seq: turns.length, turns: [...turns] }),
      after: async (seq: number) => ({
        seq: turns.length,
        heard: turns.slice(seq).map((turn, place) => ({ turn, seq: seq + place + 1 })),
        isAll: true,
      }),
    },
  };
}
