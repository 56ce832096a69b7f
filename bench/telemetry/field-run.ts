import type { Finding } from '../../domain/iot/finding.ts';
import { newWatch, type WatchOptions } from '../../domain/iot/detector/watching.ts';
import { type FieldDevice, makeFleet } from './field-device.ts';
import { count, emptyScore, type FieldScore } from './field-score.ts';

/** Every finding of one device, its readings in order and a tick whenever one is due. */
export function findingsOf(device: FieldDevice, options: WatchOptions = {}): Finding[] {
  const watch = newWatch(options);
  const findings: Finding[] = [];
  let due = device.rows[0]!.at;
  for (const { at, values } of device.rows) {
    for (; due < at; due += device.periodMs) findings.push(...watch.tick(due));
    due = at + device.periodMs;
    for (let index = 0; index < values.length; index++) {
      const seen = watch.observe(device.id, device.channels[index]!, at, values[index]!);
      if (seen.findings.length > 0) findings.push(...seen.findings);
    }
  }
  return findings;
}

/** A whole fleet of one seed, counted. */
export function runFleet(
  seed: number,
  devices: number,
  options: WatchOptions & { faulty?: number } = {},
): FieldScore {
  const score = emptyScore();
  const { faulty } = options;
  for (const device of makeFleet({ seed, devices, ...(faulty !== undefined && { faulty }) }))
    count(score, device, findingsOf(device, options));
  return score;
}
