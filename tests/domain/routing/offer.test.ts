import assert from 'node:assert/strict';
import { endOffer, endOffersOf } from '../../../domain/routing/offer.ts';
import { anOffer } from '../../fixtures/desk-records.ts';
import { Memory } from '../../fixtures/memory.ts';

describe('ending an offer', () => {
  it('stops its timer, keeps when and who, and tells', async () => {
    const desk = new Memory().seed('offers', anOffer());
    desk.timers.set('offer.expire:offer-1', { kind: 'offer.expire', subjectId: 'offer-1', dueAt: desk.now });
    await desk.commit(async (unit) =>
      endOffer(unit, await unit.offers.get('offer-1'), { how: 'taken', takenBy: 'Ben' }),
    );
    const { state, takenBy, endedAt } = desk.one('offers', 'offer-1');
    assert.deepEqual([state, takenBy, endedAt], ['taken', 'Ben', desk.now]);
    assert.equal(desk.timers.size, 0);
    assert.deepEqual(desk.events[0]?.data, {
      caseId: 'case-1',
      offerId: 'offer-1',
      agentId: 'ana',
      how: 'taken',
    });
  });

  it('of a case ends the open ones only', async () => {
    const ended = anOffer({ id: 'offer-2', agentId: 'ben', state: 'declined' });
    const other = anOffer({ id: 'offer-3', caseId: 'case-2' });
    const desk = new Memory().seed('offers', anOffer(), ended, other);
    await desk.commit((unit) => endOffersOf(unit, 'case-1', { how: 'withdrawn' }));
    assert.deepEqual(
      desk.all('offers').map(({ state }) => state),
      ['withdrawn', 'declined', 'offered'],
    );
  });
});
