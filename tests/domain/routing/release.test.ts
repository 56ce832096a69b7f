import assert from 'node:assert/strict';
import { assignCase } from '../../../domain/routing/assign.ts';
import { releaseCase } from '../../../domain/routing/release.ts';
import { aCase, anActor } from '../../fixtures/desk-records.ts';
import { addWaiting, coolingDesk, eventsOf, linesTo, offeredTo } from './cooling-desk.ts';

const back = { why: 'needs another skill', endReason: 'agent-released' } as const;

describe('releasing a case', () => {
  async function anaHolds(agents: readonly string[]) {
    const desk = coolingDesk({ agents: agents.map((id) => ({ id })) });
    const caseId = addWaiting(desk, 1);
    await desk.commit((unit) => assignCase(unit, { caseId, agentId: 'ana', why: 'picked it' }), {
      actor: anActor('ana'),
    });
    return { desk, caseId };
  }

  it('puts it back into its queue and frees the owner', async () => {
    const { desk, caseId } = await anaHolds(['ana']);
    desk.reactions = {};
    await desk.commit((unit) => releaseCase(unit, { caseId, ...back }));
    assert.equal(desk.one('cases', caseId).ownerId, null);
    const conversation = desk.one('conversations', 'conv-1');
    assert.deepEqual([conversation.state, conversation.agentId], ['open', null]);
    assert.equal(desk.all('sessions', { holderId: 'ana' })[0]?.endReason, 'agent-released');
    assert.equal(desk.one('agents', 'ana').focusCaseId, null);
    const item = desk.one('queueItems', `case:${caseId}`);
    assert.deepEqual([item.state, item.declines], ['waiting', { ana: 1 }]);
    assert.deepEqual(linesTo(desk, 'ana'), ['C-1 is back in the queue: needs another skill.']);
    assert.deepEqual(eventsOf(desk, 'case.released'), [
      { caseId, fromId: 'ana', why: 'needs another skill' },
    ]);
  });

  it('keeps the place in line: the customer does not wait twice', async () => {
    const { desk, caseId } = await anaHolds(['ana']);
    const before = desk.one('queueItems', `case:${caseId}`).enteredAt;
    desk.advance(30);
    await desk.commit((unit) => releaseCase(unit, { caseId, ...back }));
    assert.deepEqual(desk.one('queueItems', `case:${caseId}`).enteredAt, before);
  });

  it('is offered to somebody else at once', async () => {
    const { desk, caseId } = await anaHolds(['ana', 'ben']);
    await desk.commit((unit) => releaseCase(unit, { caseId, ...back }));
    assert.deepEqual(offeredTo(desk, caseId), ['ben']);
  });

  it('brings a talk in wrap-up back into line, so that it is not closed while the customer waits', async () => {
    const { desk, caseId } = await anaHolds(['ana']);
    desk.seed('conversations', { ...desk.one('conversations', 'conv-1'), state: 'wrap-up' });
    await desk.commit((unit) => releaseCase(unit, { caseId, ...back }));
    assert.equal(desk.one('conversations', 'conv-1').state, 'open');
  });

  it('puts a case that was never routed into the fallback queue', async () => {
    const desk = coolingDesk({ agents: [] });
    desk.seed('cases', aCase({ queueId: null }));
    await desk.commit((unit) => releaseCase(unit, { caseId: 'case-1', ...back }));
    assert.equal(desk.one('queueItems', 'case:case-1').queueId, 'q-cooling');
    assert.equal(desk.one('cases', 'case-1').queueId, 'q-cooling');
  });

  it('refuses a case that has ended, and a unit without any queue', async () => {
    const desk = coolingDesk({ queue: { fallback: false } });
    desk.seed('cases', aCase({ state: 'closed' }), aCase({ id: 'case-2' }));
    await assert.rejects(
      desk.commit((unit) => releaseCase(unit, { caseId: 'case-1', ...back })),
      {
        code: 'case.transition_not_allowed',
      },
    );
    await assert.rejects(
      desk.commit((unit) => releaseCase(unit, { caseId: 'case-2', ...back })),
      {
        code: 'record.not_found',
      },
    );
  });
});
