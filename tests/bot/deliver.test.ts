import assert from 'node:assert/strict';
import { canOpenDialogs, deliverer } from '../../bot/deliver.ts';
import { type ConnectorAnswer, Unanswered } from '../../bot/teams/connector.ts';
import type { ClaimedOutgoing } from '../../domain/messaging/outbox.ts';
import { postCard, postText } from '../../domain/messaging/posting.ts';
import { aDesk } from '../fixtures/desk.ts';
import { aConversation } from '../fixtures/desk-records.ts';
import type { Memory } from '../fixtures/memory.ts';

const fine: ConnectorAnswer = { status: 200, id: 'activity-1', retryAfterSeconds: null, error: null };
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

/** A desk whose outbox is sent by hand through a connector that answers as told. */
function aSender(answer: () => Promise<ConnectorAnswer> = async () => fine) {
  const desk = aDesk().seed('teamsReferences', reference);
  const calls: string[] = [];
  const note = (what: string) => async (to: { conversationId: string }) => {
    calls.push(`${what} ${to.conversationId}`);
    return answer();
  };
  const deliver = deliverer({
    tables: desk.unit(),
    commit: desk.commit,
    connector: { send: note('send'), update: note('update'), remove: note('remove'), close: () => {} },
    render: async (post) => (post.kind === 'card' ? { card: { type: 'AdaptiveCard' } } : { text: post.text }),
    channels: {},
    now: () => desk.now,
  });
  return { desk, calls, deliver };
}

const claimed = (desk: Memory, at = -1, more: Partial<ClaimedOutgoing> = {}): ClaimedOutgoing => ({
  seq: 1,
  lane: 'person:ben',
  outgoing: desk.outbox.at(at)!,
  attempts: 0,
  queuedAt: desk.now,
  traceId: null,
  fence: 'f',
  uncertain: false,
  ...more,
});

const aCard = (desk: Memory) =>
  desk.commit((unit) => postCard(unit, { personId: 'ben', card: 'case', subjectId: 'c1', caseId: 'c1' }));

