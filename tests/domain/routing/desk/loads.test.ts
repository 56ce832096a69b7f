import assert from 'node:assert/strict';
import { loadsOf } from '../../../../domain/routing/desk/loads.ts';
import { aCase, anOffer, aQueueItem, aSession } from '../../../fixtures/desk-records.ts';
import { Memory } from '../../../fixtures/memory.ts';

describe('the load of agents', () => {
  it('is what open primary sessions take; the bot’s, ended and listening ones take nothing', async () => {
    const desk = new Memory().seed(
      'sessions',
      aSession({ id: 's-1', holderId: 'ana', capacityUnits: 2 }),
      aSession({ id: 's-2', holderId: 'ana' }),
      aSession({ id: 's-3', holderId: 'ana', mode: 'consult' }),
      aSession({ id: 's-4', holderId: 'ana', endedAt: new Date('2026-03-02T08:59:00Z') }),
      aSession({ id: 's-5' }),
    );
    assert.deepEqual((await loadsOf(desk.unit(), ['ana'])).get('ana'), { held: 3, offered: 0 });
  });

  it('counts cases without a conversation while they are worked on', async () => {
    const own = { ownerId: 'ana' } as const;
    const desk = new Memory()
      .seed('cases', aCase(own), aCase({ ...own, id: 'case-2', stage: 'on-hold' }))
      .seed(
        'cases',
        aCase({ ...own, id: 'case-3', state: 'resolved' }),
        aCase({ ...own, id: 'case-4', conversationId: 'conv-1' }),
      )
      .seed('queueItems', aQueueItem({ capacityUnits: 2, state: 'assigned' }));
    assert.deepEqual((await loadsOf(desk.unit(), ['ana'])).get('ana'), { held: 2, offered: 0 });
  });

  it('keeps the room of open offers apart', async () => {
    const desk = new Memory()
      .seed(
        'offers',
        anOffer(),
        anOffer({ id: 'offer-2', caseId: 'case-2' }),
        anOffer({ id: 'offer-3', state: 'taken' }),
      )
      .seed('queueItems', aQueueItem({ caseId: 'case-2', capacityUnits: 3 }));
    assert.deepEqual((await loadsOf(desk.unit(), ['ana', 'ben'])).get('ana'), { held: 0, offered: 4 });
  });

  it('knows nobody when asked for nobody', async () => {
    assert.equal((await loadsOf(new Memory().unit(), [])).size, 0);
  });
});
