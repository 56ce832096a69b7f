import assert from 'node:assert/strict';
import { coolingFor, sharesFor } from '../../../../domain/scheduling/engine/annealing.ts';
import { compile } from '../../../../domain/scheduling/engine/compile.ts';
import { editorFor } from '../../../../domain/scheduling/engine/editor.ts';
import { Random } from '../../../../domain/scheduling/engine/random.ts';
import { Search } from '../../../../domain/scheduling/engine/search.ts';
import { append, aStreet, routesOf } from '../../../fixtures/scheduling/line.ts';

const searchOver = (given: Parameters<typeof aStreet>[0]) => {
  const { problem, travel } = aStreet(given);
  const search = new Search(compile(problem, travel), new Random(1));
  search.fill();
  return search;
};

describe('a search', () => {
  it('keeps the price of what it holds through thousands of trials', () => {
    const at = Array.from({ length: 30 }, (_, row) => ((row * 37) % 100) - 50);
    for (const objective of [
      ['importance', 'travel'],
      ['importance', 'duration'],
    ] as const) {
      const search = searchOver({ at, objective, people: [{}, {}, {}] });
      for (let trial = 0; trial < 2000; trial++) search.step(20);
      const real = search.routes.total() + search.absent.price;
      assert.ok(Math.abs(search.price - real) < 1e-3, `${search.price} ${real}`);
    }
  });

  it('never forgets its best plan', () => {
    const search = searchOver({ at: [10, -10, 30, -30, 20, -20], people: [{}, {}] });
    for (let trial = 0; trial < 500; trial++) search.step(1000);
    const { bestPrice } = search;
    search.adopt(search.best.packed());
    assert.ok(Math.abs(search.price - bestPrice) < 1e-6);
  });

  it('holds each job once, however often a plan is laid down anew', () => {
    const skills = ['gas', 'lift', 'hvac'].map((id) => [{ id }]);
    const at = Array.from({ length: 24 }, (_, row) => ((row * 37) % 100) - 50);
    const search = searchOver({
      at,
      jobs: at.map((_, row) => (row % 2 === 0 ? { skills: skills[row % 3]! } : {})),
      people: [0, 1, 2, 0, 1, 2].map((kind) => ({ skills: skills[kind]! })),
    });
    for (let round = 0; round < 60; round++) {
      for (let trial = 0; trial < 50; trial++) search.step(300);
      search.adopt(search.best.packed());
      const { work, size, stride, node, slotOf } = search.routes;
      const held = [...work.keys()].flatMap((slot) => [
        ...node.subarray(slot * stride + 1, slot * stride + 1 + size[slot]!),
      ]);
      assert.deepEqual(
        held.sort((one, other) => one - other),
        [...at.keys()].filter((job) => slotOf[job] !== -1),
      );
      assert.ok(Math.abs(search.price - search.routes.total() - search.absent.price) < 1e-3);
    }
  });

  it('edits by whole routes only when it must', () => {
    const plain = routesOf(aStreet({ at: [10] }));
    const timed = routesOf(aStreet({ at: [10], objective: ['importance', 'soonest'] }));
    const kinds = [plain, timed].map(({ routes }) => editorFor(routes).insertion.constructor.name);
    assert.deepEqual(kinds, ['LegInsertion', 'TimedInsertion']);
  });
});

describe('temperatures', () => {
  it('fall from hot to cold with the budget', () => {
    const made = routesOf(aStreet({ at: [10, 20] }));
    append(made, 0);
    append(made, 1);
    const cooling = coolingFor(made.routes, { hottest: 1, coldest: 0.01 });
    const falling = [0, 0.5, 1].map(cooling);
    assert.ok(falling[0]! > falling[1]! && falling[1]! > falling[2]!, String(falling));
    assert.equal(cooling(2), cooling(1));
  });

  it('are low for a plan that is only to be mended', () => {
    const { routes } = routesOf(aStreet({ at: [10], objective: ['importance', 'soonest'] }));
    assert.ok(sharesFor(routes, true).hottest < sharesFor(routes, false).hottest);
  });

  it('are low where leaving a job out is cheap', () => {
    const hottest = (importance: number) => {
      const made = routesOf(aStreet({ at: [10, 20], objective: { weights: { importance, travel: 1 } } }));
      append(made, 0);
      return sharesFor(made.routes, false).hottest;
    };
    assert.ok(hottest(5) < hottest(5000));
  });
});
