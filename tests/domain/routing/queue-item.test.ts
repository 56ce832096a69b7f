import assert from 'node:assert/strict';
import {
  newItem,
  notesForNext,
  putInLine,
  saidThisWait,
  trailWords,
  withTrail,
} from '../../../domain/routing/queue-item.ts';
import { aCase, aCustomer, aQueueItem } from '../../fixtures/desk-records.ts';
import { Memory } from '../../fixtures/memory.ts';

const now = new Date('2026-03-02T09:00:00Z');

describe('the trail of a queue item', () => {
  it('grows at the end and never without end', () => {
    const texts = Array.from({ length: 250 }, (_, n) => `line ${n}`);
    const { trail } = withTrail(aQueueItem(), now, ...texts);
    assert.deepEqual([trail.length, trail.at(-1)], [200, { at: now.toISOString(), text: 'line 249' }]);
  });

  it('knows what was said since the item last had an owner', () => {
    const waiting = withTrail(aQueueItem(), now, trailWords.waiting);
    assert.equal(saidThisWait(waiting, trailWords.waiting), true);
    const assigned = withTrail(waiting, now, trailWords.assigned('Ana', 'picked it'));
    assert.equal(saidThisWait(assigned, trailWords.waiting), false);
  });

  it('keeps the notes for whoever takes it next, and no longer', () => {
    const noted = withTrail(aQueueItem(), now, trailWords.note('Ana', 'Mind the dog.'));
    assert.deepEqual(notesForNext(noted), ['Note from Ana: Mind the dog.']);
    assert.deepEqual(notesForNext(withTrail(noted, now, trailWords.assigned('Ben', 'accepted'))), []);
  });
});

describe('a new queue item', () => {
  it('takes language from the customer when there is no talk, and the rest from the case', async () => {
    const desk = new Memory().seed('customers', aCustomer({ language: 'fr' }));
    const item = await newItem(desk.unit(), aCase({ priority: 'high', danger: true }), 'q-1');
    assert.deepEqual(
      [item.id, item.queueId, item.language, item.priority, item.danger, item.state],
      ['case:case-1', 'q-1', 'fr', 'high', true, 'waiting'],
    );
  });
});

describe('putting an item in line', () => {
  it('makes it wait, and has it looked at again in a moment', async () => {
    const desk = new Memory('2026-03-02T09:00:00Z');
    await desk.commit(async (unit) => putInLine(unit, aQueueItem({ state: 'offered' })));
    assert.equal(desk.one('queueItems', 'case:case-1').state, 'waiting');
    assert.deepEqual(
      [...desk.timers.values()],
      [{ kind: 'offer.expire', subjectId: 'case:case-1', dueAt: new Date('2026-03-02T09:00:00.500Z') }],
    );
  });
});
