import assert from 'node:assert/strict';
import { blockOf } from '../../../../../domain/iot/detector/memory.ts';
import {
  hourNeed,
  hourOf,
  keepHour,
  levelAt,
  meanOfHour,
} from '../../../../../domain/iot/detector/peers/hours.ts';

const minute = 60_000;

describe('the mean of an hour', () => {
  it('is closed by the first reading of another hour', () => {
    const memory = blockOf(hourNeed)!;
    assert.equal(keepHour(memory, 0, { at: 0, departure: 1, level: 1 }), null);
    assert.equal(keepHour(memory, 0, { at: 30 * minute, departure: 3, level: 3 }), null);
    assert.equal(keepHour(memory, 0, { at: 60 * minute, departure: 10, level: 10 }), 1);
    assert.equal(meanOfHour(memory, 0, 1), 2);
    assert.equal(meanOfHour(memory, 0, 2), 10);
  });

  it('is unknown for hours without readings', () => {
    const memory = blockOf(hourNeed)!;
    assert.ok(Number.isNaN(meanOfHour(memory, 0, 1)));
    keepHour(memory, 0, { at: 5 * minute, departure: 1, level: 1 });
    assert.equal(keepHour(memory, 0, { at: 200 * minute, departure: 2, level: 2 }), 1);
    assert.equal(levelAt(memory, 0, hourOf(250 * minute)), 2);
    assert.ok(Number.isNaN(levelAt(memory, 0, hourOf(400 * minute))));
    for (const hour of [2, 3, 5]) assert.ok(Number.isNaN(meanOfHour(memory, 0, hour)));
  });
});
