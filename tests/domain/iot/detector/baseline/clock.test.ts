import assert from 'node:assert/strict';
import { clock, clockNeed, keepTime } from '../../../../../domain/iot/detector/baseline/clock.ts';
import { blockOf, type Memory } from '../../../../../domain/iot/detector/memory.ts';
import { chanceFrom } from '../../../../../domain/iot/life/chance.ts';

const minute = 60_000;

/** Reads a channel at the given minutes. */
function heard(minutes: readonly number[], memory: Memory = blockOf(clockNeed)!): Memory {
  minutes.forEach((at, index) => {
    keepTime(memory, 0, at * minute, index);
  });
  return memory;
}
const every = (step: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => index * step);

describe('the clock of a channel', () => {
  it('knows its first and latest reading and how many there were', () => {
    const memory = heard([3, 8, 13]);
    assert.equal(clock.firstAt(memory, 0), 3 * minute);
    assert.equal(clock.latestAt(memory, 0), 13 * minute);
    assert.equal(clock.latestValue(memory, 0), 2);
    assert.equal(clock.count(memory, 0), 3);
  });

  it('answers the time since the reading before, 0 at the first', () => {
    const memory = blockOf(clockNeed)!;
    assert.equal(keepTime(memory, 0, 5 * minute, 1), 0);
    assert.equal(keepTime(memory, 0, 15 * minute, 1), 10 * minute);
  });

  it('learns the usual time between two readings and is not moved by missing ones and bursts', () => {
    const withGaps = every(5, 300).filter((at) => at % 35 !== 0 && (at < 600 || at > 700));
    const period = clock.period(heard(withGaps), 0);
    assert.ok(Math.abs(period / (5 * minute) - 1) < 0.02, `${period / minute} minutes`);
    const bursts = every(30, 100).flatMap((at) => (at % 240 === 0 ? [at, at + 0.01, at + 0.02] : [at]));
    assert.ok(Math.abs(clock.period(heard(bursts), 0) / (30 * minute) - 1) < 0.05);
  });

  it('follows a device that reports at another pace from now on', () => {
    const memory = heard([...every(5, 200), ...every(20, 300).map((at) => 1000 + at)]);
    assert.ok(Math.abs(clock.period(memory, 0) / (20 * minute) - 1) < 0.02);
  });

  it('tells a device that keeps time from one that does not', () => {
    assert.ok(clock.ragged(heard(every(5, 500)), 0) < 1.05);
    const chance = chanceFrom(1);
    let at = 0;
    const ragged = every(1, 3000).map(() => (at += chance() < 0.1 ? 25 : 5));
    assert.ok(clock.ragged(heard(ragged), 0) > 2);
  });
});
