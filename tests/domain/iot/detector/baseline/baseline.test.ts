import assert from 'node:assert/strict';
import { bandOf, type Expectation, expect } from '../../../../../domain/iot/detector/baseline/baseline.ts';
import { baselineNeed, forget } from '../../../../../domain/iot/detector/baseline/room.ts';
import { blockOf } from '../../../../../domain/iot/detector/memory.ts';
import { chanceFrom, normalFrom } from '../../../../../domain/iot/life/chance.ts';

const begin = Date.UTC(2026, 1, 2);
const period = 10 * 60_000;
const perDay = 144;
const place = { doubles: 0, singles: 0 };
const blank = (): Expectation => ({
  expected: 0,
  residual: 0,
  scale: 1,
  z: 0,
  off: 0,
  offDoubt: 0,
  slow: 0,
  slowVariance: 0,
  season: 0,
});
const need = { doubles: baselineNeed.doubles, singles: baselineNeed.singles + (baselineNeed.singles & 1) };

/** A baseline that hears so many days of what `value` says; what it made of each reading. */
function hear(
  days: number,
  value: (row: number, normal: () => number) => number,
  isHeld = (_row: number): boolean => false,
) {
  const memory = blockOf(need)!;
  const chance = chanceFrom(2);
  const made = Array.from({ length: days * perDay }, (_, row) => {
    const out = blank();
    const age = row * period;
    const isLearning = age < 7 * 86_400_000;
    const circumstances = {
      at: begin + age,
      age,
      count: row,
      elapsed: row === 0 ? 0 : period,
      period,
      isLearning,
      isHeld: isHeld(row),
    };
    expect(
      memory,
      place,
      value(row, () => normalFrom(chance)),
      circumstances,
      out,
    );
    return out;
  });
  return { memory, made };
}
const aDay = (row: number): number => 20 + 4 * Math.sin((2 * Math.PI * row) / perDay);
const rms = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);

describe('the baseline of a channel', () => {
  it('expects nothing of the first readings', () => {
    const { made } = hear(1, aDay);
    assert.ok(made.slice(0, 95).every(({ z, offDoubt }) => z === 0 && offDoubt === 100));
  });

  it('learns the day and the noise: surprises are normal and a thousandth too large ones rare', () => {
    const { made } = hear(14, (row, normal) => aDay(row) + 0.5 * normal());
    const late = made.slice(7 * perDay);
    assert.ok(Math.abs(rms(late.map(({ z }) => z)) - 1) < 0.12, `z of ${rms(late.map(({ z }) => z))}`);
    assert.ok(Math.abs(late.at(-1)!.scale / 0.5 - 1) < 0.15, `noise ${late.at(-1)!.scale}`);
    assert.ok(late.filter(({ z }) => Math.abs(z) > 4).length <= 2);
  });

  it('tells a reading by what is expected at its hour', () => {
    const row = 10 * perDay + 36;
    const { made } = hear(11, (at, normal) => (at === row ? 20 : aDay(at)) + 0.2 * normal());
    const { expected, z, residual } = made[row]!;
    assert.ok(Math.abs(expected - 24) < 0.6, `expected ${expected}`);
    assert.ok(z < -10 && residual < -3);
  });

  it('keeps its reference while an episode holds it, so that the way off stays in view', () => {
    const moved = (row: number): number => (row > 12 * perDay ? 5 : 0);
    const { made } = hear(
      16,
      (row, normal) => aDay(row) + moved(row) + 0.5 * normal(),
      (row) => row > 12 * perDay,
    );
    assert.ok(Math.abs(made.at(-1)!.off - 10) < 2.5, `off by ${made.at(-1)!.off}`);
    assert.ok(made.at(-1)!.slow > 7);
  });

  it('follows a machine that runs and rests without surprise', () => {
    const { made } = hear(12, (row, normal) => (Math.floor(row / 17) % 3 === 0 ? 1 : 6) + 0.2 * normal());
    const wild = made.slice(8 * perDay).filter(({ z }) => Math.abs(z) > 5).length;
    assert.ok(wild <= 2, `${wild} surprises`);
  });

  it('draws a band that holds what comes', () => {
    const { memory } = hear(10, (row, normal) => aDay(row) + 0.5 * normal());
    const { low, expected, high } = bandOf(memory, place, begin + 10 * perDay * period);
    assert.ok(low < 20 && 20 < high && high - low < 8);
    assert.ok(Math.abs(expected - 20) < 1);
  });

  it('forgets everything when told to', () => {
    const { memory } = hear(2, aDay);
    forget(memory, place);
    assert.ok(memory.doubles.every((value) => value === 0) && memory.singles.every((value) => value === 0));
  });
});
