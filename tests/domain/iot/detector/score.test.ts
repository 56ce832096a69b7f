import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineOf, scoreOf, standingScore } from '../../../../domain/iot/detector/score.ts';

describe('scores', () => {
  it('are 0.5 at the alarm line of every kind, and rise with heat below 1', () => {
    assert.equal(scoreOf(1), 0.5);
    assert.equal(scoreOf(0), 0);
    assert.equal(scoreOf(-3), 0);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (heat) => {
        const score = scoreOf(heat);
        assert.ok(score >= 0 && score < 1 && score >= scoreOf(heat / 2));
      }),
    );
  });

  it('stay on the alarm side while an episode stands, without repeating its onset', () => {
    for (const score of [0, 0.5, 0.6, 0.7, 0.99]) {
      const shown = standingScore(score);
      assert.ok(shown >= 0.5 && shown <= 0.7);
    }
  });

  it('ask more of a channel that reads more often, so that a month brings the same false alerts', () => {
    const month = (period: number) => (30 * 86_400_000) / period;
    for (const period of [1000, 300_000, 1_800_000])
      assert.ok(Math.abs(month(period) * 10 ** -lineOf(period) - 0.2 / 30) < 1e-9);
  });
});
