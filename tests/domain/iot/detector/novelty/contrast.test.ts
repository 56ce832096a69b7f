import assert from 'node:assert/strict';
import {
  contrastNames,
  contrastNeed,
  learnContrasts,
} from '../../../../../domain/iot/detector/novelty/contrast.ts';
import { chanceFrom, normalFrom } from '../../../../../domain/iot/life/chance.ts';

function feeder() {
  const memory = {
    doubles: new Float64Array(contrastNeed.doubles),
    singles: new Float32Array(contrastNeed.singles),
  };
  let count = 0;
  return (value: number, residual = value) => {
    count++;
    return {
      ...learnContrasts(memory, { doubles: 0, singles: 0 }, { value, residual, count, pace: 1 / count }),
    };
  };
}

describe('contrasts of means at several paces', () => {
  it('are quiet on noise and loud on a step, in every pace one after the other', () => {
    const feed = feeder();
    const normal = chanceFrom(2);
    let quiet = 0;
    for (let i = 0; i < 1500; i++) {
      const { decades } = feed(normalFrom(normal));
      if (i > 500) quiet = Math.max(quiet, decades);
    }
    let loud = 0;
    for (let i = 0; i < 30; i++) loud = Math.max(loud, feed(6 + normalFrom(normal)).decades);
    assert.ok(loud > 1.5 * quiet && loud > 4, `${loud} on the step, ${quiet} before it`);
  });

  it('see by the residual what the value alone hides', () => {
    const feed = feeder();
    const normal = chanceFrom(4);
    for (let i = 0; i < 1500; i++) feed(10 * Math.sin(i / 20), 0.1 * normalFrom(normal));
    const { decades, strongest } = feed(0, 3);
    assert.ok(decades > 2);
    assert.match(contrastNames[strongest]!, /for this time of day/);
  });
});
