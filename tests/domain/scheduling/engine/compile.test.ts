import assert from 'node:assert/strict';
import { compile } from '../../../../domain/scheduling/engine/compile.ts';
import { aStreet } from '../../../fixtures/scheduling/line.ts';

const modelOf = (given: Parameters<typeof aStreet>[0]) => {
  const { problem, travel } = aStreet(given);
  return compile(problem, travel);
};

describe('compiling a problem', () => {
  it('counts time from the earliest shift', () => {
    const model = modelOf({ at: [5], jobs: [{ windows: [[120, 150]] }], people: [{ shifts: [[100, 200]] }] });
    assert.deepEqual(
      [model.zero, model.slot.open[0], model.node.open[0], model.node.close[0]],
      [100, 0, 20, 50],
    );
  });

  it('makes a slot of each shift', () => {
    assert.equal(
      modelOf({
        at: [5],
        people: [
          {
            shifts: [
              [0, 9],
              [20, 40],
            ],
          },
          {},
        ],
      }).slots,
      3,
    );
  });

  it('knows when nothing but legs and windows counts', () => {
    assert.equal(modelOf({ at: [5] }).isTimed, false);
    assert.equal(modelOf({ at: [5], people: [{ maxDuration: 50 }] }).isSpanned, true);
    assert.equal(modelOf({ at: [5], objective: ['importance', 'lateness'] }).isTimed, true);
  });

  it('prices a locked job far above others', () => {
    const { absence } = modelOf({ at: [5, 6], jobs: [{ locked: { resource: 't1' } }] }).node;
    assert.ok(absence[0]! > 100 * absence[1]!);
  });

  it('counts technicians as alike whom the same jobs name in the same way', () => {
    const jobs = [{ mustChoose: ['t1', 't2', 't4'] }, { preferred: ['t4'] }];
    const { slot } = modelOf({ at: [5, 6], jobs, people: [{}, {}, {}, {}, {}] });
    assert.deepEqual([...slot.class], [0, 0, 1, 2, 1]);
  });
});
