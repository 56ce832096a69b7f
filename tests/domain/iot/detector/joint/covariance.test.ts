import assert from 'node:assert/strict';
import {
  covarianceSize,
  distanceOf,
  learnCovariance,
  spreadOf,
  startCovariance,
} from '../../../../../domain/iot/detector/joint/covariance.ts';
import { chanceFrom, normalFrom } from '../../../../../domain/iot/life/chance.ts';

const place = { doubles: 0 };
const random = chanceFrom(9);
/** Two channels that move together and one of its own, of very different sizes. */
const aRow = (): Float64Array => {
  const both = normalFrom(random);
  return Float64Array.of(
    100 * (both + 0.1 * normalFrom(random)),
    0.01 * (both + 0.1 * normalFrom(random)),
    normalFrom(random),
  );
};

function learned(rows = 3000): Float64Array {
  const kept = new Float64Array(covarianceSize(3));
  for (let n = 1; n <= rows; n++) startCovariance(kept, place, { d: aRow(), channels: 3, pace: 1 / n });
  return kept;
}

describe('how channels vary together', () => {
  it('learns each channel by its own size', () => {
    const kept = learned();
    assert.ok(Math.abs(spreadOf(kept, place, 0) / 100 - 1) < 0.1);
    assert.ok(Math.abs(spreadOf(kept, place, 1) / 0.01 - 1) < 0.1);
    assert.equal(spreadOf(new Float64Array(6), place, 2), 1e-9);
  });

  it('puts ordinary rows at a distance of about one', () => {
    const kept = learned();
    const mean =
      Array.from({ length: 1000 }, () => distanceOf(kept, place, aRow(), 3)).reduce((a, b) => a + b, 0) /
      1000;
    assert.ok(mean > 0.6 && mean < 1.2, `mean distance ${mean}`);
  });

  it('sees two channels part though each is within its own band', () => {
    const kept = learned();
    const together = distanceOf(kept, place, Float64Array.of(150, 0.015, 0), 3);
    const apart = distanceOf(kept, place, Float64Array.of(150, -0.015, 0), 3);
    assert.ok(apart > 8 * together, `${apart} apart, ${together} together`);
  });

  it('neither shrinks on ordinary rows nor is widened by a fault', () => {
    const kept = learned();
    for (let i = 0; i < 20_000; i++) {
      const d = aRow();
      learnCovariance(kept, place, {
        d,
        channels: 3,
        pace: 1 / 4000,
        distance: distanceOf(kept, place, d, 3),
      });
    }
    const after = spreadOf(kept, place, 2);
    assert.ok(after > 0.85 && after < 1.15, `spread ${after} after ordinary rows`);
    const fault = Float64Array.of(0, 0, 30);
    for (let i = 0; i < 100; i++)
      learnCovariance(kept, place, {
        d: fault,
        channels: 3,
        pace: 1 / 4000,
        distance: distanceOf(kept, place, fault, 3),
      });
    assert.ok(spreadOf(kept, place, 2) < 1.2, `spread ${spreadOf(kept, place, 2)} after a fault`);
  });
});
