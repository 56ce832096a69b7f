import { existsSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { KeptRules } from '../../domain/iot/rules/rule-watch.ts';
import { ruleWatch } from '../../domain/iot/rules/rule-watch.ts';
import { type Learned, limitsOf } from './detection.ts';
import { episodes, type KeptEpisodes } from './episodes.ts';
import { DamagedFile, type Frame, readFrames, type RestKeys, writeFrames } from './frames.ts';
import type { MakeWatch } from './ports.ts';

/** Where the pipeline stood when it was written down. */
export interface Standing {
  /** The first message that is not part of it. */
  readonly position: number;
  /** How far the product's event log was followed. */
  readonly seq: number;
  /** The number of the journal that goes on from here. */
  readonly journal: number;
  /** The product's clock as of the last tick. */
  readonly tickedAt: number;
}

const version = 1;
const rulesInFrame = 500;
const text = new TextDecoder();
const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/**
 * Writes everything learned, together with the place in the log it was learned up to, so that either both are there or
 * neither: into another file first, which takes the old one's place once it is on disk. Answers its size.
 */
export async function saveSnapshot(
  path: string,
  {
    standing,
    learned,
    keys,
  }: { readonly standing: Standing; readonly learned: Learned; readonly keys: RestKeys },
): Promise<number> {
  const making = `${path}.new`;
  const sizeBytes = await writeFrames(making, framesOf(standing, learned), keys);
  await rename(making, path);
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
  return sizeBytes;
}

function* framesOf(standing: Standing, { watch, rules, episodes }: Learned): Generator<Frame> {
  yield { kind: 'S', bytes: bytesOf({ version, ...standing, rulesClock: rules.clock }) };
  yield { kind: 'E', bytes: bytesOf(episodes.kept()) };
  let some: KeptRules[] = [];
  for (const kept of rules.kept()) {
    some.push(kept);
    if (some.length < rulesInFrame) continue;
    yield { kind: 'R', bytes: bytesOf(some) };
    some = [];
  }
  yield { kind: 'R', bytes: bytesOf(some) };
  for (const piece of watch.savePieces()) yield { kind: 'W', bytes: piece };
}

/** Reads what was saved; null when there is nothing yet. Throws DamagedFile when it is not whole. */
export function loadSnapshot(
  path: string,
  { makeWatch, keys }: { readonly makeWatch: MakeWatch; readonly keys: RestKeys },
): { readonly standing: Standing; readonly learned: Learned } | null {
  if (!existsSync(path)) return null;
  const frames = readFrames(path, keys);
  const {
    version: found,
    rulesClock,
    ...standing
  } = json<Standing & { version: number; rulesClock: number }>(frames.next(), 'S');
  if (found !== version) throw new DamagedFile(`${path} was written by another version (${found})`);
  const open = json<KeptEpisodes>(frames.next(), 'E');
  const kept: KeptRules[] = [];
  let next = frames.next();
  for (; next.done !== true && next.value.kind === 'R'; next = frames.next())
    kept.push(...json<KeptRules[]>(next, 'R'));
  const watch = makeWatch(piecesFrom(next, frames));
  for (const { device, rules } of kept) // a channel that was never heard has nothing saved of its own
    for (const { channel } of rules) watch.limit(device, channel, limitsOf(rules, channel));
  return {
    standing,
    learned: { watch, rules: ruleWatch({ clock: rulesClock, kept }), episodes: episodes(open) },
  };
}

function* piecesFrom(first: IteratorResult<Frame>, frames: Iterator<Frame>): Generator<Uint8Array> {
  for (let next = first; next.done !== true; next = frames.next()) yield next.value.bytes;
}

function json<T>(next: IteratorResult<Frame>, kind: string): T {
  if (next.done === true || next.value.kind !== kind) throw new DamagedFile(`a frame ${kind} is missing`);
  return JSON.parse(text.decode(next.value.bytes)) as T;
}
