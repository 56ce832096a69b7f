import assert from 'node:assert/strict';
import {
  episodeNeed,
  episodeOf,
  explainedBy,
  holding,
  isOpen,
  open,
  settle,
  shownScore,
} from '../../../../domain/iot/detector/episodes.ts';
import { blockOf } from '../../../../domain/iot/detector/memory.ts';

const rule = { kind: 'shift', calm: { heat: 0.5, readings: 3 } } as const;
const place = { doubles: 0, singles: 0 };

describe('an episode', () => {
  it('closes only after enough calm readings in a row', () => {
    const memory = blockOf(episodeNeed)!;
    open(memory, place, { at: 1000, score: 0.6, severity: 'major' });
    const closed = [0.1, 0.1, 0.9, 0.1, 0.1, 0.1].map((heat) => settle(memory, place, rule, heat));
    assert.deepEqual(closed, [false, false, false, false, false, true]);
    assert.equal(isOpen(memory, place), false);
  });

  it('remembers since when, how high and how urgent it is', () => {
    const memory = blockOf(episodeNeed)!;
    open(memory, place, { at: 0, score: 0.5, severity: 'warning' });
    settle(memory, place, rule, 2);
    const { raisedAt, score, severity } = episodeOf(memory, place);
    assert.equal(raisedAt, 1); // 0 stands for closed
    assert.deepEqual([score, severity], [0.75, 'warning']);
  });

  it('shows at most 0.7 for an alert, and all of it for a mark of rarity', () => {
    assert.equal(shownScore(rule, 5, false), 0.7);
    assert.equal(shownScore({ ...rule, opensAt: 3 }, 2, false), 0.75);
    assert.equal(shownScore({ ...rule, opensAt: 3 }, 0.1, true), 0.5);
  });

  it('of a departure that is told already keeps the others quiet; a gap holds nothing still', () => {
    assert.ok(explainedBy('point').includes('shift'));
    assert.deepEqual(explainedBy('gap'), []);
    assert.ok(holding.has('drift') && !holding.has('gap'));
  });
});
