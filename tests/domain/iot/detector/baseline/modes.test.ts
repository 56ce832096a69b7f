import assert from 'node:assert/strict';
import { beginFilter, filterNeed } from '../../../../../domain/iot/detector/baseline/filter.ts';
import {
  endOfLearning,
  modeNeed,
  modeOf,
  startModes,
} from '../../../../../domain/iot/detector/baseline/modes.ts';
import { term } from '../../../../../domain/iot/detector/baseline/terms.ts';
import type { Memory } from '../../../../../domain/iot/detector/memory.ts';

function aMemory(distance = 0): Memory {
  const doubles = new Float64Array(filterNeed.doubles + modeNeed.doubles);
  const memory = { doubles, singles: new Float32Array(0) };
  beginFilter(doubles, 0);
  startModes(memory, 0, distance);
  return memory;
}
/** The modes of readings that surprise by so many times the noise. */
const modesOf = (memory: Memory, surprises: readonly number[], isLearning: boolean): number[] =>
  surprises.map((surprise) => modeOf(memory, 0, { surprise, noise: 1, doubt: 0, isLearning }));

describe('the modes of a channel', () => {
  it('is one for a channel that stays where it is', () => {
    assert.deepEqual(modesOf(aMemory(), [0, 1, -2, 3, 0], true), [0, 0, 0, 0, 0]);
  });

  it('gains a second by a stretch of readings far out at one distance, while learning', () => {
    const memory = aMemory();
    assert.deepEqual(
      modesOf(memory, [0, -20, -20.5, -19.5, -20, 0, 0.5, -20], true),
      [0, 0, 0, 1, 1, 0, 0, 1],
    );
    assert.ok(Math.abs(memory.doubles[term.mode]! + 20) < 0.5);
  });

  it('gains none by single wild readings or by ones that agree with none before', () => {
    const memory = aMemory();
    assert.deepEqual(modesOf(memory, [0, -20, 0, -20, 0, -20, 10, -30, 0], true), new Array(9).fill(0));
    assert.equal(memory.doubles[term.mode], 0);
  });

  it('later gains one only when the same stretch comes a second time', () => {
    const memory = aMemory();
    assert.deepEqual(modesOf(memory, [15, 15, 15, 0], false), [0, 0, 0, 0]);
    assert.deepEqual(modesOf(memory, [15, 15, 15, 15, 0], false), [0, 0, 1, 1, 0]);
  });

  it('puts each reading into the nearer of two known modes', () => {
    assert.deepEqual(modesOf(aMemory(-10), [-9, -4, -6, 1, -11], false), [1, 0, 1, 0, 1]);
  });

  it('was a step when it was entered once and never left by the end of learning', () => {
    const memory = aMemory();
    modesOf(memory, [0, 12, 12, 12, 12, 12], true);
    endOfLearning(memory, 0);
    assert.equal(memory.doubles[term.mode], 0);
    assert.ok(Math.abs(memory.doubles[term.level]! - 12) < 0.5);
  });

  it('stays a mode when it was left again', () => {
    const memory = aMemory();
    modesOf(memory, [0, 12, 12, 12, 0, 0, 12, 12], true);
    endOfLearning(memory, 0);
    assert.ok(Math.abs(memory.doubles[term.mode]! - 12) < 0.5);
  });
});
