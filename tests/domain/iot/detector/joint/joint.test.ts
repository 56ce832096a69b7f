import assert from 'node:assert/strict';
import type { Features } from '../../../../../domain/iot/detector/detector.ts';
import { jointPlug } from '../../../../../domain/iot/detector/joint/joint.ts';
import { blockOf, bytesOf, type Memory } from '../../../../../domain/iot/detector/memory.ts';
import { chanceFrom, normalFrom } from '../../../../../domain/iot/life/chance.ts';

const channels = 4;
const detector = jointPlug.build({ doubles: 0, singles: 0 });
const now = (row: number, value: number): Features =>
  ({ at: row * 1000, value, period: 1000, count: row }) as Features;

/** A pump: speed drives flow, current and noise; `fault` is added to flow. */
function pump(seed: number, fault: (row: number) => number = () => 0): (row: number) => number[] {
  const chance = chanceFrom(seed);
  return (row) => {
    const speed = normalFrom(chance);
    const own = () => 0.3 * normalFrom(chance);
    return [
      50 + speed,
      30 + 2 * speed + own() + fault(row),
      5 + 0.1 * speed + 0.05 * own(),
      20 + 0.002 * row + own(),
    ];
  };
}

/** Heat of each row: what the reading that makes it whole answers, 0 when none does. */
function heats(memory: Memory, rows: readonly number[], values: (row: number) => number[]): number[] {
  return rows.map((row) => {
    const answers = values(row).map((value, channel) => {
      const channelsSeen = row === 0 ? channel + 1 : channels;
      return detector.observe(memory, now(row, value), { channel, channels: channelsSeen }, false);
    });
    return answers.find((heat) => !Number.isNaN(heat)) ?? 0;
  });
}
const rows = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('several channels together', () => {
  it('keeps to four kilobytes a device', () => {
    assert.ok(bytesOf(jointPlug.need) <= 4096);
  });

  it('is quiet on ordinary rows and while a slow channel drifts', () => {
    const found = heats(blockOf(jointPlug.need)!, rows(0, 1300), pump(1));
    assert.ok(found.every((heat) => heat < 1));
  });

  it('says nothing before it has learned four hundred rows', () => {
    const found = heats(
      blockOf(jointPlug.need)!,
      rows(0, 390),
      pump(2, (row) => (row > 200 ? 40 : 0)),
    );
    assert.ok(found.every((heat) => heat === 0));
  });

  it('stays above the line while flow no longer fits speed, and comes back when it does', () => {
    const found = heats(
      blockOf(jointPlug.need)!,
      rows(0, 1400),
      pump(3, (row) => (row >= 700 && row < 1000 ? -4 : 0)),
    );
    const share = (from: number, to: number): number =>
      found.slice(from, to).filter((heat) => heat >= 1).length / (to - from);
    assert.ok(share(720, 1000) > 0.95, `${share(720, 1000)} of the fault's rows`);
    assert.ok(share(400, 700) < 0.02, `${share(400, 700)} before it`);
    assert.ok(share(1050, 1400) < 0.05, `${share(1050, 1400)} after it`);
  });

  it('raises an alert only when an episode has stood for long and the device is well known', () => {
    const early = heats(
      blockOf(jointPlug.need)!,
      rows(0, 1200),
      pump(4, (row) => (row >= 600 ? -4 : 0)),
    );
    assert.ok(early.every((heat) => heat < detector.opensAt!));
    const late = heats(
      blockOf(jointPlug.need)!,
      rows(0, 2400),
      pump(4, (row) => (row >= 2000 ? -4 : 0)),
    );
    const first = late.findIndex((heat) => heat >= detector.opensAt!);
    assert.ok(first > 2090 && first < 2140, `opened at ${first}`);
  });

  it('names the channels that left their reference', () => {
    const memory = blockOf(jointPlug.need)!;
    heats(
      memory,
      rows(0, 800),
      pump(5, (row) => (row >= 700 ? -6 : 0)),
    );
    const { detail } = detector.describe(memory, now(800, 0), ['speed', 'flow', 'current', 'warmth']);
    assert.match(detail, /standard deviations from reference: flow -\d/);
  });

  it('learns anew when the device gains a channel, and after a reset', () => {
    const memory = blockOf(jointPlug.need)!;
    heats(memory, rows(0, 500), pump(6));
    const heat = detector.observe(memory, now(500, 99), { channel: 4, channels: 5 }, false);
    assert.ok(Number.isNaN(heat), 'the new row is not whole');
    assert.ok(
      heats(
        memory,
        rows(501, 800),
        pump(6, () => 50),
      ).every((one) => one === 0),
    );
    detector.reset?.(memory, 0);
    assert.ok(memory.doubles.every((value) => value === 0));
  });

  it('goes on bit for bit from a copy of its memory', () => {
    const memory = blockOf(jointPlug.need)!;
    const values = pump(7, (row) => (row > 550 ? 5 : 0));
    const read = rows(0, 700).map(values);
    heats(memory, rows(0, 500), (row) => read[row]!);
    const copy = blockOf(jointPlug.need, new Uint8Array(memory.doubles.buffer))!;
    const rest = (of: Memory): number[] => heats(of, rows(500, 700), (row) => read[row]!);
    assert.deepEqual(rest(copy), rest(memory));
  });
});
