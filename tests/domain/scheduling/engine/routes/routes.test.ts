import assert from 'node:assert/strict';
import { AbsentJobs } from '../../../../../domain/scheduling/engine/routes/absent.ts';
import { addLoad } from '../../../../../domain/scheduling/engine/routes/edit.ts';
import { EmptySlots } from '../../../../../domain/scheduling/engine/routes/empty-slots.ts';
import { Journal } from '../../../../../domain/scheduling/engine/routes/journal.ts';
import { Routes } from '../../../../../domain/scheduling/engine/routes/routes.ts';
import { refreshRoute } from '../../../../../domain/scheduling/engine/routes/schedule.ts';
import { Snapshot } from '../../../../../domain/scheduling/engine/routes/snapshot.ts';
import { packSeed } from '../../../../../domain/scheduling/engine/routes/pack-seed.ts';
import { unpackRoutes } from '../../../../../domain/scheduling/engine/routes/unpack.ts';
import { lastStart, nextStart } from '../../../../../domain/scheduling/engine/routes/windows.ts';
import { append, aStreet, nodesOf, routesOf } from '../../../../fixtures/scheduling/line.ts';

const times = (routes: Routes, table: 'dep' | 'latest', slot = 0) => {
  const from = slot * routes.stride + 1;
  return [...routes[table].subarray(from, from + routes.size[slot]! + 1)];
};

