import assert from 'node:assert/strict';
import { Dive } from '../../../../../domain/scheduling/engine/polish/dive.ts';
import { reducedCosts, rowPrices } from '../../../../../domain/scheduling/engine/polish/row-prices.ts';
import {
  partition,
  type PartitionTask,
} from '../../../../../domain/scheduling/engine/polish/set-partition.ts';
import { Random } from '../../../../../domain/scheduling/engine/random.ts';

const aTask = (
  columns: readonly { rows: number[]; cost: number; kind?: number }[],
  change: Partial<PartitionTask> = {},
): PartitionTask => {
  const at = [0];
  for (const { rows } of columns) at.push(at.at(-1)! + rows.length);
  const rows = 1 + Math.max(...columns.flatMap((one) => one.rows));
  return {
    columns: {
      count: columns.length,
      at: Int32Array.from(at),
      rows: Int32Array.from(columns.flatMap((one) => one.rows)),
      cost: Float64Array.from(columns, ({ cost }) => cost),
      kind: Int32Array.from(columns, ({ kind }) => kind ?? 0),
    },
    rows,
    absence: new Float64Array(rows).fill(1000),
    most: Int32Array.of(9, 9),
    upper: 1e6,
    start: new Float64Array(rows),
    ...change,
  };
};

const somewhere = (seed: number): PartitionTask => {
  const random = new Random(seed);
  const columns = Array.from({ length: 40 }, () => {
    const rows = [...new Set(Array.from({ length: 1 + random.below(4) }, () => random.below(8)))];
    return { rows, cost: 5 + random.below(20) + 3 * rows.length, kind: random.below(2) };
  });
  return aTask([...columns, { rows: [7], cost: 40 }], {
    most: Int32Array.of(2, 3),
    absence: new Float64Array(8).fill(60),
  });
};

/** The cheapest choice by trying all. */
const cheapest = (
  { columns, rows, absence, most }: PartitionTask,
  from = 0,
  covered = 0,
  used = [0, 0],
): number => {
  let least = 0;
  for (let row = 0; row < rows; row++) if (((covered >> row) & 1) === 0) least += absence[row]!;
  for (let c = from; c < columns.count; c++) {
    const mask = columns.rows
      .slice(columns.at[c]!, columns.at[c + 1]!)
      .reduce((bits, row) => bits | (1 << row), 0);
    const kind = columns.kind[c]!;
    if ((mask & covered) !== 0 || used[kind]! >= most[kind]!) continue;
    const next = used.map((count, one) => count + (one === kind ? 1 : 0));
    least = Math.min(
      least,
      columns.cost[c]! +
        cheapest({ columns, rows, absence, most } as PartitionTask, c + 1, covered | mask, next),
    );
  }
  return least;
};

describe('choosing routes that cover each job once', () => {
  it('prefers two that fit together to a cheaper one that does not', () => {
    const task = aTask([
      { rows: [0, 1], cost: 10 },
      { rows: [2, 3], cost: 10 },
      { rows: [1, 2], cost: 1 },
      { rows: [0], cost: 15 },
    ]);
    assert.deepEqual(partition(task).found?.chosen.toSorted(), [0, 1]);
  });

  it('finds what trying all finds', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const task = somewhere(seed);
      assert.equal(Math.round(partition(task).found!.cost), cheapest(task), `seed ${seed}`);
    }
  });

  it('answers nothing when nothing is cheaper than what is known', () => {
    const task = somewhere(5);
    assert.equal(partition({ ...task, upper: cheapest(task) }).found, null);
  });

  it('leaves a row out when covering it costs more', () => {
    const { found } = partition(
      aTask(
        [
          { rows: [0], cost: 5 },
          { rows: [1], cost: 90 },
        ],
        { absence: Float64Array.of(50, 50) },
      ),
    );
    assert.deepEqual(found, { chosen: [0], cost: 55 });
  });

  it('uses no more of a kind than there are', () => {
    const columns = [0, 1, 2].map((row) => ({ rows: [row], cost: 1, kind: 1 }));
    assert.equal(partition(aTask(columns, { most: Int32Array.of(0, 2) })).found?.chosen.length, 2);
  });

  it('stops after as many nodes as it is given', () => {
    const task = somewhere(3);
    const price = new Float64Array(task.rows);
    const kept = Array.from({ length: task.columns.count }, (_, c) => c);
    assert.equal(new Dive(task, { price, reduced: reducedCosts(task.columns, price), kept }).run(1), null);
  });
});

describe('prices of rows', () => {
  it('bound every choice from below', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const task = somewhere(seed);
      assert.ok(
        rowPrices({ ...task, upper: cheapest(task) }, 200).bound <= cheapest(task) + 1e-6,
        `seed ${seed}`,
      );
    }
  });
});
