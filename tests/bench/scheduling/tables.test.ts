import assert from 'node:assert/strict';
import { gapAt, type Measured } from '../../../bench/scheduling/measure.ts';
import { curveRows, familyRows, instanceRow, ruleRows, textTable } from '../../../bench/scheduling/tables.ts';

const measured = (over: Partial<Measured> = {}): Measured => ({
  family: 'solomon',
  name: 'R901',
  seed: 1,
  jobs: 100,
  value: 1010,
  best: 1000,
  gap: 1,
  unserved: 0,
  violations: [],
  iterations: 50_000,
  seconds: 1.01,
  cpuSeconds: 1,
  travel: 10_100,
  curve: [
    { seconds: 0.2, value: 1100 },
    { seconds: 0.6, value: 1020 },
    { seconds: 1.01, value: 1010 },
  ],
  ...over,
});

describe('the tables of the scheduling bench', () => {
  it('show a run with its gap, violations and iterations a CPU second', () => {
    assert.deepEqual(instanceRow(measured()), [
      'R901',
      1,
      100,
      1010,
      1000,
      '1.00',
      0,
      0,
      50_000,
      '1.00',
      '1.01',
    ]);
  });

  it('show the mean and the worst of each family, and no gap where nothing is known', () => {
    const other = measured({ gap: 3, violations: ['skill: needs gas'] });
    const { best: _best, gap: _gap, ...unknown } = measured({ family: 'trsp-road' });
    const rows = familyRows([measured(), other, unknown]);
    assert.deepEqual(
      rows.map((row) => row.slice(0, 4)),
      [
        ['solomon', 2, '2.00', '3.00'],
        ['trsp-road', 1, '-', '-'],
      ],
    );
    assert.equal(rows[0]?.[6], 1);
  });

  it('follow the gap over time, from the first plan on', () => {
    assert.equal(gapAt(measured(), 0.1), undefined);
    assert.equal(Math.round(gapAt(measured(), 0.5)!), 10);
    assert.deepEqual(curveRows([measured()], 1)[0]?.slice(0, 1), ['solomon']);
    assert.deepEqual(curveRows([measured()], 1)[0]?.slice(-1), ['1.00']);
    assert.equal(curveRows([measured()], 1)[0]?.[1], '-');
  });

  it('compare with the strongest rule: who leaves out least, then who drives least', () => {
    const rule = { rule: 'nearest', travel: 20_200, unserved: 0, importance: 0, violations: 0 };
    const rules = [{ ...rule, travel: 9_000, unserved: 3, importance: 3 }, rule, { ...rule, travel: 30_000 }];
    const [row] = ruleRows([measured({ rules }), measured()]);
    assert.deepEqual(row, ['solomon', 1, '50.00', '50.00', 0, 0, 0, 0]);
  });

  it('set columns side by side', () => {
    assert.equal(
      textTable(
        ['name', 'gap %'],
        [
          ['R901', 12],
          ['C1', undefined],
        ],
      ),
      'name  gap %\nR901     12\nC1        -',
    );
  });
});