describe('routes under work', () => {
  it('know earliest departures and latest starts of every stop', () => {
    const made = routesOf(aStreet({ at: [10, 30], jobs: [{}, { windows: [[100, 200]] }] }));
    append(made, 0);
    append(made, 1);
    assert.deepEqual(times(made.routes, 'dep'), [20, 110, 140]);
    assert.deepEqual(times(made.routes, 'latest'), [170, 200, 1000]);
    assert.equal(made.routes.total(), 60);
  });

  it('close the gaps of jobs taken out', () => {
    const made = routesOf(aStreet({ at: [10, 90, 30, 20] }));
    for (const job of [0, 1, 2, 3]) append(made, job);
    made.routes.slotOf[1] = -1;
    made.routes.slotOf[3] = -1;
    made.editor.close(0);
    assert.deepEqual([nodesOf(made.routes), made.routes.cost[0], made.routes.work[0]], [[0, 2], 60, 2]);
    assert.deepEqual(times(made.routes, 'dep'), [20, 50, 80]);
  });

  it('say when a removal makes a visit late because the detour was quicker', () => {
    const durations = [
      [0, 1, 1, 1],
      [1, 0, 1, 90],
      [1, 1, 0, 1],
      [1, 90, 1, 0],
    ];
    const jobs = [{}, { duration: 0 }, { windows: [[0, 50]] as const }];
    const made = routesOf(aStreet({ at: [1, 2, 3], travel: { durations }, jobs }));
    for (const job of [0, 1, 2]) append(made, job);
    assert.deepEqual([nodesOf(made.routes), made.routes.isBroken], [[0, 1, 2], false]);
    made.routes.slotOf[1] = -1;
    made.editor.close(0);
    assert.equal(made.routes.isBroken, true);
  });

  it('grow without losing anything', () => {
    const { model } = routesOf(aStreet({ at: [10, 20, 30, 40] }));
    const routes = new Routes(model, 4);
    const wide = routesOf(aStreet({ at: [10, 20, 30, 40] }));
    const made = { routes, editor: wide.editor };
    assert.equal(made.routes.stride, 4);
    made.routes.grow(9);
    assert.equal(made.routes.stride, 9);
  });

  it('come back as they were when a trial is undone', () => {
    const made = routesOf(
      aStreet({ at: [10, 40, 30], jobs: [{ parts: { pump: 1 } }], people: [{ parts: { pump: 3 } }] }),
    );
    append(made, 0);
    append(made, 2);
    const before = [
      nodesOf(made.routes),
      times(made.routes, 'dep'),
      made.routes.cost[0],
      made.routes.version[0],
    ];
    const journal = new Journal(made.routes);
    journal.begin();
    journal.save(0);
    append(made, 1);
    assert.equal(journal.rise(), 20);
    journal.undo();
    assert.deepEqual(
      [nodesOf(made.routes), times(made.routes, 'dep'), made.routes.cost[0], made.routes.version[0]],
      before,
    );
    assert.deepEqual([made.routes.slotOf[1], made.routes.load[0], [...journal.touched()]], [-1, 1, [0]]);
  });

  it('count the parts a route uses', () => {
    const { routes } = routesOf(aStreet({ at: [1], jobs: [{ parts: { pump: 2 } }] }));
    addLoad(routes, 0, 0, 1);
    assert.equal(routes.load[0], 2);
    addLoad(routes, 0, 0, -1);
    assert.equal(routes.load[0], 0);
  });

  it('show one idle technician of each kind', () => {
    const made = routesOf(aStreet({ at: [10], people: [{}, {}, {}] }));
    const empty = new EmptySlots(made.routes);
    assert.deepEqual([[...made.routes.isHidden], empty.used], [[0, 1, 1], 0]);
    append(made, 0, 0);
    empty.update(0);
    assert.deepEqual([[...made.routes.isHidden], empty.used], [[0, 0, 1], 1]);
  });

  it('work times out anew when bounds move', () => {
    const made = routesOf(aStreet({ at: [10] }));
    append(made, 0);
    made.routes.open[0] = 300;
    refreshRoute(made.routes, 0);
    assert.deepEqual(times(made.routes, 'dep'), [310, 320]);
  });

  it('are packed, kept and laid down again', () => {
    const street = aStreet({ at: [10, 20, 30], people: [{}, {}] });
    const made = routesOf(street);
    append(made, 2, 1);
    append(made, 0, 1);
    const best = new Snapshot(made.routes);
    best.take();
    assert.deepEqual([...best.packed()], [-1, 2, 0, -1]);
    const other = routesOf(street);
    unpackRoutes(other.routes, other.editor, best.packed());
    assert.deepEqual([nodesOf(other.routes, 1), other.routes.slotOf[1]], [[2, 0], -1]);
  });

  it('are others to those who remember them once they were emptied', () => {
    for (const objective of [
      ['importance', 'travel'],
      ['importance', 'soonest'],
    ] as const) {
      const made = routesOf(aStreet({ at: [10, 20], objective }));
      append(made, 0);
      const before = made.routes.version[0];
      made.editor.clear(0);
      assert.notEqual(made.routes.version[0], before);
    }
  });

  it('take an earlier plan as far as it still fits', () => {
    const street = aStreet({ at: [10, 400], jobs: [{}, { windows: [[0, 100]] }] });
    const { model, routes, editor } = routesOf(street);
    const stops = [{ job: 'j2' }, { job: 'gone' }, { job: 'j1' }];
    const packed = packSeed(model, street.problem, { routes: [{ resource: 't1', shift: 0, stops }] });
    assert.deepEqual([...packed], [1, 0, -1]);
    unpackRoutes(routes, editor, packed);
    assert.deepEqual([nodesOf(routes), routes.slotOf[1]], [[0], -1]);
  });
});

describe('windows with gaps', () => {
  const { node } = routesOf(
    aStreet({
      at: [1],
      jobs: [
        {
          windows: [
            [10, 20],
            [50, 60],
          ],
        },
      ],
    }),
  ).model;

  it('give the next and the last allowed start', () => {
    assert.deepEqual(
      [5, 15, 30, 55, 61].map((time) => nextStart(node, 0, time)),
      [10, 15, 50, 55, 61],
    );
    assert.deepEqual(
      [70, 55, 30, 12, 5].map((time) => lastStart(node, 0, time)),
      [60, 55, 20, 12, 9],
    );
  });
});

describe('jobs left out', () => {
  it('are listed with their price', () => {
    const { model } = routesOf(aStreet({ at: [1, 2, 3], jobs: [{}, { importance: 4 }] }));
    const absent = new AbsentJobs(model);
    absent.set(0, true);
    absent.set(1, true);
    absent.set(1, true);
    assert.deepEqual([absent.count, absent.importance, absent.has(1)], [2, 5, true]);
    absent.set(0, false);
    assert.deepEqual([absent.list[0], absent.importance, absent.price], [1, 4, model.node.absence[1]]);
  });
});