describe('sending posts to Teams', () => {
  it('sends a card once and updates it from then on', async () => {
    const { desk, calls, deliver } = aSender();
    const post = await aCard(desk);
    assert.deepEqual(await deliver(claimed(desk)), { how: 'sent', externalId: 'activity-1', revision: 1 });
    desk.seed('posts', { ...desk.one('posts', post.id), activityId: 'activity-1', sentRevision: 1 });
    await aCard(desk);
    assert.equal((await deliver(claimed(desk))).how, 'sent');
    assert.deepEqual(calls, ['send chat-ben', 'update chat-ben']);
  });

  it('shows a card anew that is not in the chat any more', async () => {
    const answers = [
      { ...fine, status: 404, id: null, error: '404 gone' },
      { ...fine, id: 'activity-2' },
    ];
    const { desk, calls, deliver } = aSender(async () => answers.shift()!);
    const post = await aCard(desk);
    desk.seed('posts', { ...desk.one('posts', post.id), activityId: 'activity-1' });
    assert.deepEqual(await deliver(claimed(desk)), { how: 'sent', externalId: 'activity-2', revision: 1 });
    assert.deepEqual(calls, ['update chat-ben', 'send chat-ben']);
  });

  it('sends a card once however often it changed meanwhile, with all that is new', async () => {
    const { desk, calls, deliver } = aSender();
    for (let change = 0; change < 4; change++) await aCard(desk);
    assert.equal(desk.outbox.length, 1);
    assert.deepEqual(await deliver(claimed(desk)), { how: 'sent', externalId: 'activity-1', revision: 4 });
    assert.deepEqual(calls, ['send chat-ben']);
  });

  it('sends nothing that has been sent', async () => {
    const { desk, calls, deliver } = aSender();
    const post = await aCard(desk);
    desk.seed('posts', { ...desk.one('posts', post.id), sentRevision: 1 });
    assert.equal((await deliver(claimed(desk))).how, 'superseded');
    assert.deepEqual(calls, []);
  });

  it('has nothing to send to somebody who is not in Teams', async () => {
    const { desk, calls, deliver } = aSender();
    await desk.commit(async (unit) => postText(unit, { personId: 'cleo', text: 'hi' }));
    assert.deepEqual(await deliver(claimed(desk)), { how: 'sent', externalId: null, revision: 1 });
    assert.deepEqual(calls, []);
  });

  it('keeps the limit of a thread: lines about a case are left to its card, cards wait', async () => {
    const { desk, deliver } = aSender();
    const line = async (caseId: string | null) => {
      await desk.commit(async (unit) => postText(unit, { personId: 'ben', text: 'x', caseId }));
      return (await deliver(claimed(desk))).how;
    };
    for (let n = 0; n < 7; n++) assert.equal(await line('c1'), 'sent');
    assert.equal(await line('c1'), 'superseded');
    assert.equal(await line(null), 'wait');
    await aCard(desk);
    assert.equal((await deliver(claimed(desk))).how, 'wait');
  });

  it('waits as long as Teams asks', async () => {
    const { desk, deliver } = aSender(async () => ({
      ...fine,
      status: 429,
      retryAfterSeconds: 7,
      error: '429',
    }));
    await aCard(desk);
    const delivery = await deliver(claimed(desk));
    assert.equal(delivery.how === 'retry' && delivery.at.getTime() - desk.now.getTime(), 7000);
  });

  it('shows an unknown outcome as maybe sent, and repeats only what changes nothing', async () => {
    const { desk, deliver } = aSender(() => Promise.reject(new Unanswered('cut')));
    const post = await aCard(desk);
    assert.equal((await deliver(claimed(desk))).how, 'maybe-sent');
    assert.equal((await deliver(claimed(desk, -1, { uncertain: true }))).how, 'maybe-sent');
    desk.seed('posts', { ...desk.one('posts', post.id), activityId: 'activity-1' });
    await assert.rejects(deliver(claimed(desk)), Unanswered);
  });

  it('sends a card again that changed since it may have been sent', async () => {
    const { desk, deliver } = aSender();
    for (let change = 0; change < 3; change++) await aCard(desk);
    const delivery = await deliver(claimed(desk, -1, { uncertain: true }));
    assert.deepEqual([delivery.how, 'revision' in delivery && delivery.revision], ['maybe-sent', 1]);
  });

  it('leaves it to whoever asked to see a card anew where it is from then on', async () => {
    const { desk, deliver } = aSender();
    const post = await aCard(desk);
    desk.seed('posts', { ...desk.one('posts', post.id), activityId: 'activity-1' });
    assert.deepEqual(await deliver(claimed(desk)), { how: 'sent', externalId: null, revision: 1 });
  });

  it('marks a person who blocked the bot, and stops writing to them', async () => {
    const { desk, calls, deliver } = aSender(async () => ({
      ...fine,
      status: 403,
      error: 'MessageWritesBlocked',
    }));
    await aCard(desk);
    await deliver(claimed(desk));
    assert.ok(desk.one('teamsReferences', 'ben').blockedAt);
    await aCard(desk);
    await deliver(claimed(desk));
    assert.equal(calls.length, 1);
  });

  it('gives up on what can never be sent, and tries again what may', async () => {
    const refused = aSender(async () => ({ ...fine, status: 400, error: 'bad card' }));
    await aCard(refused.desk);
    assert.equal((await refused.deliver(claimed(refused.desk))).how, 'failed');
    const down = aSender(async () => ({ ...fine, status: 500, error: '500' }));
    await aCard(down.desk);
    await assert.rejects(down.deliver(claimed(down.desk)), /500/);
  });

  it('says so when a channel is not set up', async () => {
    const { desk, deliver } = aSender();
    desk.seed('conversations', aConversation({ id: 'conv', channel: 'sms' }));
    const outgoing = { kind: 'customer-message', conversationId: 'conv', messageId: 'm' } as const;
    assert.deepEqual(await deliver(claimed(desk, -1, { outgoing })), {
      how: 'failed',
      error: 'the channel sms is not set up',
    });
  });

  it('opens dialogs only where Teams is, not in the playground', () => {
    assert.equal(canOpenDialogs({ serviceUrl: 'https://smba.trafficmanager.net/emea/' }), true);
    assert.equal(canOpenDialogs({ serviceUrl: 'http://localhost:56150/_connector' }), false);
  });
});
