import assert from 'node:assert/strict';
import { compileGroups } from '../../../../../domain/scheduling/engine/compile/groups.ts';
import { compileLegs } from '../../../../../domain/scheduling/engine/compile/legs.ts';
import { keepSmallest, nearestJobs } from '../../../../../domain/scheduling/engine/compile/neighbours.ts';
import { compileNodes } from '../../../../../domain/scheduling/engine/compile/nodes.ts';
import { compilePairs } from '../../../../../domain/scheduling/engine/compile/pairs.ts';
import { slotEntries } from '../../../../../domain/scheduling/engine/compile/slots.ts';
import { compileStock } from '../../../../../domain/scheduling/engine/compile/stock.ts';
import { travelTable } from '../../../../../domain/scheduling/model/travel-table.ts';
import { aStreet, routesOf } from '../../../../fixtures/scheduling/line.ts';

describe('the tables of a model', () => {
  it('put jobs bound to each other into one group, in the order they must go', () => {
    const { problem } = aStreet({
      at: [1, 2, 3, 4],
      jobs: [{ after: ['j3'] }, {}, { together: 'x' }, { together: 'x' }],
    });
    const { of, groups } = compileGroups(problem);
    assert.deepEqual([...of], [0, -1, 0, 0]);
    assert.deepEqual(
      groups[0]?.units.map(({ jobs }) => [...jobs]),
      [[2, 3], [0]],
    );
  });

  it('leave out jobs that wait for each other in a circle', () => {
    const { problem } = aStreet({ at: [1, 2], jobs: [{ after: ['j2'] }, { after: ['j1'] }] });
    assert.deepEqual(compileGroups(problem).groups[0]?.units, []);
  });

  it('share one table of legs where travel is symmetric and priced by time alone', () => {
    const travel = travelTable({
      durations: [
        [0, 4],
        [4, 0],
      ],
    });
    const { legs, weight } = compileLegs(travel, {
      prices: { time: 2, distance: 0 },
      unit: 1,
      isOpen: false,
    });
    assert.ok(legs.timeTo === travel.durations && legs.costFrom === travel.durations);
    assert.equal(weight, 2);
  });

  it('turn asymmetric legs and add a place that is nowhere for open ends', () => {
    const travel = travelTable({
      durations: [
        [0, 4],
        [7, 0],
      ],
    });
    const { legs } = compileLegs(travel, { prices: { time: 1, distance: 0 }, unit: 1, isOpen: true });
    assert.deepEqual([legs.places, legs.timeFrom[1], legs.timeTo[1], legs.timeFrom[2]], [3, 4, 7, 0]);
  });

  it('mix time and distance in one price', () => {
    const travel = travelTable({
      durations: [
        [0, 10],
        [10, 0],
      ],
      distances: [
        [0, 3],
        [3, 0],
      ],
    });
    const { legs, weight } = compileLegs(travel, {
      prices: { time: 1, distance: 5 },
      unit: 1,
      isOpen: false,
    });
    assert.ok(Math.abs(legs.costFrom[1]! * weight - 25) < 1e-6);
  });

  it('list the nearest jobs first, the job itself before all', () => {
    const { model } = routesOf(aStreet({ at: [10, 50, 12, 49] }));
    const { width, job } = nearestJobs(model.legs, model.node, 4, 3);
    assert.deepEqual([width, [...job.subarray(0, 3)]], [3, [0, 2, 3]]);
  });

  it('find the smallest keys without sorting all', () => {
    const keys = Float64Array.from([9, 1, 8, 2, 7, 3]);
    keepSmallest(keys, 6, 3);
    assert.deepEqual([...keys.subarray(0, 3)].sort(), [1, 2, 3]);
  });

  it('join windows that touch and cut them at release', () => {
    const { problem } = aStreet({
      at: [1],
      jobs: [
        {
          windows: [
            [50, 60],
            [0, 20],
            [61, 90],
          ],
          release: 10,
        },
      ],
    });
    const entries = slotEntries(problem, 0);
    const { node } = compileNodes(problem, { zero: 0, horizon: 1000, entries, before: new Map() });
    assert.deepEqual([[...node.windowOpen], [...node.windowClose], node.isSplit[0]], [[10, 50], [20, 90], 1]);
  });

  it('owe a break only where the shift has room for it', () => {
    const breaks = [{ windows: [[100, 200]] as const, duration: 30 }];
    const { model } = routesOf(
      aStreet({
        at: [1],
        people: [
          {
            breaks,
            shifts: [
              [0, 500],
              [600, 900],
            ],
          },
        ],
      }),
    );
    assert.deepEqual([...model.slot.breakAt], [1, 2, 2]);
  });

  it('count twins as one class unless a job names one of them', () => {
    const twins = routesOf(aStreet({ at: [1], people: [{}, {}] })).model.slot;
    const named = routesOf(aStreet({ at: [1], people: [{}, {}], jobs: [{ preferred: ['t1'] }] })).model.slot;
    assert.deepEqual([twins.classes, named.classes], [1, 2]);
  });

  it('count parts in columns and tools in bits', () => {
    const { problem } = aStreet({
      at: [1, 2],
      jobs: [{ parts: { pump: 2 }, tools: ['lift'] }],
      people: [{ parts: { pump: 5 } }],
    });
    const stock = compileStock(problem, slotEntries(problem, 0));
    assert.deepEqual(
      [[...stock.need], [...stock.carried], [...stock.toolsNeeded], stock.toolsCarried[0]],
      [[2, 0], [5], [1, 0], 0],
    );
  });

  it('pair jobs with slots that can take them alone, at the price of the goals', () => {
    const street = aStreet({
      at: [10, 400],
      jobs: [{ skills: [{ id: 'gas', level: 2 }], preferred: ['t3'] }],
      people: [
        { skills: [{ id: 'gas', level: 1 }] },
        { skills: [{ id: 'gas', level: 4 }], shifts: [[0, 500]] },
        {},
      ],
    });
    const { legs, node, slot, stock } = routesOf(street).model;
    const prices = { preferred: 100, levelSurplus: 7, stability: 0 };
    const pairs = compilePairs(street.problem, {
      legs,
      node,
      slot,
      stock,
      ...prices,
      before: new Int32Array(2).fill(-1),
    });
    assert.deepEqual(
      [[...pairs.at], [...pairs.slot], [...pairs.cost]],
      [
        [0, 1, 3],
        [1, 0, 2],
        [114, 0, 0],
      ],
    );
  });
});
