import assert from 'node:assert/strict';
import { judge } from '../../../bench/telemetry/nab.ts';
import { freeRows, gains, nabProfiles, thresholdsOf } from '../../../bench/telemetry/nab-rule.ts';
import type { NabSeries } from '../../../bench/telemetry/nab-series.ts';

const rows = 1000;
const aSeries = (windows: NabSeries['windows'], family = 'made'): NabSeries => ({
  name: `${family}/series.csv`,
  family,
  at: Float64Array.from({ length: rows }, (_, row) => row),
  values: new Float64Array(rows),
  windows,
});
const alarmsAt = (...at: number[]): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) => (at.includes(row) ? 0.9 : 0));
const window = { from: 400, to: 499 };
const gained = (
  series: NabSeries,
  scores: Float64Array,
  profile: keyof typeof nabProfiles = 'standard',
): number => gains(series, scores, { thresholds: [0.9], profile: nabProfiles[profile] })[0]!;

describe('the scoring rule of the Numenta Anomaly Benchmark', () => {
  it('leaves the first rows free: 15 %, at most 750', () => {
    assert.deepEqual([freeRows(1000), freeRows(20_000)], [150, 750]);
    assert.equal(gained(aSeries([window]), alarmsAt(10)), 0);
  });

  it('gives two points for an alarm at the first row of a window, less for a later one, and counts the best once', () => {
    assert.equal(gained(aSeries([window]), alarmsAt(400)), 2);
    const middle = gained(aSeries([window]), alarmsAt(450));
    assert.ok(middle > 1.7 && middle < 2);
    assert.equal(gained(aSeries([window]), alarmsAt(400, 450, 499)), 2);
  });

  it('takes the full cost of an alarm before any window and long after one, and little just behind one', () => {
    const series = aSeries([window]);
    assert.equal(gained(series, alarmsAt(200)), -0.11);
    assert.equal(gained(series, alarmsAt(900), 'lowFalse'), -0.22);
    assert.ok(gained(series, alarmsAt(505)) > -0.04);
    assert.equal(gained(aSeries([]), alarmsAt(300)), -0.11);
  });

  it('judges on series that the threshold was not chosen on', () => {
    const all = ['a', 'b', 'c', 'd'].map((family) => aSeries([window], family));
    const scores = all.map(() => alarmsAt(400));
    const { development, halves, families, threshold } = judge(all, scores, 5);
    assert.equal(threshold, 0.9);
    for (const one of [development, halves, families]) assert.equal(one.standard, 100);
    assert.deepEqual(thresholdsOf(scores), [0.9]);
  });
});
