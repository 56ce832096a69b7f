import assert from 'node:assert/strict';
import type { Classification } from '../../../domain/routing/classification.ts';
import { chooseQueue, priorityOf, routeCase } from '../../../domain/routing/classify.ts';
import { anAgent, aQueue } from '../../fixtures/desk-records.ts';
import { addCase, coolingDesk, eventsOf, linesTo, offeredTo } from './cooling-desk.ts';

const leak: Classification = {
  category: 'cooling',
  confidence: 0.82,
  terms: ['ac', 'leaking'],
  urgency: 'normal',
};

describe('routing a new case', () => {
  it('puts it in the queue of its category, explains each decision and offers it', async () => {
    const desk = coolingDesk();
    const caseId = addCase(desk, 1, { queueId: null, category: '' });
    await desk.commit((unit) => routeCase(unit, { caseId, classification: leak }));
    const { queueId, category, priority } = desk.one('cases', caseId);
    assert.deepEqual([queueId, category, priority], ['q-cooling', 'cooling', 'normal']);
    const item = desk.one('queueItems', `case:${caseId}`);
    assert.deepEqual(
      item.trail.map(({ text }) => text),
      [
        'Category cooling: 82 % sure, words ac, leaking.',
        'Priority normal: a bronze customer, nothing urgent said.',
        'Queue Cooling: it takes cooling.',
        'Offered to Ana (no turn here yet, speaks en).',
      ],
    );
    assert.deepEqual(offeredTo(desk, caseId), ['ana']);
    assert.equal(eventsOf(desk, 'case.classified').length, 1);
    assert.deepEqual(eventsOf(desk, 'case.prioritised'), []);
  });

  it('waits, and says so, when nobody is free', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana', presence: 'offline' }] });
    const caseId = addCase(desk, 1, { queueId: null });
    await desk.commit((unit) => routeCase(unit, { caseId, classification: leak }));
    const { state, trail } = desk.one('queueItems', `case:${caseId}`);
    assert.deepEqual([state, trail.at(-1)?.text], ['waiting', 'Waiting: nobody who may take it is free.']);
  });

  it('raises the priority when the words are urgent, and tells', async () => {
    const desk = coolingDesk();
    const caseId = addCase(desk, 1);
    await desk.commit((unit) => routeCase(unit, { caseId, classification: { ...leak, urgency: 'high' } }));
    assert.equal(desk.one('queueItems', `case:${caseId}`).priority, 'high');
    assert.deepEqual(eventsOf(desk, 'case.prioritised'), [{ caseId, from: 'normal', to: 'high' }]);
  });

  it('offers a danger to everybody available and pages the supervisor, once', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben' }] });
    const caseId = addCase(desk, 1, { danger: true, priority: 'high' });
    await desk.commit(async (unit) => {
      await routeCase(unit, { caseId, classification: leak });
      unit.emit('danger.reported', { conversationId: 'conv-1', caseId, words: 'smell of gas' });
    });
    assert.deepEqual(offeredTo(desk, caseId), ['ana', 'ben']);
    assert.equal(linesTo(desk, 'sam').length, 1);
    assert.match(linesTo(desk, 'sam')[0]!, /^DANGER in C-1/);
  });

  it('speaks of the conversation’s language, which may not be the customer’s', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben', languages: ['de'] }] });
    const caseId = addCase(desk, 1);
    desk.seed('conversations', { ...desk.one('conversations', 'conv-1'), language: 'de' });
    await desk.commit((unit) => routeCase(unit, { caseId, classification: leak }));
    assert.deepEqual(offeredTo(desk, caseId), ['ben']);
  });

  it('moves an item that is routed again instead of making a second one', async () => {
    const desk = coolingDesk();
    desk.seed('queues', aQueue({ id: 'q-water', name: 'Water', memberIds: ['wim'], categories: ['water'] }));
    desk.seed('agents', anAgent({ id: 'wim', presence: 'offline' }));
    const caseId = addCase(desk, 1);
    for (const category of ['water', 'heating'])
      await desk.commit((unit) => routeCase(unit, { caseId, classification: { ...leak, category } }));
    const [item, ...others] = desk.all('queueItems');
    assert.deepEqual([item?.queueId, others.length], ['q-cooling', 0]);
    assert.ok(item?.trail.some(({ text }) => text === 'Queue Water: it takes water.'));
  });
});

describe('the priority of a case', () => {
  const of = (danger: boolean, urgency: 'normal' | 'high', level: 'gold' | 'silver' | 'bronze') =>
    priorityOf({ danger, urgency, level }).priority;

  it('is high for danger, for urgent words and for gold customers, else normal', () => {
    assert.equal(of(true, 'normal', 'bronze'), 'high');
    assert.equal(of(false, 'high', 'bronze'), 'high');
    assert.equal(of(false, 'normal', 'gold'), 'high');
    assert.equal(of(false, 'normal', 'silver'), 'normal');
    assert.equal(of(false, 'normal', 'bronze'), 'normal');
  });
});

describe('the queue of a case', () => {
  const general = aQueue({ id: 'q-general', name: 'General', priority: 1, categories: [], fallback: true });
  const late = aQueue({ id: 'q-late', priority: 20 });
  const early = aQueue({ id: 'q-early', priority: 5 });

  it('is the first by priority that takes the category', () => {
    assert.equal(chooseQueue([late, general, early], 'cooling').queue.id, 'q-early');
  });

  it('is the fallback when no queue takes it', () => {
    const { queue, why } = chooseQueue([late, general], 'lifts');
    assert.deepEqual([queue.id, why], ['q-general', 'no queue takes lifts, so the fallback does']);
  });

  it('is the last one when none is the fallback: nobody is turned away', () => {
    assert.equal(chooseQueue([late], 'lifts').queue.id, late.id);
  });

  it('is refused when a unit has none', () => {
    assert.throws(() => chooseQueue([], 'lifts'), { code: 'record.not_found' });
  });
});
