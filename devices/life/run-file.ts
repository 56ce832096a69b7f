import { z } from 'zod';
import type { Run } from '../../domain/iot/life/history.ts';

/** A file of cycles that cannot be used: the one line a person reads, naming the place and the mend. */
export class BadRuns extends Error {}

/** Assets by name with what they reported, and the channels in the order of every row. */
export interface Runs {
  readonly channels: readonly string[];
  readonly byAsset: ReadonlyMap<string, Run>;
}

const lineShape = z.object({
  asset: z.string().min(1),
  readings: z.record(z.string().min(1), z.number().refine(Number.isFinite)),
});

/**
 * Reads lines of `{ "asset", "readings": { "<channel>": number } }`, one cycle of one asset each, every asset's cycles in
 * order. Every line must have the channels asked for, by default those of the first line; others are left out.
 */
export function readRuns(text: string, from: string, wanted?: readonly string[]): Runs {
  const byAsset = new Map<string, number[][]>();
  let channels = wanted;
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const place = `${from} line ${index + 1}`;
    const { asset, readings } = readLine(line, place);
    channels ??= Object.keys(readings);
    const row = channels.map((channel) => {
      const value = readings[channel];
      if (value === undefined)
        throw new BadRuns(
          `${place}: asset "${asset}" has no "${channel}"; give every channel in every cycle`,
        );
      return value;
    });
    const rows = byAsset.get(asset);
    if (rows === undefined) byAsset.set(asset, [row]);
    else rows.push(row);
  });
  if (channels === undefined || byAsset.size === 0) throw new BadRuns(`${from} holds no cycle`);
  return { channels, byAsset };
}

function readLine(line: string, place: string): z.infer<typeof lineShape> {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    throw new BadRuns(`${place} is no JSON`);
  }
  const checked = lineShape.safeParse(read);
  if (checked.success) return checked.data;
  const { path, message } = checked.error.issues[0]!;
  throw new BadRuns(
    `${place}: ${path.join('.') || 'the line'}: ${message}; it must be {"asset", "readings": {"<channel>": number}}`,
  );
}
