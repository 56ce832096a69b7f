import assert from 'node:assert/strict';
import { dice } from '../../../../bench/telemetry/dice.ts';
import { blockOf } from '../../../../domain/iot/detector/memory.ts';
import { decadesOfSquare, tailAt, tailNeed } from '../../../../domain/iot/detector/tail.ts';

const prior = { level: 5.4, share: 0.0198, excess: 1.79 };

/** How often in so many readings the tail calls the statistic rarer than the line. */
function alarms(line: number, next: () => number, readings = 200_000): number {
  const memory = blockOf(tailNeed)!;
  const tail = tailAt(0, prior);
  let seen = 0;
  for (let reading = 0; reading < readings; reading++) {
    const statistic = next();
    if (tail.decadesOf(memory, statistic) >= line) seen++;
    tail.learn(memory, statistic, 6);
  }
  return seen;
}

describe('a tail', () => {
  it('gives clean noise the rate that it says', () => {
    const random = dice(5);
    const seen = alarms(3, () => random.normal() ** 2);
    assert.ok(seen > 100 && seen < 400, `${seen} of 200,000 at a line of 3 decades`);
  });

  it('learns that a channel is wilder than clean noise', () => {
    const random = dice(6);
    const wild = () => (random.next() < 0.05 ? 25 : 1) * random.normal() ** 2;
    const seen = alarms(3, wild);
    assert.ok(seen < 1200, `${seen} alarms; unlearned it would be some 6,000`);
  });

  it('is not deafened by a fault that builds up: an excursion counts once, when it is over', () => {
    const memory = blockOf(tailNeed)!;
    const tail = tailAt(0, prior);
    const before = tail.decadesOf(memory, 40);
    for (let step = 0; step < 200; step++) tail.learn(memory, 6 + step / 5, 6);
    assert.ok(Math.abs(tail.decadesOf(memory, 40) - before) < 0.2);
    tail.learn(memory, 0, 6);
    assert.ok(tail.decadesOf(memory, 40) < before);
  });

  it('calls nothing below its level rare, and knows the normal tail', () => {
    assert.equal(tailAt(0, prior).decadesOf(blockOf(tailNeed)!, 5), 0);
    assert.ok(Math.abs(decadesOfSquare(4.8916 ** 2) - 6) < 0.05); // two sides beyond 4.89: one in a million
  });
});
