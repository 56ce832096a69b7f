import assert from 'node:assert/strict';
import { freeAgent, settlePresence } from '../../../../domain/routing/desk/free-agent.ts';
import { anAgent, aSession } from '../../../fixtures/desk-records.ts';
import { Memory } from '../../../fixtures/memory.ts';

describe('freeing an agent', () => {
  it('clears the focus only of the case that leaves', async () => {
    const desk = new Memory().seed('agents', anAgent({ focusCaseId: 'case-2' }));
    await desk.commit((unit) => freeAgent(unit, 'ana', 'case-1'));
    assert.equal(desk.one('agents', 'ana').focusCaseId, 'case-2');
    await desk.commit((unit) => freeAgent(unit, 'ana', 'case-2'));
    assert.equal(desk.one('agents', 'ana').focusCaseId, null);
    assert.deepEqual(desk.one('agents', 'ana').lastReleasedAt, desk.now);
  });

  it('is nothing for an owner who is no agent', async () => {
    assert.equal(await new Memory().commit((unit) => freeAgent(unit, 'nobody', 'case-1')), undefined);
  });
});

describe('presence that follows the work', () => {
  const settled = async (given: Parameters<typeof anAgent>[0], units: number) => {
    const desk = new Memory().seed('sessions', aSession({ holderId: 'ana', capacityUnits: units }));
    await desk.commit((unit) => settlePresence(unit, anAgent(given)));
    return [desk.one('agents', 'ana').presence, desk.events.length];
  };

  it('is busy when full and available with room, told once', async () => {
    assert.deepEqual(await settled({ presence: 'available' }, 3), ['busy', 1]);
    assert.deepEqual(await settled({ presence: 'busy' }, 2), ['available', 1]);
    assert.deepEqual(await settled({ presence: 'available' }, 2), ['available', 0]);
  });

  it('leaves do-not-disturb, away and offline alone', async () => {
    for (const presence of ['do-not-disturb', 'away', 'offline'] as const)
      assert.deepEqual(await settled({ presence }, 3), [presence, 0]);
  });
});
