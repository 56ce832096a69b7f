import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorAtCuts, readRuns } from '../../../bench/telemetry/life.ts';
import { fitLife } from '../../../domain/iot/life/life.ts';

describe('the bench of remaining life', () => {
  const folder = mkdtempSync(join(tmpdir(), 'life-'));
  after(() => rmSync(folder, { recursive: true }));

  it('reads units in order, without unit and cycle among the channels, and judges them at seeded cuts', () => {
    const line = (unit: number, cycle: number, life: number): string =>
      `${unit} ${cycle} ${cycle - life} 5.0  `;
    const lines = [1, 2, 3, 4, 5, 6].flatMap((unit) =>
      Array.from({ length: 30 + unit }, (_, t) => line(unit, t + 1, 30 + unit)),
    );
    writeFileSync(join(folder, 'runs.txt'), `${lines.join('\n')}\n`);
    const runs = readRuns(join(folder, 'runs.txt'));
    assert.deepEqual(
      runs.map(({ length }) => length),
      [31, 32, 33, 34, 35, 36],
    );
    assert.deepEqual(runs[0]![0], [-30, 5]);
    const model = fitLife(runs, { seed: 1, cap: 20, networks: 1, units: 10 });
    assert.ok(errorAtCuts(model, runs, 1) < 4);
    assert.equal(errorAtCuts(model, runs, 1), errorAtCuts(model, runs, 1));
  });
});
