import assert from 'node:assert/strict';
import { clockNeed, keepTime } from '../../../../domain/iot/detector/baseline/clock.ts';
import {
  beginsAnew,
  type Learned,
  learnedOf,
  learningLeft,
  learningNeed,
  noteService,
} from '../../../../domain/iot/detector/learning.ts';
import { blockOf, layOut } from '../../../../domain/iot/detector/memory.ts';

const { places, whole } = layOut([clockNeed, learningNeed]);
const place = { clock: places[0]!.doubles, own: places[1]!.doubles };
const day = 86_400_000;

function afterReadings(readings: number, period: number) {
  const memory = blockOf(whole)!;
  for (let row = 0; row < readings; row++) keepTime(memory, place.clock, 1000 + row * period, row);
  const learned: Learned = { count: 0, age: 0, period: 0 };
  learnedOf(memory, place, learned);
  return { memory, learned };
}

describe('learning', () => {
  it('takes a week, and longer where readings are rare', () => {
    assert.equal(learningLeft(afterReadings(7 * 144 + 1, 600_000).learned), 0);
    assert.ok(learningLeft(afterReadings(4 * 144, 600_000).learned) > 2.9 * day);
    assert.ok(learningLeft(afterReadings(7 * 48, 1_800_000).learned) > 2.9 * day);
  });

  it('is over after so many readings where they come fast', () => {
    assert.equal(learningLeft(afterReadings(2001, 1000).learned), 0);
    assert.ok(learningLeft(afterReadings(1000, 1000).learned) <= 1001 * 1000);
  });

  it('begins anew after a service once nothing is open, and after three days in any case', () => {
    const { memory } = afterReadings(2000, 600_000);
    const now = 1000 + 2000 * 600_000;
    assert.equal(beginsAnew(memory, place, now, false), false);
    noteService(memory, place, now);
    assert.equal(beginsAnew(memory, place, now + 1, true), false);
    assert.equal(beginsAnew(memory, place, now + 2, false), true);
    assert.equal(beginsAnew(memory, place, now + 3, false), false);
    noteService(memory, place, now);
    assert.equal(beginsAnew(memory, place, now + 4 * day, true), true);
  });
});
