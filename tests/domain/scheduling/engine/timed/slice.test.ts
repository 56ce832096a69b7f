import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dropNode, placeNode } from '../../../../../domain/scheduling/engine/timed/slice.ts';
import { aStreet, nodesOf, routesOf } from '../../../../fixtures/scheduling/line.ts';

const twoPeople = () =>
  routesOf(aStreet({ at: [1, 2, 3], objective: ['importance', 'duration'], people: [{}, {}] })).routes;

describe('the rows of a slot', () => {
  it('change as a list does, whatever is put in and taken out', () => {
    const edits = fc.array(fc.record({ isDrop: fc.boolean(), at: fc.nat(99), one: fc.nat(2) }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(edits, (all) => {
        const routes = twoPeople();
        const list: number[] = [];
        for (const { isDrop, at, one } of all) {
          if (isDrop && list.length > 0) {
            list.splice(at % list.length, 1);
            dropNode(routes, 0, (at % (list.length + 1)) + 1);
          } else {
            const row = at % (list.length + 1);
            list.splice(row, 0, one);
            placeNode(routes, 0, row + 1, one);
          }
          assert.deepEqual(nodesOf(routes), list);
          assert.equal(routes.node[list.length + 1], -1);
        }
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it('leave the other slots as they are, also when there must be more room', () => {
    const routes = twoPeople();
    placeNode(routes, 1, 1, 2);
    const { stride } = routes;
    for (let count = 0; count < 2 * stride; count++) placeNode(routes, 0, 1, count % 2);
    assert.ok(routes.stride > stride);
    assert.deepEqual([nodesOf(routes, 1), nodesOf(routes, 0).length], [[2], 2 * stride]);
  });
});
