import assert from 'node:assert/strict';
import { distribute } from '../../../domain/routing/distribute.ts';
import { acceptOffer, declineOffer, expireOffer, pickCase } from '../../../domain/routing/offers.ts';
import { anActor } from '../../fixtures/desk-records.ts';
import type { Memory } from '../../fixtures/memory.ts';
import { addWaiting, coolingDesk, eventsOf, linesTo, offeredTo, offerOf } from './cooling-desk.ts';

const as = (id: string) => ({ actor: anActor(id) });
const offer = (desk: Memory) => desk.commit((unit) => distribute(unit, {}));
const accept = (desk: Memory, id: string, offerId: string) =>
  desk.commit((unit) => acceptOffer(unit, { offerId }), as(id));
const decline = (desk: Memory, id: string, caseId: string, reason?: string) => {
  const offerId = offerOf(desk, caseId, id);
  return desk.commit((unit) => declineOffer(unit, { offerId, ...(reason ? { reason } : {}) }), as(id));
};
const expire = (desk: Memory, offerId: string) => desk.commit((unit) => expireOffer(unit, { offerId }));

describe('accepting an offer', () => {
  it('gives the case to the first who accepts; the others see who has it and are refused kindly', async () => {
    const agents = ['ana', 'ben', 'cleo'].map((id) => ({ id }));
    const desk = coolingDesk({ agents, queue: { offersAtOnce: 3 } });
    const caseId = addWaiting(desk, 1);
    await offer(desk);
    const [ana, ben, cleo] = ['ana', 'ben', 'cleo'].map((id) => offerOf(desk, caseId, id));
    const accepted = await accept(desk, 'ben', ben!);
    assert.equal(accepted.ownerId, 'ben');
    for (const lost of [ana!, cleo!]) {
      const { state, takenBy, agentId } = desk.one('offers', lost);
      assert.deepEqual([state, takenBy], ['taken', 'Ben']);
      assert.equal(desk.one('posts', `${agentId}:offer:${lost}`).revision, 2);
      assert.equal(desk.timers.has(`offer.expire:${lost}`), false);
    }
    await assert.rejects(accept(desk, 'ana', ana!), {
      code: 'offer.ended',
      message: 'This offer has ended: taken by Ben.',
    });
    assert.equal(desk.one('cases', caseId).ownerId, 'ben');
    assert.equal(desk.one('posts', `ben:offer:${ben}`).revision, 2);
    assert.deepEqual(
      eventsOf(desk, 'offer.ended').map((data) => (data as { how: string }).how),
      ['accepted', 'taken', 'taken'],
    );
  });

  it('is answered with the case when pressed twice', async () => {
    const desk = coolingDesk();
    const caseId = addWaiting(desk, 1);
    await offer(desk);
    const offerId = offerOf(desk, caseId, 'ana');
    await accept(desk, 'ana', offerId);
    assert.equal((await accept(desk, 'ana', offerId)).ownerId, 'ana');
    assert.equal(eventsOf(desk, 'case.assigned').length, 1);
  });

  it('has one winner when several accept at the very same moment', async () => {
    const ids = ['ana', 'ben', 'cleo', 'dan'];
    const desk = coolingDesk({ agents: ids.map((id) => ({ id })), queue: { offersAtOnce: 4 } });
    const caseId = addWaiting(desk, 1);
    await offer(desk);
    const offers = ids.map((id) => ({ id, offerId: offerOf(desk, caseId, id) }));
    const results = await Promise.allSettled(offers.map(({ id, offerId }) => accept(desk, id, offerId)));
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    assert.deepEqual(lost, ['offer.ended', 'offer.ended', 'offer.ended']);
    assert.equal(desk.all('sessions', { endedAt: null }).length, 1);
    assert.equal(eventsOf(desk, 'case.assigned').length, 1);
  });

  it('is only for the agent it was made to, whatever a card says', async () => {
    const desk = coolingDesk();
    const caseId = addWaiting(desk, 1);
    await offer(desk);
    const offerId = offerOf(desk, caseId, 'ana');
    await assert.rejects(accept(desk, 'ben', offerId), { code: 'offer.not_yours' });
    const sam = { actor: anActor('sam', 'supervisor', 'agent') };
    await assert.rejects(
      desk.commit((unit) => declineOffer(unit, { offerId }), sam),
      { code: 'offer.not_yours' },
    );
    await assert.rejects(
      desk.commit((unit) => acceptOffer(unit, { offerId }), { actor: anActor('ana', 'technician') }),
      { code: 'role.not_allowed' },
    );
  });

  it('lets what else waits come to those who lost', async () => {
    const desk = coolingDesk({
      agents: [
        { id: 'ana', capacityUnits: 1 },
        { id: 'ben', capacityUnits: 1 },
      ],
      queue: { offersAtOnce: 2 },
    });
    const first = addWaiting(desk, 1);
    const second = addWaiting(desk, 2);
    await offer(desk);
    assert.deepEqual(offeredTo(desk, second), []);
    await accept(desk, 'ben', offerOf(desk, first, 'ben'));
    assert.deepEqual(offeredTo(desk, second), ['ana']);
  });
});

