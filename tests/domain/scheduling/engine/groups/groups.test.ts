import assert from 'node:assert/strict';
import {
  GroupBounds,
  isSound,
  packBounds,
  unpackBounds,
} from '../../../../../domain/scheduling/engine/groups/bounds.ts';
import { GroupMoves } from '../../../../../domain/scheduling/engine/groups/group-moves.ts';
import { SlotChoice } from '../../../../../domain/scheduling/engine/groups/slot-choice.ts';
import { startCandidates } from '../../../../../domain/scheduling/engine/groups/start-candidates.ts';
import { Random } from '../../../../../domain/scheduling/engine/random.ts';
import { EmptySlots } from '../../../../../domain/scheduling/engine/routes/empty-slots.ts';
import { Journal } from '../../../../../domain/scheduling/engine/routes/journal.ts';
import { aStreet, routesOf, type Street } from '../../../../fixtures/scheduling/line.ts';

const movesOf = (street: Street) => {
  const made = routesOf(street);
  const journal = new Journal(made.routes);
  const moves = new GroupMoves({
    ...made,
    journal,
    empty: new EmptySlots(made.routes),
    random: new Random(1),
  });
  journal.begin();
  moves.begin();
  return { ...made, moves };
};
const pair = [{ together: 'lift' }, { together: 'lift' }];

describe('jobs bound to each other', () => {
  it('start together on different technicians', () => {
    const { routes, moves } = movesOf(aStreet({ at: [10, 12], jobs: pair, people: [{}, {}] }));
    moves.putBack(0);
    assert.deepEqual([routes.open[0], routes.close[0]], [routes.open[1], routes.close[1]]);
    assert.deepEqual([routes.open[0], routes.open[0]], [routes.close[0], routes.close[1]]);
    assert.notEqual(routes.slotOf[0], routes.slotOf[1]);
    assert.equal(isSound(routes, 0), true);
  });

  it('come not at all when one cannot', () => {
    const { routes, moves } = movesOf(aStreet({ at: [10, 12], jobs: pair }));
    moves.putBack(0);
    assert.deepEqual([routes.slotOf[0], routes.slotOf[1]], [-1, -1]);
  });

  it('wait for those before them, who may be late only up to their start', () => {
    const { routes, moves } = movesOf(
      aStreet({ at: [10, 20], jobs: [{}, { after: ['j1'] }], people: [{}, {}] }),
    );
    moves.putBack(1);
    assert.ok(routes.close[0]! + 10 <= routes.open[1]!);
    assert.equal(isSound(routes, 0), true);
  });

  it('are taken out as a whole and are free again', () => {
    const { routes, moves } = movesOf(aStreet({ at: [10, 12], jobs: pair, people: [{}, {}] }));
    moves.putBack(0);
    moves.takeAll(1);
    assert.deepEqual(
      [routes.slotOf[0], routes.slotOf[1], routes.open[0], routes.close[1]],
      [-1, -1, 0, 1000],
    );
  });

  it('carry their bounds along with a packed plan', () => {
    const { routes, moves } = movesOf(aStreet({ at: [10, 12], jobs: pair, people: [{}, {}] }));
    moves.putBack(0);
    const triples = Int32Array.from(packBounds(routes));
    unpackBounds(routes, new Int32Array(0));
    assert.deepEqual([routes.open[0], routes.close[0]], [0, 1000]);
    unpackBounds(routes, triples);
    assert.deepEqual([routes.open[0], routes.close[0]], [triples[1], triples[2]]);
  });

  it('get their bounds back when a trial is undone', () => {
    const { routes } = routesOf(aStreet({ at: [10] }));
    const bounds = new GroupBounds(routes);
    bounds.begin();
    bounds.set(0, 5, 7);
    bounds.set(0, 6, 6);
    bounds.undo();
    assert.deepEqual([routes.open[0], routes.close[0]], [0, 1000]);
  });

  it('try starts at which all of them may begin', () => {
    const windows = [
      {
        windows: [
          [0, 100],
          [300, 400],
        ] as const,
      },
      { windows: [[350, 500]] as const },
    ];
    const { routes } = routesOf(aStreet({ at: [10, 12], jobs: windows, people: [{}, {}] }));
    const starts = startCandidates(routes, {
      jobs: Int32Array.from([0, 1]),
      ready: 20,
      random: new Random(1),
    });
    assert.ok(starts.length > 0 && starts.every((start) => start >= 350 && start <= 400), String(starts));
  });

  it('take the cheapest technicians at the cheapest start', () => {
    const made = routesOf(aStreet({ at: [10, 12], people: [{}, {}, {}] }));
    const choice = new SlotChoice(made.routes, made.editor.insertion);
    assert.deepEqual(choice.cheapestStart(Int32Array.from([0, 1]), [5, 50]), { start: 50, rise: 44 });
    assert.equal(choice.cheapest(0, 20).pair, -1);
    assert.equal(choice.cheapest(0, 21).rise, 20);
  });
});
