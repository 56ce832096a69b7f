import assert from 'node:assert/strict';
import {
  advance,
  beginFilter,
  beginMode,
  filterNeed,
  follow,
  freezeLevel,
  learn,
  predict,
  predicted,
  referenceOf,
  seasonOf,
  snap,
  wanderVariance,
} from '../../../../../domain/iot/detector/baseline/filter.ts';
import { term, termsAt } from '../../../../../domain/iot/detector/baseline/terms.ts';
import { chanceFrom, normalFrom } from '../../../../../domain/iot/life/chance.ts';

const begin = Date.UTC(2026, 1, 2);
const step = 15 * 60_000;
const perDay = 96;
const day = (row: number): number => (row * 2 * Math.PI) / perDay;

/** A filter that has heard so many days of what `value` says, in units of its noise. */
function heard(days: number, value: (row: number, normal: () => number) => number, seed = 1): Float64Array {
  const doubles = new Float64Array(filterNeed.doubles);
  beginFilter(doubles, 0);
  const chance = chanceFrom(seed);
  for (let row = 0; row < days * perDay; row++) {
    const terms = termsAt(begin + row * step);
    terms[term.mode] = 0;
    advance(doubles, 0, 1);
    predict(doubles, 0, terms);
    const known = referenceOf(doubles, 0, terms) + doubles[0]!;
    learn(doubles, 0, value(row, () => normalFrom(chance)) - known);
  }
  return doubles;
}
const at = (days: number): Float64Array => termsAt(begin + days * perDay * step);
const doubtAt = (doubles: Float64Array, days: number): number => {
  predict(doubles, 0, at(days));
  return predicted.doubt;
};

describe('the filter of a channel', () => {
  it('finds the level and the daily cycle in noise', () => {
    const doubles = heard(10, (row, normal) => 7 + 5 * Math.sin(day(row)) + normal());
    for (const quarter of [0, 0.25, 0.5, 0.75]) {
      const want = 7 + 5 * Math.sin(2 * Math.PI * quarter);
      assert.ok(Math.abs(referenceOf(doubles, 0, at(10 + quarter)) - want) < 0.8, `at ${quarter} of the day`);
    }
    assert.ok(Math.abs(seasonOf(doubles, 0, at(10.25)) - 5) < 0.8);
  });

  it('is unsure at first, surer with each day, and unsure again of its first weekend', () => {
    const [one, four] = [heard(1, (_, normal) => normal()), heard(4, (_, normal) => normal())];
    assert.ok(doubtAt(one, 1.5) > 2 * doubtAt(four, 4.5));
    assert.ok(doubtAt(four, 5.5) > 3 * doubtAt(four, 4.5), 'Saturday');
  });

  it('says of its surprises how large they are', () => {
    const doubles = heard(6, (_, normal) => normal());
    predict(doubles, 0, at(6));
    assert.ok(predicted.variance > 1 && predicted.variance < 1.6);
  });

  it('gives a level that moves to the slow wander, not to a well known reference', () => {
    const doubles = heard(12, (row, normal) => normal() + (row > 11.5 * perDay ? 4 : 0));
    assert.ok(doubles[0]! > 1, `wander ${doubles[0]}`);
    assert.ok(referenceOf(doubles, 0, at(12)) < 2.2);
  });

  it('moves nothing but the slow wander while it only follows', () => {
    const doubles = heard(6, (_, normal) => normal());
    const reference = doubles.slice(1, term.mode + 1);
    for (let row = 0; row < 60; row++) {
      advance(doubles, 0, 1);
      follow(doubles, 0, 5 - doubles[0]!);
    }
    assert.deepEqual(doubles.slice(1, term.mode + 1), reference);
    assert.ok(doubles[0]! > 3.5);
  });

  it('keeps a frozen level where it is', () => {
    const doubles = heard(6, (_, normal) => 3 + normal());
    freezeLevel(doubles, 0);
    const level = doubles[term.level]!;
    predict(doubles, 0, at(6));
    learn(doubles, 0, 6);
    assert.equal(doubles[term.level], level);
    assert.ok(doubles[0]! > 0);
  });

  it('forgets the wander over a long silence', () => {
    const doubles = heard(6, (_, normal) => normal());
    doubles[0] = 4;
    advance(doubles, 0, 1000);
    assert.ok(Math.abs(doubles[0]!) < 0.05);
  });

  it('begins a mode where it was seen and a wander where it jumped back to', () => {
    const doubles = heard(6, (_, normal) => normal());
    beginMode(doubles, 0, -8);
    assert.equal(doubles[term.mode], -8);
    snap(doubles, 0, 1);
    assert.equal(doubles[0], 0.5);
    assert.ok(wanderVariance(doubles, 0) >= 0.12 && wanderVariance(doubles, 0) <= 0.25);
  });

  it('counts for less what the finer waves do when it is told to be cautious', () => {
    const [free, cautious] = [1, 0.05].map((caution) => {
      const doubles = new Float64Array(filterNeed.doubles);
      beginFilter(doubles, 0, caution);
      return doubtAt(doubles, 0.3);
    });
    assert.ok(cautious! < free!);
  });
});
