import assert from 'node:assert/strict';
import { distribute, servedFirst } from '../../../domain/routing/distribute.ts';
import { aQueue, aQueueItem } from '../../fixtures/desk-records.ts';
import { addWaiting, coolingDesk, eventsOf, offeredTo } from './cooling-desk.ts';

const all = (desk: ReturnType<typeof coolingDesk>) => desk.commit((unit) => distribute(unit, {}));

describe('distributing what waits', () => {
  it('offers to the best agent, until a deadline', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben' }] });
    const caseId = addWaiting(desk, 1);
    assert.equal(await all(desk), 1);
    const [offer] = desk.all('offers');
    assert.deepEqual([offer?.agentId, offer?.state, offer?.caseNumber], ['ana', 'offered', 'C-1']);
    assert.equal(offer?.expiresAt.toISOString(), '2026-03-02T09:02:00.000Z');
    assert.equal(desk.timers.get(`offer.expire:${offer?.id}`)?.dueAt.getTime(), offer?.expiresAt.getTime());
    assert.equal(desk.one('posts', `ana:offer:${offer?.id}`).caseId, caseId);
    const item = desk.one('queueItems', `case:${caseId}`);
    assert.deepEqual(
      [item.state, item.trail.at(-1)?.text],
      ['offered', 'Offered to Ana (no turn here yet, speaks en).'],
    );
    const expiresAt = '2026-03-02T09:02:00.000Z';
    assert.deepEqual(eventsOf(desk, 'offer.made'), [
      { caseId, offerId: offer?.id, agentId: 'ana', expiresAt },
    ]);
  });

  it('counts an offer as a turn and as taken room, so that a row of items goes round', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana', capacityUnits: 2 }, { id: 'ben' }] });
    const ids = [1, 2, 3, 4, 5, 6].map((n) => addWaiting(desk, n));
    assert.equal(await all(desk), 5);
    assert.deepEqual(
      ids.map((id) => offeredTo(desk, id)),
      [['ana'], ['ben'], ['ana'], ['ben'], ['ben'], []],
    );
  });

  it('asks the queue’s number of agents at once, and fills up when one of the offers has ended', async () => {
    const agents = ['ana', 'ben', 'cleo'].map((id) => ({ id }));
    const desk = coolingDesk({ agents, queue: { offersAtOnce: 2 } });
    const caseId = addWaiting(desk, 1);
    await all(desk);
    assert.deepEqual(offeredTo(desk, caseId), ['ana', 'ben']);
    assert.equal(await all(desk), 0);
    const [first] = desk.all('offers', { agentId: 'ana' });
    desk.seed('offers', { ...first!, state: 'withdrawn', endedAt: desk.now });
    await all(desk);
    assert.deepEqual(offeredTo(desk, caseId), ['ben', 'cleo']);
  });

  it('serves danger first, then priority, then the queue’s priority, then the longest wait', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana', capacityUnits: 6 }] });
    desk.seed('queues', aQueue({ id: 'q-vip', priority: 1, memberIds: ['ana'] }));
    const low = addWaiting(desk, 1, { item: { priority: 'low' } });
    const late = addWaiting(desk, 4);
    const early = addWaiting(desk, 3);
    const vip = addWaiting(desk, 5, { item: { queueId: 'q-vip' } });
    const high = addWaiting(desk, 6, { item: { priority: 'high', queueId: 'q-vip' } });
    const danger = addWaiting(desk, 7, { item: { priority: 'high', danger: true } });
    await all(desk);
    assert.deepEqual(
      desk.all('offers').map(({ caseId }) => caseId),
      [danger, high, vip, early, late, low],
    );
  });

  it('offers a danger to every available member, also to those who come later', async () => {
    const agents = [{ id: 'ana' }, { id: 'ben' }, { id: 'cleo', presence: 'away' as const }];
    const desk = coolingDesk({ agents });
    const caseId = addWaiting(desk, 1, { item: { priority: 'high', danger: true } });
    await all(desk);
    assert.deepEqual(offeredTo(desk, caseId), ['ana', 'ben']);
    desk.seed('agents', { ...desk.one('agents', 'cleo'), presence: 'available' });
    await all(desk);
    assert.deepEqual(offeredTo(desk, caseId), ['ana', 'ben', 'cleo']);
  });

  it('leaves the item waiting, and says so once, when nobody who is there may take it', async () => {
    const desk = coolingDesk();
    const caseId = addWaiting(desk, 1, { item: { characteristics: [{ id: 'gas', rating: 5 }] } });
    assert.equal(await all(desk), 0);
    assert.equal(await all(desk), 0);
    const item = desk.one('queueItems', `case:${caseId}`);
    assert.deepEqual(
      [item.state, item.trail.map(({ text }) => text)],
      ['waiting', ['Waiting: nobody who may take it is free.']],
    );
  });

  it('touches nothing when everybody is full', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana', capacityUnits: 1 }] });
    addWaiting(desk, 1);
    const second = addWaiting(desk, 2);
    await all(desk);
    const before = desk.one('queueItems', `case:${second}`).version;
    assert.equal(await all(desk), 0);
    assert.equal(desk.one('queueItems', `case:${second}`).version, before);
  });

  it('looks only at the queue, or at the queues of the agent, it is asked for', async () => {
    const desk = coolingDesk();
    desk.seed('queues', aQueue({ id: 'q-other', memberIds: ['ben'] }));
    addWaiting(desk, 1);
    assert.equal(await desk.commit((unit) => distribute(unit, { queueId: 'q-other' })), 0);
    assert.equal(await desk.commit((unit) => distribute(unit, { agentId: 'ben' })), 0);
    assert.equal(await desk.commit((unit) => distribute(unit, { agentId: 'ana' })), 1);
  });

  it('never fills an agent beyond his room when many items come at the same moment', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana', capacityUnits: 2 }] });
    const ids = [1, 2, 3, 4].map((n) => addWaiting(desk, n));
    await Promise.all(ids.map(() => all(desk)));
    assert.equal(desk.all('offers', { agentId: 'ana', state: 'offered' }).length, 2);
    assert.equal(ids.filter((id) => offeredTo(desk, id).length === 1).length, 2);
  });

  it('saves the agent with each offer, so that two at one moment cannot count on the same room', async () => {
    const desk = coolingDesk();
    addWaiting(desk, 1);
    const before = desk.one('agents', 'ana').version;
    await all(desk);
    assert.equal(desk.one('agents', 'ana').version, before + 1);
  });
});

describe('the order of service', () => {
  it('is decided by the id at last', () => {
    const queue = aQueue();
    const entry = (caseId: string) => ({ queue, item: aQueueItem({ caseId }) });
    assert.ok(servedFirst(entry('a'), entry('b')) < 0);
    assert.ok(servedFirst(entry('b'), entry('a')) > 0);
  });
});
