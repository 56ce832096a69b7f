import assert from 'node:assert/strict';
import { distribute, servedFirst } from '../../../domain/routing/distribute.ts';
import { explainItem, queuePosition } from '../../../domain/routing/explain.ts';
import { declineOffer, pickCase } from '../../../domain/routing/offers.ts';
import { anActor } from '../../fixtures/desk-records.ts';
import type { Memory } from '../../fixtures/memory.ts';
import { addWaiting, coolingDesk, offerOf } from './cooling-desk.ts';

const explained = async (desk: Memory, caseId: string) =>
  (await explainItem(desk.unit(), caseId)).map(({ text }) => text);

describe('explaining where a case is', () => {
  it('tells what was decided, where it stands, and why each member has it or not', async () => {
    const agents = [{ id: 'ana' }, { id: 'ben' }, { id: 'cleo', presence: 'away' as const }];
    const desk = coolingDesk({ agents });
    const caseId = addWaiting(desk, 1);
    await desk.commit((unit) => distribute(unit, {}));
    const offerId = offerOf(desk, caseId, 'ana');
    await desk.commit((unit) => declineOffer(unit, { offerId }), { actor: anActor('ana') });
    assert.deepEqual(await explained(desk, caseId), [
      'Offered to Ana (no turn here yet, speaks en).',
      'Ana declined.',
      'Offered to Ben (no turn here yet, speaks en).',
      'Now: offered, number 1 in Cooling.',
      'Ana said no a moment ago.',
      'Ben has the offer already.',
      'Cleo is away.',
    ]);
  });

  it('names who may have it', async () => {
    const desk = coolingDesk();
    const caseId = addWaiting(desk, 1);
    assert.deepEqual(await explained(desk, caseId), [
      'Now: waiting, number 1 in Cooling.',
      'Ana may have it: no turn here yet, speaks en.',
    ]);
  });

  it('carries the instants of decisions and none for what is true now', async () => {
    const desk = coolingDesk();
    const caseId = addWaiting(desk, 1);
    await desk.commit((unit) => pickCase(unit, { caseId }), { actor: anActor('ana') });
    assert.deepEqual(await explainItem(desk.unit(), caseId), [
      { at: '2026-03-02T09:00:00.000Z', text: 'Assigned to Ana: picked it from the queue.' },
      { at: null, text: 'Now: assigned.' },
    ]);
  });

  it('has nothing to say about a case that was never routed', async () => {
    assert.deepEqual(await explainItem(coolingDesk().unit(), 'nowhere'), []);
  });

  it('speaks of a queue without members', async () => {
    const desk = coolingDesk({ agents: [] });
    const caseId = addWaiting(desk, 1);
    assert.deepEqual(await explained(desk, caseId), ['Now: waiting, number 1 in Cooling.']);
  });
});

describe('the position in a queue', () => {
  it('is the same that the order of service gives', async () => {
    const desk = coolingDesk();
    const priorities = ['normal', 'high', 'low', 'high', 'normal', 'low'] as const;
    priorities.forEach((priority, n) => {
      addWaiting(desk, n, {
        item: { priority, danger: n === 3, enteredAt: new Date(desk.now.getTime() - (n % 2)) },
      });
    });
    const queue = desk.one('queues', 'q-cooling');
    const line = desk
      .all('queueItems')
      .map((item) => ({ item, queue }))
      .sort(servedFirst);
    const positions = await Promise.all(line.map(({ item }) => queuePosition(desk.unit(), item.caseId)));
    assert.deepEqual(positions, [1, 2, 3, 4, 5, 6]);
  });

  it('is none for a case that is not in line', async () => {
    const desk = coolingDesk();
    const caseId = addWaiting(desk, 1, { item: { state: 'assigned' } });
    assert.equal(await queuePosition(desk.unit(), caseId), null);
    assert.equal(await queuePosition(desk.unit(), 'nowhere'), null);
  });
});
