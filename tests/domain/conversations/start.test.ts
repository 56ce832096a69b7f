import assert from 'node:assert/strict';
import { moveConversation } from '../../../domain/conversations/conversation.ts';
import { advanceDelivery } from '../../../domain/conversations/message.ts';
import { sayToCustomer, theBot } from '../../../domain/conversations/say.ts';
import { sniffType } from '../../../domain/conversations/sniff-type.ts';
import { conversationOf } from '../../../domain/conversations/start.ts';
import { aDesk } from '../../fixtures/desk.ts';
import { aConversation } from '../../fixtures/desk-records.ts';

const caller = {
  channel: 'web-chat',
  externalId: 'chat-9',
  customerExternalId: null,
  name: ' Jo ',
  language: 'fr-CA',
} as const;

describe('a conversation', () => {
  it('begins with its customer, its participants and a session of the bot, and goes on as the same one', async () => {
    const desk = aDesk();
    const first = await desk.commit((unit) => conversationOf(unit, caller));
    const again = await desk.commit((unit) => conversationOf(unit, caller));
    assert.equal(again.conversation.id, first.conversation.id);
    assert.deepEqual(
      [first.customer.name, first.customer.anonymous, first.conversation.language],
      ['Jo', true, 'fr'],
    );
    assert.deepEqual(
      desk.all('participants').map(({ kind }) => kind),
      ['customer', 'bot'],
    );
    assert.equal(desk.all('sessions')[0]?.holderId, 'bot');
  });

  it('knows a customer that a signed identity vouches for, and makes a new one for a new identity', async () => {
    const desk = aDesk();
    const known = await desk.commit((unit) =>
      conversationOf(unit, { ...caller, customerExternalId: 'ext-mara' }),
    );
    assert.equal(known.customer.id, 'mara');
    const fresh = await desk.commit((unit) =>
      conversationOf(unit, { ...caller, externalId: 'x', customerExternalId: 'ext-new' }),
    );
    assert.deepEqual([fresh.customer.anonymous, fresh.customer.externalId], [false, 'ext-new']);
  });

  it('moves only along its transition table', () => {
    const at = new Date('2026-03-02T09:00:00Z');
    assert.equal(moveConversation(aConversation({ state: 'open' }), 'active', at).state, 'active');
    assert.throws(() => moveConversation(aConversation({ state: 'closed' }), 'active', at), /cannot become/);
    assert.throws(() => moveConversation(aConversation({ state: 'open' }), 'wrap-up', at), /cannot become/);
  });

  it('shows in web chat with the commit, and leaves through the outbox elsewhere', async () => {
    const desk = aDesk();
    await desk.commit(async (unit) =>
      sayToCustomer(unit, aConversation({ channel: 'web-chat' }), { text: 'a' }),
    );
    await desk.commit(async (unit) =>
      sayToCustomer(unit, aConversation({ channel: 'sms' }), { text: 'b', by: theBot }),
    );
    assert.deepEqual(
      desk.webChatEntries.map(({ activity }) => activity.text),
      ['a'],
    );
    assert.deepEqual(
      desk.outbox.map(({ kind }) => kind),
      ['customer-message'],
    );
    assert.deepEqual(
      desk.all('messages').map(({ state }) => state),
      ['sent', 'queued'],
    );
  });
});

describe('delivery of a message', () => {
  it('only moves forward, however reports are ordered', () => {
    const desk = aDesk();
    return desk.commit(async (unit) => {
      const message = sayToCustomer(unit, aConversation({ channel: 'sms' }), { text: 'b' });
      const read = advanceDelivery(message, 'read');
      assert.equal(advanceDelivery(read, 'sent').state, 'read');
      assert.equal(advanceDelivery(message, 'maybe-sent').state, 'maybe-sent');
    });
  });
});

describe('the type of a file', () => {
  it('is what its first bytes say', () => {
    assert.equal(
      sniffType(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'text/html'),
      'image/png',
    );
    assert.equal(sniffType(Buffer.from('%PDF-1.7'), 'image/png'), 'application/pdf');
  });

  it('is never one that a browser would run', () => {
    for (const claimed of ['text/html', 'image/svg+xml', 'application/javascript', 'application/xhtml+xml'])
      assert.equal(sniffType(Buffer.from('<script>'), claimed), 'application/octet-stream');
    assert.equal(sniffType(Buffer.from('hello'), 'Text/Plain; charset=utf-8'), 'text/plain');
  });
});
