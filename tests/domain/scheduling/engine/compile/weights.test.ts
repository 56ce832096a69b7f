import assert from 'node:assert/strict';
import { goalWeights } from '../../../../../domain/scheduling/engine/compile/weights.ts';
import type { Objective } from '../../../../../domain/scheduling/model/problem.ts';

const scale = {
  longestLeg: 50,
  longestDistance: 70,
  longestShift: 500,
  longestOvertime: 60,
  importances: [1, 10],
};
const weights = (objective?: Objective) =>
  goalWeights({ jobs: [], resources: [], ...(objective && { objective }) }, scale);

describe('weights of goals', () => {
  it('let no move of one job pay for a higher goal with a lower one', () => {
    const { importance, preferred, travel } = weights(['importance', 'preferred', 'travel']);
    assert.ok(preferred > 2 * scale.longestLeg * travel);
    assert.ok(importance > 3 * preferred + 2 * scale.longestLeg * travel);
  });

  it('are importance, then travel, when nothing is asked for', () => {
    const { importance, travel, distance } = weights();
    assert.deepEqual([importance > 100 * travel, travel, distance], [true, 1, 0]);
  });

  it('put travel last when no goal is about ways, and importance first when it is missing', () => {
    assert.equal(weights(['importance', 'soonest']).travel, 1);
    assert.ok(weights(['travel']).importance > 0);
  });

  it('are taken as they are given', () => {
    assert.deepEqual(
      [weights({ weights: { travel: 3 } }).travel, weights({ weights: { travel: 3 } }).importance],
      [3, 0],
    );
  });
});
