import assert from 'node:assert/strict';
import { resolveCase } from '../../../domain/cases/resolve.ts';
import { reportDanger } from '../../../domain/conversations/danger.ts';
import { addToCase } from '../../../domain/conversations/join-case.ts';
import { rateShownArticle } from '../../../domain/conversations/offer-article.ts';
import { sayToCustomer } from '../../../domain/conversations/say.ts';
import { conversationOf } from '../../../domain/conversations/start.ts';
import type { Turn } from '../../../domain/conversations/turn.ts';
import { acceptOffer } from '../../../domain/routing/offers.ts';
import type { Unit } from '../../../domain/unit.ts';
import { aDesk, ben, heard, know, says } from '../../fixtures/desk.ts';

describe('the dialogue with a customer', () => {
  it('shows the article that fits with its source and asks whether that solved it', async () => {
    const desk = aDesk();
    assert.equal((await says(desk, 'the AC on floor 3 is leaking again')).step, 'offer-article');
    const [shown, asked] = desk.all('messages', { direction: 'outbound' });
    assert.equal(shown?.card?.card, 'article');
    assert.equal(asked?.card?.card, 'choices');
    assert.equal(desk.all('cases').length, 0);
  });

  it('opens no case when the article helped, and keeps that it did', async () => {
    const desk = aDesk();
    await says(desk, 'the AC on floor 3 is leaking again');
    assert.equal((await says(desk, 'Yes, solved')).step, 'rate-article');
    assert.equal(desk.all('cases').length, 0);
    assert.equal(desk.all('articleFeedback')[0]?.helped, true);
  });

  it('opens a case on "no", says the number and the expected answer time, and offers it to an agent', async () => {
    const desk = aDesk();
    await says(desk, 'the AC on floor 3 is leaking again');
    await says(desk, 'No, still there');
    const [opened] = desk.all('cases');
    assert.equal(opened?.number, 'C-1042');
    assert.equal(opened?.title, 'the AC on floor 3 is leaking again');
    assert.match(heard(desk).at(-1) ?? '', /C-1042.*11:00/);
    assert.equal(desk.all('offers', { state: 'offered' }).length, 1);
    assert.ok(desk.all('messages').every(({ caseId }) => caseId === opened?.id));
  });

  it('asks one question when it knows too little, and never a second', async () => {
    const desk = aDesk();
    assert.equal((await says(desk, 'talk to a person')).step, 'ask-details');
    assert.equal((await says(desk, 'hm')).step, 'open-case');
  });

  it('asks whether it is about the open case before it opens another', async () => {
    const desk = aDesk();
    await says(desk, 'the door closer on floor 1 is broken');
    await says(desk, 'something else entirely with the lights', { chat: 'chat-2' });
    assert.match(heard(desk).at(-1) ?? '', /C-1042/);
    assert.equal(desk.all('cases').length, 1);
    await says(desk, 'No, something new', { chat: 'chat-2' });
    assert.equal(desk.all('cases').length, 2);
  });

  it('adds the talk to the open case when the customer says so', async () => {
    const desk = aDesk();
    await says(desk, 'the door closer on floor 1 is broken');
    await says(desk, 'is there any news on the door', { chat: 'chat-2' });
    await says(desk, 'Yes, C-1042', { chat: 'chat-2' });
    assert.equal(desk.all('cases').length, 1);
    assert.equal(desk.all('conversations', { externalId: 'chat-2' })[0]?.caseId, desk.all('cases')[0]?.id);
  });

  it('skips everything on words of danger: safety text at once, highest priority, a person paged', async () => {
    const desk = aDesk();
    assert.equal((await says(desk, 'there is a strong smell of gas in the basement')).step, 'danger');
    const [opened] = desk.all('cases');
    assert.equal(opened?.danger, true);
    assert.equal(opened?.priority, 'high');
    assert.ok(heard(desk).some((text) => text.includes('112') && text.includes('C-1042')));
    assert.ok(desk.all('offers', { state: 'offered' }).length >= 2);
    assert.ok(desk.all('posts', { personId: 'sam' }).length > 0);
  });

  it('raises the running case on danger instead of opening another', async () => {
    const desk = aDesk();
    await says(desk, 'the door closer on floor 1 is broken');
    await says(desk, 'now someone is trapped inside the lift');
    assert.deepEqual(
      desk.all('cases').map(({ danger, priority }) => ({ danger, priority })),
      [{ danger: true, priority: 'high' }],
    );
  });

  it('says nothing on its own while an agent has the talk', async () => {
    const desk = aDesk();
    await says(desk, 'the door closer on floor 1 is broken');
    const offer = desk.all('offers', { agentId: 'ben' })[0]!;
    await desk.commit((unit) => acceptOffer(unit, { offerId: offer.id }), { actor: ben });
    const before = heard(desk).length;
    assert.equal((await says(desk, 'any news?')).step, 'pass-on');
    assert.equal(heard(desk).length, before);
    assert.ok(desk.all('posts', { personId: 'ben' }).some(({ text }) => text.includes('any news?')));
  });

  it('takes a number as the rating after the case is resolved, and thanks do not reopen it', async () => {
    const desk = aDesk();
    await says(desk, 'the door closer on floor 1 is broken');
    const offer = desk.all('offers', { agentId: 'ben' })[0]!;
    await desk.commit((unit) => acceptOffer(unit, { offerId: offer.id }), { actor: ben });
    const caseId = offer.caseId;
    await desk.commit(
      (unit) => resolveCase(unit, { caseId, type: 'problem-solved', text: 'Closer replaced.' }),
      { actor: ben },
    );
    assert.equal((await says(desk, 'thanks a lot')).step, 'thank');
    assert.equal(desk.one('cases', caseId).state, 'resolved');
    await says(desk, '5');
    assert.equal(desk.one('cases', caseId).satisfaction, 5);
    assert.equal(desk.one('cases', caseId).state, 'resolved');
  });

  it('greets a greeting and keeps an anonymous visitor apart from every known customer', async () => {
    const desk = aDesk();
    assert.equal((await says(desk, 'hello', { externalId: null, chat: 'anon' })).step, 'greet');
    const visitor = desk.all('customers', { anonymous: true })[0];
    assert.equal(visitor?.name, 'Visitor');
    assert.doesNotMatch(heard(desk)[0] ?? '', /Mara/);
  });

  it('notes nothing about an article that was not shown', async () => {
    const desk = aDesk();
    await desk.commit(async (unit) => rateShownArticle(await aTurn(unit), true));
    assert.equal(desk.all('articleFeedback').length, 0);
  });

  it('opens a danger case from a turn of its own, and adds a turn to a resolved case by opening it again', async () => {
    const desk = aDesk();
    await desk.commit(async (unit) => reportDanger(await aTurn(unit)));
    const [opened] = desk.all('cases');
    assert.equal(opened?.danger, true);
    desk.seed('cases', { ...opened!, state: 'resolved' });
    await desk.commit(async (unit) => addToCase(await aTurn(unit), await unit.cases.get(opened!.id)));
    assert.equal(desk.one('cases', opened!.id).state, 'active');
  });
});

/** A turn of Mara's in chat-1, in the middle of nothing. */
async function aTurn(unit: Unit): Promise<Turn> {
  const caller = {
    channel: 'web-chat',
    externalId: 'chat-1',
    customerExternalId: 'ext-mara',
    name: null,
    language: 'en',
  } as const;
  const { conversation, customer } = await conversationOf(unit, caller);
  const message = sayToCustomer(unit, conversation, { text: 'x' });
  return { unit, conversation, customer, message, know };
}
