import assert from 'node:assert/strict';
import { customerTyping } from '../../bot/typing.ts';
import { aDesk } from '../fixtures/desk.ts';
import { aConversation } from '../fixtures/desk-records.ts';

const reference = {
  id: 'ben',
  version: 0,
  unitId: 'main',
  serviceUrl: 'https://smba.example.net/',
  conversationId: 'chat-ben',
  channelId: 'msteams',
  botId: '28:bot',
  botName: 'Fieldline',
  userId: '29:ben',
  tenantId: 't',
  blockedAt: null,
};

describe('typing of a customer', () => {
  it('is shown to the agent in charge, not more often than it says something new', async () => {
    const desk = aDesk()
      .seed('conversations', aConversation({ externalId: 'chat-1', agentId: 'ben' }))
      .seed('teamsReferences', reference);
    const shown: string[] = [];
    const answer = { status: 200, id: null, retryAfterSeconds: null, error: null };
    const typing = customerTyping({
      tables: desk.unit(),
      connector: {
        send: async (to) => {
          shown.push(to.conversationId);
          return answer;
        },
      },
      now: () => desk.now,
      log: { debug: () => {} },
    });
    await typing('chat-1');
    await typing('chat-1');
    await typing('unknown');
    assert.deepEqual(shown, ['chat-ben']);
    desk.advance(1);
    await typing('chat-1');
    assert.equal(shown.length, 2);
  });
});
