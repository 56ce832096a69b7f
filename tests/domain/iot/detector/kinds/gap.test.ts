import assert from 'node:assert/strict';
import { clockNeed, keepTime } from '../../../../../domain/iot/detector/baseline/clock.ts';
import { deadlineOf, gapAt, heatOfGap, tellGap } from '../../../../../domain/iot/detector/kinds/gap.ts';
import { blockOf } from '../../../../../domain/iot/detector/memory.ts';

const minute = 60_000;

function afterSteps(steps: readonly number[]) {
  const memory = blockOf(clockNeed)!;
  let at = 1_000_000;
  for (const step of steps) {
    at += step;
    keepTime(memory, 0, at, 1);
  }
  return { memory, at };
}
const steady = (readings: number, period: number) => Array.from({ length: readings }, () => period);

describe('the timer of missed readings', () => {
  it('runs out a little after the third reading was due', () => {
    const { memory, at } = afterSteps(steady(50, 10 * minute));
    const periods = (deadlineOf(memory, 0) - at) / (10 * minute);
    assert.ok(periods > 3 && periods < 3.25, `${periods} periods`);
  });

  it('does not run before the period is known, and never faster than half a minute', () => {
    assert.equal(deadlineOf(afterSteps(steady(5, minute)).memory, 0), Number.POSITIVE_INFINITY);
    const { memory, at } = afterSteps(steady(600, 100));
    assert.equal(deadlineOf(memory, 0) - at, 30_000);
  });

  it('does not run after a burst of a second, for nothing more was promised', () => {
    assert.equal(deadlineOf(afterSteps(steady(10_000, 0.1)).memory, 0), Number.POSITIVE_INFINITY);
  });

  it('waits longer for a device that does not keep time', () => {
    const ragged = Array.from({ length: 400 }, (_, row) => (row % 10 === 0 ? 6 : 1) * minute);
    const { memory, at } = afterSteps(ragged);
    assert.ok(deadlineOf(memory, 0) - at > 12 * minute);
  });

  it('is not moved by a few missing readings', () => {
    const { memory, at } = afterSteps([...steady(50, minute), 2 * minute, ...steady(20, minute)]);
    assert.ok(deadlineOf(memory, 0) - at < 3.5 * minute);
  });

  it('says how long nothing came, and what is usual', () => {
    assert.deepEqual(tellGap(40 * minute, 10 * minute), {
      detail: 'no reading for 40 minutes; one is usual every 10 minutes',
      severity: 'minor',
    });
    assert.equal(tellGap(400 * minute, 10 * minute).severity, 'major');
    assert.equal(heatOfGap(62, 31), 2);
    assert.equal(gapAt(0).need.doubles, 1);
  });
});
