import assert from 'node:assert/strict';
import { assignCase } from '../../../domain/routing/assign.ts';
import { distribute } from '../../../domain/routing/distribute.ts';
import { setPresence } from '../../../domain/routing/presence.ts';
import { anActor, anAgent, aSession } from '../../fixtures/desk-records.ts';
import type { Memory } from '../../fixtures/memory.ts';
import { addWaiting, coolingDesk, eventsOf, offeredTo } from './cooling-desk.ts';

const set = (desk: Memory, personId: string, presence: string, by = anActor(personId)) =>
  desk.commit((unit) => setPresence(unit, { personId, presence, byHand: true }), { actor: by });
const take = (desk: Memory, caseId: string) =>
  desk.commit((unit) => assignCase(unit, { caseId, agentId: 'ana', why: 'accepted the offer' }), {
    actor: anActor('ana'),
  });

describe('presence', () => {
  it('gives what waits to an agent who becomes available, at once', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana', presence: 'offline' }] });
    const caseId = addWaiting(desk, 1);
    await set(desk, 'ana', 'available');
    assert.deepEqual(offeredTo(desk, caseId), ['ana']);
    assert.deepEqual(eventsOf(desk, 'presence.changed'), [{ personId: 'ana', presence: 'available' }]);
  });

  it('takes the open offers back from one who goes away, without counting a no', async () => {
    for (const presence of ['away', 'offline']) {
      const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben' }] });
      const caseId = addWaiting(desk, 1);
      await desk.commit((unit) => distribute(unit, {}));
      await set(desk, 'ana', presence);
      assert.equal(desk.all('offers', { agentId: 'ana' })[0]?.state, 'withdrawn');
      assert.deepEqual(offeredTo(desk, caseId), ['ben']);
      assert.deepEqual(desk.one('queueItems', `case:${caseId}`).declines, {});
    }
  });

  it('lets the item wait again when nobody else is there', async () => {
    const desk = coolingDesk();
    const caseId = addWaiting(desk, 1);
    await desk.commit((unit) => distribute(unit, {}));
    await set(desk, 'ana', 'away');
    assert.equal(desk.one('queueItems', `case:${caseId}`).state, 'waiting');
    await set(desk, 'ana', 'available');
    assert.deepEqual(offeredTo(desk, caseId), ['ana']);
  });

  it('is busy when full, and available when there is room again', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana', capacityUnits: 1 }] });
    await take(desk, addWaiting(desk, 1));
    assert.equal(desk.one('agents', 'ana').presence, 'busy');
    assert.equal((await set(desk, 'ana', 'available')).presence, 'busy');
  });

  it('set by hand to do-not-disturb survives an accepted case; available does not', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana', capacityUnits: 1 }] });
    await set(desk, 'ana', 'available');
    await take(desk, addWaiting(desk, 1));
    assert.equal(desk.one('agents', 'ana').presence, 'busy');
    await set(desk, 'ana', 'do-not-disturb');
    await take(desk, addWaiting(desk, 2));
    const { presence, presenceByHand } = desk.one('agents', 'ana');
    assert.deepEqual([presence, presenceByHand], ['do-not-disturb', true]);
  });

  it('busy by hand holds until the work changes', async () => {
    const desk = coolingDesk();
    const caseId = addWaiting(desk, 1);
    assert.equal((await set(desk, 'ana', 'busy')).presence, 'busy');
    assert.deepEqual(offeredTo(desk, caseId), []);
    await take(desk, caseId);
    assert.equal(desk.one('agents', 'ana').presence, 'available');
  });

  it('is nobody’s business but the agent’s own, a supervisor’s and an admin’s', async () => {
    const desk = coolingDesk({ agents: [{ id: 'ana' }, { id: 'ben' }] });
    await assert.rejects(set(desk, 'ana', 'away', anActor('ben')), { code: 'role.not_allowed' });
    assert.equal((await set(desk, 'ana', 'away', anActor('sam', 'supervisor'))).presence, 'away');
    assert.equal((await set(desk, 'ana', 'offline', anActor('root', 'admin'))).presence, 'offline');
  });

  it('knows five words and refuses any other', async () => {
    const desk = coolingDesk();
    await assert.rejects(set(desk, 'ana', 'asleep'), { code: 'presence.unknown' });
  });

  it('is counted from open sessions only', async () => {
    const desk = coolingDesk({ agents: [] });
    desk.seed('agents', anAgent({ capacityUnits: 1, presence: 'away' }));
    desk.seed('sessions', aSession({ holderId: 'ana', endedAt: desk.now, endReason: 'agent-end' }));
    assert.equal((await set(desk, 'ana', 'available')).presence, 'available');
  });
});
