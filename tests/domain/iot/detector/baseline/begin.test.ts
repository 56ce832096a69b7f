import assert from 'node:assert/strict';
import { dice } from '../../../../../bench/telemetry/dice.ts';
import type { Expectation } from '../../../../../domain/iot/detector/baseline/baseline.ts';
import { begin } from '../../../../../domain/iot/detector/baseline/begin.ts';
import { baselineNeed, room } from '../../../../../domain/iot/detector/baseline/room.ts';
import { startReadings } from '../../../../../domain/iot/detector/baseline/start.ts';
import { term } from '../../../../../domain/iot/detector/baseline/terms.ts';
import { blockOf } from '../../../../../domain/iot/detector/memory.ts';

const place = { doubles: 0, singles: 0 };
const need = { doubles: baselineNeed.doubles, singles: baselineNeed.singles + (baselineNeed.singles & 1) };

/** The block after the first readings of this course, ten minutes apart. */
function after96(course: (index: number, noise: number) => number) {
  const memory = blockOf(need)!;
  const random = dice(4);
  for (let index = 0; index < startReadings; index++) {
    assert.equal(memory.doubles[room.unit], 0);
    const value = course(index, random.normal());
    begin(memory, place, { at: 1e12 + index * 600_000, age: index * 600_000, value }, {} as Expectation);
  }
  return {
    unit: memory.doubles[room.unit]!,
    centre: memory.doubles[room.centre]!,
    distance: memory.doubles[room.filter + term.mode]!,
  };
}

describe('the beginning of a baseline', () => {
  it('knows noise and middle from the first readings, also where the values are huge against their noise', () => {
    for (const level of [0, 50, 1_700_000_000]) {
      const { unit, centre, distance } = after96((_, noise) => level + noise);
      assert.ok(unit > 0.7 && unit < 1.4, `noise ${unit} at ${level}`);
      assert.ok(Math.abs(centre - level) < 0.6);
      assert.equal(distance, 0);
    }
  });

  it('knows a second mode, on top of a daily swing', () => {
    const { unit, distance } = after96(
      (index, noise) => 20 + 3 * Math.sin(index / 23) + noise - (Math.floor(index / 11) % 3 === 1 ? 9 : 0),
    );
    assert.ok(Math.abs(distance * unit + 9) < 1.5, `${distance * unit} instead of -9`);
  });

  it('begins with a channel that never moved', () => {
    const { unit, centre } = after96(() => 7);
    assert.ok(unit > 0);
    assert.equal(centre, 7);
  });
});
