import assert from 'node:assert/strict';
import {
  collect,
  type Start,
  startNeed,
  startReadings,
} from '../../../../../domain/iot/detector/baseline/start.ts';
import { blockOf } from '../../../../../domain/iot/detector/memory.ts';
import { chanceFrom, normalFrom } from '../../../../../domain/iot/life/chance.ts';

/** Collects the first readings, a minute apart. */
function startOf(value: (row: number, normal: () => number) => number): Start {
  const memory = blockOf(startNeed)!;
  const chance = chanceFrom(3);
  for (let row = 0; row < startReadings; row++) {
    const at = 1e12 + row * 60_000;
    const found = collect(memory, 0, { at, value: value(row, () => normalFrom(chance)), age: row * 60_000 });
    if (row < startReadings - 1) assert.equal(found, null);
    else if (found !== null) return found;
  }
  throw new Error('nothing was found');
}

describe('the first readings of a channel', () => {
  it('show their noise and where they lie, with their times', () => {
    const { scale, centre, distance, values, times } = startOf((_, normal) => 50 + 2 * normal());
    assert.ok(scale > 1.2 && scale < 3, `noise ${scale}`);
    assert.ok(Math.abs(centre - 50) < 1.5);
    assert.equal(distance, 0);
    assert.equal(values.length, startReadings);
    assert.deepEqual([times[0], times[1]], [1e12, 1e12 + 60_000]);
  });

  it('show two levels, most readings in the first of them', () => {
    const isResting = (row: number): boolean => row % 32 > 22;
    const { distance, modes, centre } = startOf((row, normal) => (isResting(row) ? 2 : 12) + 0.3 * normal());
    assert.ok(Math.abs(distance + 10) < 1, `distance ${distance}`);
    assert.ok(Math.abs(centre - 12) < 0.5);
    const wrong = modes.filter((mode, row) => (mode === 1) !== isResting(row)).length;
    assert.ok(wrong <= 2, `${wrong} readings in the wrong mode`);
  });

  it('show no second level by a spike or two', () => {
    assert.equal(startOf((row, normal) => 5 + normal() + (row === 30 || row === 70 ? 40 : 0)).distance, 0);
  });

  it('have some noise even when they never change', () => {
    const { scale, centre } = startOf(() => 7);
    assert.ok(scale > 0);
    assert.equal(centre, 7);
    assert.ok(startOf(() => 0).scale > 0);
  });
});