describe('letting an offer go by', () => {
  it('passes it on to the next at once, with the reason in the trail', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben' }] });
    const caseId = addWaiting(desk, 1);
    await offer(desk);
    await decline(desk, 'ana', caseId, 'on lunch');
    assert.deepEqual(offeredTo(desk, caseId), ['ben']);
    const { declines, trail, state } = desk.one('queueItems', `case:${caseId}`);
    assert.deepEqual([declines, state], [{ ana: 1 }, 'offered']);
    assert.ok(trail.some(({ text }) => text === 'Ana declined: on lunch.'));
  });

  it('happens by itself when the time is up', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben' }] });
    const caseId = addWaiting(desk, 1);
    await offer(desk);
    const offerId = offerOf(desk, caseId, 'ana');
    await expire(desk.advance(2), offerId);
    assert.equal(desk.one('offers', offerId).state, 'timed-out');
    assert.deepEqual(offeredTo(desk, caseId), ['ben']);
    await assert.rejects(accept(desk, 'ana', offerId), { message: 'This offer has ended: its time was up.' });
  });

  it('does nothing when the offer has ended meanwhile, or was never made', async () => {
    const desk = coolingDesk();
    const caseId = addWaiting(desk, 1);
    await offer(desk);
    const offerId = offerOf(desk, caseId, 'ana');
    await accept(desk, 'ana', offerId);
    await expire(desk, offerId);
    await expire(desk, 'nowhere');
    assert.equal(desk.one('offers', offerId).state, 'accepted');
  });

  it('lets the item wait when everybody said no, and tells a supervisor once', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben' }] });
    const caseId = addWaiting(desk, 1);
    await offer(desk);
    await decline(desk, 'ana', caseId);
    assert.deepEqual(linesTo(desk, 'sam'), []);
    await decline(desk, 'ben', caseId);
    assert.equal(desk.one('queueItems', `case:${caseId}`).state, 'waiting');
    const told = ['C-1 waits in Cooling: everybody who is there said no. The AC on floor 3 is leaking again'];
    assert.deepEqual(linesTo(desk, 'sam'), told);
    await expire(desk.advance(2), `case:${caseId}`);
    await decline(desk, 'ana', caseId);
    assert.deepEqual(linesTo(desk, 'sam'), told);
  });

  it('asks again after a rest, so that no case is forgotten, but never more than three times', async () => {
    const desk = coolingDesk();
    const caseId = addWaiting(desk, 1);
    const timer = `offer.expire:case:${caseId}`;
    await offer(desk);
    for (const round of [1, 2]) {
      await decline(desk, 'ana', caseId);
      await expire(desk, `case:${caseId}`);
      assert.deepEqual(offeredTo(desk, caseId), [], `round ${round}`);
      assert.equal(desk.timers.get(timer)?.dueAt.getTime(), desk.now.getTime() + 120_000);
      await expire(desk.advance(2), `case:${caseId}`);
      assert.deepEqual(offeredTo(desk, caseId), ['ana']);
      assert.equal(desk.timers.has(timer), false);
    }
    await expire(desk.advance(2), offerOf(desk, caseId, 'ana'));
    desk.timers.clear();
    await expire(desk.advance(600), `case:${caseId}`);
    assert.deepEqual(offeredTo(desk, caseId), []);
    assert.equal(desk.timers.size, 0);
    await desk.commit((unit) => pickCase(unit, { caseId }), as('ana'));
    assert.equal(desk.one('cases', caseId).ownerId, 'ana');
  });

  it('looks again in a moment, for an agent may have come free in a change made at the same time', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben', presence: 'offline' }] });
    const caseId = addWaiting(desk, 1);
    await offer(desk);
    await decline(desk, 'ana', caseId);
    const again = desk.timers.get(`offer.expire:case:${caseId}`);
    assert.equal(again?.dueAt.getTime(), desk.now.getTime() + 500);
    desk.seed('agents', { ...desk.one('agents', 'ben'), presence: 'available' });
    await expire(desk, again!.subjectId);
    assert.deepEqual(offeredTo(desk, caseId), ['ben']);
    await expire(desk, again!.subjectId);
    assert.deepEqual(offeredTo(desk, caseId), ['ben']);
  });

  it('keeps the other offers open when several were asked at once', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben' }], queue: { offersAtOnce: 2 } });
    const caseId = addWaiting(desk, 1);
    await offer(desk);
    await decline(desk, 'ana', caseId);
    assert.deepEqual(offeredTo(desk, caseId), ['ben']);
    assert.equal(desk.one('queueItems', `case:${caseId}`).state, 'offered');
    assert.deepEqual(linesTo(desk, 'sam'), []);
  });
});

describe('picking a case by hand', () => {
  it('works from the queue even for an agent who is full', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana', capacityUnits: 0, presence: 'busy' }] });
    const caseId = addWaiting(desk, 1);
    await desk.commit((unit) => pickCase(unit, { caseId }), as('ana'));
    assert.equal(desk.one('cases', caseId).ownerId, 'ana');
    assert.equal(desk.one('agents', 'ana').focusCaseId, caseId);
  });

  it('accepts the own offer and takes everybody else’s away', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben' }], queue: { offersAtOnce: 2 } });
    const caseId = addWaiting(desk, 1);
    await offer(desk);
    await desk.commit((unit) => pickCase(unit, { caseId }), as('ana'));
    assert.deepEqual(
      desk.all('offers').map(({ agentId, state }) => [agentId, state]),
      [
        ['ana', 'accepted'],
        ['ben', 'taken'],
      ],
    );
  });

  it('changes nothing for the owner and is refused to others', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben' }] });
    const caseId = addWaiting(desk, 1, { case: { ownerId: 'ana' } });
    assert.equal((await desk.commit((unit) => pickCase(unit, { caseId }), as('ana'))).ownerId, 'ana');
    await assert.rejects(
      desk.commit((unit) => pickCase(unit, { caseId }), as('ben')),
      { code: 'case.not_yours', message: 'Case C-1 belongs to Ana.' },
    );
    assert.deepEqual(eventsOf(desk, 'case.assigned'), []);
  });
});
