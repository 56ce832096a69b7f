import assert from 'node:assert/strict';
import { rates, type SkabRun } from '../../../bench/telemetry/skab.ts';

const run = (labels: string): SkabRun => ({
  name: 'made',
  channels: [],
  rows: [...labels].map((label, at) => ({ at, values: [], isAnomalous: label === '1' })),
});
const alarms = (text: string): boolean[] => [...text].map((one) => one === '1');

describe('how rows of several channels are judged', () => {
  it('counts hits, false alarms and missed rows over all runs', () => {
    const { f1, falseAlarms, missed } = rates(
      [run('0011'), run('0110')],
      [alarms('0111'), alarms('0100')],
      0,
    );
    assert.ok(Math.abs(f1 - 6 / 8) < 1e-12);
    assert.equal(falseAlarms, 1 / 4);
    assert.equal(missed, 1 / 4);
  });

  it('leaves out the rows a detector may learn from', () => {
    assert.equal(rates([run('1101')], [alarms('0001')], 2).f1, 1);
  });
});
