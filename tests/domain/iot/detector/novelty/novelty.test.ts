import assert from 'node:assert/strict';
import type { Features } from '../../../../../domain/iot/detector/detector.ts';
import { blockOf } from '../../../../../domain/iot/detector/memory.ts';
import { noveltyPlug } from '../../../../../domain/iot/detector/novelty/novelty.ts';
import { chanceFrom, normalFrom } from '../../../../../domain/iot/life/chance.ts';

const place = { doubles: 0, singles: 0 };
const { doubles, singles } = noveltyPlug.need;
const need = { doubles, singles: singles + (singles & 1) };
const now = (row: number, value: number): Features =>
  ({ at: row * 300_000, value, count: row, expected: 0, isLearning: false }) as Features;

/** The heat of each of the values, five minutes apart. */
function heats(values: readonly number[]): number[] {
  const memory = blockOf(need)!;
  const detector = noveltyPlug.build(place);
  return values.map((value, row) => detector.observe(memory, now(row, value), false));
}

const noisyDays = (rows: number, seed: number, also: (row: number) => number = () => 0): number[] => {
  const chance = chanceFrom(seed);
  return Array.from(
    { length: rows },
    (_, row) => 20 + 5 * Math.sin((row * 2 * Math.PI) / 288) + 0.5 * normalFrom(chance) + also(row),
  );
};
const marks = (found: readonly number[]): number[] => found.flatMap((heat, row) => (heat >= 2 ? [row] : []));

describe('novelty', () => {
  it('keeps to two kilobytes a channel', () => {
    assert.ok(need.doubles * 8 + need.singles * 4 <= 2048);
  });

  it('marks a change once at its beginning and rests after it', () => {
    const found = marks(heats(noisyDays(3000, 1, (row) => (row >= 2500 ? 12 : 0)))).filter(
      (row) => row >= 2500,
    );
    assert.ok(found.length >= 1 && found[0]! < 2505, `first mark at ${found[0]}`);
    assert.ok(found.filter((row) => row < 2620).length <= 4, `marked ${found.length} times`);
  });

  it('marks hardly one in a thousand of ordinary days', () => {
    const found = marks(heats(noisyDays(8000, 2))).filter((row) => row > 1000);
    assert.ok(found.length <= 8, `${found.length} marks in 7,000 readings`);
  });

  it('does not mark every day what happens every day', () => {
    const square = Array.from({ length: 4032 }, (_, row) => (row % 288 > 100 && row % 288 < 200 ? 80 : 20));
    assert.deepEqual(
      marks(heats(square)).filter((row) => row > 1000),
      [],
    );
  });

  it('marks the day on which the daily rise does not come', () => {
    const chance = chanceFrom(6);
    const days = Array.from({ length: 4032 }, (_, row) => {
      const isUp = row % 288 > 100 && row % 288 < 200 && Math.floor(row / 288) !== 11;
      return (isUp ? 80 : 20) + normalFrom(chance);
    });
    const found = marks(heats(days));
    assert.ok(
      found.some((row) => row > 11 * 288 + 95 && row < 11 * 288 + 130),
      `marked at ${found}`,
    );
  });

  it('marks the first change of a channel that never changed', () => {
    const found = marks(heats([...new Array(2000).fill(5), 6, 6, 6]));
    assert.ok(found.length > 0 && found[0]! >= 2000);
  });

  it('survives zero, enormous and tiny values with finite answers', () => {
    const found = heats([...new Array(400).fill(0), 1e308, -1e308, 1e-308, ...new Array(400).fill(0), 7]);
    assert.ok(found.every(Number.isFinite));
  });

  it('goes on bit for bit from a copy of its memory, and begins anew after a reset', () => {
    const memory = blockOf(need)!;
    const detector = noveltyPlug.build(place);
    const values = noisyDays(1500, 7);
    values.slice(0, 1000).forEach((value, row) => {
      detector.observe(memory, now(row, value), false);
    });
    const copy = blockOf(need, new Uint8Array(memory.doubles.buffer))!;
    const rest = (of: typeof memory): number[] =>
      values.slice(1000).map((value, row) => detector.observe(of, now(1000 + row, value), false));
    assert.deepEqual(rest(copy), rest(memory));
    detector.reset?.(memory, 0);
    assert.ok(new Uint8Array(memory.doubles.buffer).every((byte) => byte === 0));
  });

  it('tells people which mean is unlike the past', () => {
    const memory = blockOf(need)!;
    const detector = noveltyPlug.build(place);
    noisyDays(600, 8, (row) => (row > 590 ? 30 : 0)).forEach((value, row) => {
      detector.observe(memory, now(row, value), false);
    });
    const told = detector.describe(memory, now(600, 50));
    assert.match(told.detail, /^mean of the last \d+ readings.* is unlike anything in 600 readings/);
    assert.equal(told.severity, 'warning');
  });
});
