import assert from 'node:assert/strict';
import { endSessions, giveConversation, moveAndSave } from '../../../../domain/routing/desk/sessions.ts';
import { aCase, aConversation, anActor, anAgent, aSession } from '../../../fixtures/desk-records.ts';
import { Memory } from '../../../fixtures/memory.ts';

const talking = aCase({ conversationId: 'conv-1', ownerId: 'ben' });
const give = (desk: Memory, actorId = 'ana') =>
  desk.commit(
    (unit) => giveConversation(unit, talking, { agent: anAgent(), units: 2, endReason: undefined }),
    { actor: anActor(actorId) },
  );

describe('giving a conversation to an agent', () => {
  it('begins his session with the units of the item, once', async () => {
    const desk = new Memory().seed('conversations', aConversation()).seed('sessions', aSession());
    await give(desk);
    await give(desk);
    assert.deepEqual(
      desk
        .all('sessions')
        .map(({ holderId, capacityUnits, endReason }) => [holderId, capacityUnits, endReason]),
      [
        ['ana', 2, null],
        ['bot', 0, 'bot-transfer-to-agent'],
      ],
    );
    assert.equal(desk.all('participants').length, 1);
  });

  it('notes who ended the session before: the holder himself, or somebody else', async () => {
    for (const [actorId, reason] of [
      ['ben', 'agent-transferred'],
      ['sam', 'supervisor-assign'],
    ] as const) {
      const desk = new Memory()
        .seed('conversations', aConversation({ state: 'active' }))
        .seed('sessions', aSession({ holderId: 'ben' }));
      await give(desk, actorId);
      assert.equal(desk.one('sessions', 'session-1').endReason, reason);
    }
  });
});

describe('ending sessions', () => {
  it('ends those of the conversation and those the customer moved on from, not other people’s', async () => {
    const desk = new Memory().seed(
      'sessions',
      aSession({ id: 's-1', holderId: 'ben' }),
      aSession({ id: 's-2', holderId: 'ben', conversationId: 'conv-old', caseId: 'case-1' }),
      aSession({ id: 's-3', holderId: 'ben', conversationId: 'conv-2', caseId: 'case-2' }),
    );
    await desk.commit((unit) => endSessions(unit, talking, 'agent-parked'));
    assert.deepEqual(
      desk.all('sessions').map(({ endReason }) => endReason),
      ['agent-parked', 'agent-parked', null],
    );
  });
});

describe('moving a conversation', () => {
  it('tells what moved, and nothing when nothing did', async () => {
    const desk = new Memory().seed('conversations', aConversation({ caseId: 'case-1' }));
    const move = (state: 'open' | 'active') =>
      desk.commit(async (unit) => moveAndSave(unit, await unit.conversations.get('conv-1'), { state }));
    await move('open');
    assert.equal(desk.events.length, 0);
    await move('active');
    assert.deepEqual(desk.events[0]?.data, {
      conversationId: 'conv-1',
      caseId: 'case-1',
      from: 'open',
      to: 'active',
    });
  });
});
