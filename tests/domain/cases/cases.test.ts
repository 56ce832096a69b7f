import assert from 'node:assert/strict';
import { sendArticle, suggestReply, summariseCase } from '../../../domain/cases/assist.ts';
import { moveCase } from '../../../domain/cases/case.ts';
import { requireCharge } from '../../../domain/cases/charge.ts';
import { addressedCase, focusCase } from '../../../domain/cases/focus.ts';
import { titleOf } from '../../../domain/cases/open.ts';
import { raiseDanger } from '../../../domain/cases/raise.ts';
import { rateCase } from '../../../domain/cases/rate.ts';
import { caseReactions } from '../../../domain/cases/reactions.ts';
import { replyToCustomer } from '../../../domain/cases/reply.ts';
import {
  cancelCase,
  closeCase,
  closeConversation,
  reopenCase,
  resolveCase,
} from '../../../domain/cases/resolve.ts';
import { acceptOffer } from '../../../domain/routing/offers.ts';
import { actorOf, aDesk, ben, cleo, heard, know, sam, says } from '../../fixtures/desk.ts';
import { aCase } from '../../fixtures/desk-records.ts';
import type { Memory } from '../../fixtures/memory.ts';

/** A desk where Ben has taken Mara's case about a door. */
async function taken(): Promise<{ desk: Memory; caseId: string }> {
  const desk = aDesk();
  await says(desk, 'the door closer on floor 1 is broken');
  const offer = desk.all('offers', { agentId: 'ben' })[0]!;
  await desk.commit((unit) => acceptOffer(unit, { offerId: offer.id }), { actor: ben });
  return { desk, caseId: offer.caseId };
}

const refusedAs = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

describe('a case', () => {
  it('moves only along its transition table', () => {
    assert.equal(moveCase(aCase({ state: 'active' }), 'resolved').state, 'resolved');
    assert.equal(moveCase(aCase({ state: 'resolved' }), 'active').state, 'active');
    for (const [from, to] of [
      ['closed', 'active'],
      ['cancelled', 'resolved'],
      ['active', 'closed'],
    ] as const)
      assert.throws(() => moveCase(aCase({ state: from }), to), refusedAs('case.transition_not_allowed'));
  });

  it('takes its title from the first sentence, cut at a word', () => {
    assert.equal(titleOf('The AC leaks. Please hurry.'), 'The AC leaks.');
    assert.equal(
      titleOf('Die Klimaanlage im 3. Stock tropft. Bitte eilig.'),
      'Die Klimaanlage im 3. Stock tropft.',
    );
    assert.ok(titleOf('word '.repeat(40)).length <= 80);
    assert.equal(titleOf('   '), 'No description');
  });

  it('brings the answer of its agent to the customer, and echoes it with number and name', async () => {
    const { desk, caseId } = await taken();
    await desk.commit((unit) => replyToCustomer(unit, { caseId, text: 'On our way.' }), { actor: ben });
    assert.equal(heard(desk).at(-1), 'On our way.');
    const echo = desk.all('posts', { personId: 'ben' }).find(({ text }) => text.startsWith('Sent to'));
    assert.match(echo?.text ?? '', /Mara Weber · C-1042: On our way\./);
    assert.ok(desk.one('cases', caseId).firstRespondedAt);
  });

  it('is answered only by its owner or a supervisor', async () => {
    const { desk, caseId } = await taken();
    const reply = (actor: typeof ben) =>
      desk.commit((unit) => replyToCustomer(unit, { caseId, text: 'Hi' }), { actor });
    await assert.rejects(reply(cleo), refusedAs('case.not_yours'));
    await assert.rejects(reply(actorOf('t', 'Tom', 'technician')), refusedAs('role.not_allowed'));
    await reply(sam);
    assert.equal(heard(desk).at(-1), 'Hi');
  });

  it('may be touched by anybody of the desk while it has no owner', async () => {
    const desk = aDesk();
    await desk.commit((unit) => requireCharge(unit, aCase({ ownerId: null })), { actor: cleo });
    await assert.rejects(
      desk.commit((unit) => requireCharge(unit, aCase({ ownerId: 'ben' })), { actor: cleo }),
      /Ben Ode/,
    );
  });

  it('goes first of all when it turns dangerous', async () => {
    const { desk, caseId } = await taken();
    await desk.commit((unit) => raiseDanger(unit, { caseId }));
    assert.deepEqual([desk.one('cases', caseId).danger, desk.one('cases', caseId).priority], [true, 'high']);
    assert.ok(Object.keys(caseReactions).includes('message.received'));
  });

  it('sends nothing that is empty', async () => {
    const { desk, caseId } = await taken();
    await assert.rejects(
      desk.commit((unit) => replyToCustomer(unit, { caseId, text: '  ' }), { actor: ben }),
      refusedAs('message.empty'),
    );
  });

  it('is resolved with a text, asks for the rating, takes it from its customer alone and closes after the reopen window', async () => {
    const { desk, caseId } = await taken();
    await desk.commit(
      (unit) => resolveCase(unit, { caseId, type: 'problem-solved', text: 'Closer replaced.' }),
      { actor: ben },
    );
    assert.equal(desk.all('messages', { direction: 'outbound' }).at(-1)?.card?.card, 'rating');
    await assert.rejects(
      desk.commit((unit) => rateCase(unit, { caseId, rating: 5 }), { actor: ben }),
      refusedAs('role.not_allowed'),
    );
    await desk.commit((unit) => rateCase(unit, { caseId, rating: 4, raterId: 'mara' }));
    await assert.rejects(
      desk.commit((unit) => rateCase(unit, { caseId, rating: 6, raterId: 'mara' })),
      refusedAs('rating.out_of_range'),
    );
    assert.equal(desk.one('cases', caseId).satisfaction, 4);
    assert.ok(desk.timers.has(`case.close:${caseId}`));
    await desk.commit((unit) => closeCase(unit, caseId));
    assert.equal(desk.one('cases', caseId).state, 'closed');
    const { conversationId } = desk.one('cases', caseId);
    await desk.commit((unit) => closeConversation(unit, conversationId ?? ''));
    assert.equal(desk.one('conversations', conversationId ?? '').state, 'closed');
  });

  it('begins a new conversation of the same customer when a closed one is written to', async () => {
    const { desk, caseId } = await taken();
    await desk.commit((unit) => resolveCase(unit, { caseId, type: 'problem-solved', text: 'Done.' }), {
      actor: ben,
    });
    await desk.commit((unit) => closeConversation(unit, desk.one('cases', caseId).conversationId ?? ''));
    await says(desk, 'hello');
    assert.deepEqual(
      desk.all('conversations').map(({ customerId, state }) => [customerId, state]),
      [
        ['mara', 'closed'],
        ['mara', 'open'],
      ],
    );
  });

  it('comes back to its owner when it is opened again', async () => {
    const { desk, caseId } = await taken();
    await desk.commit((unit) => resolveCase(unit, { caseId, type: 'problem-solved', text: 'Done.' }), {
      actor: ben,
    });
    await desk.commit((unit) => reopenCase(unit, { caseId, why: 'it broke again' }), { actor: sam });
    assert.equal(desk.one('cases', caseId).ownerId, 'ben');
    assert.equal(desk.one('cases', caseId).resolution, null);
    assert.equal(desk.timers.has(`case.close:${caseId}`), false);
  });

  it('can be taken back without asking anybody for a rating', async () => {
    const { desk, caseId } = await taken();
    await desk.commit((unit) => cancelCase(unit, { caseId, why: 'opened twice' }), { actor: ben });
    assert.equal(desk.one('cases', caseId).state, 'cancelled');
    assert.ok(desk.all('messages').every(({ card }) => card?.card !== 'rating'));
  });
});

describe('plain words of an agent', () => {
  it('go to the case in focus, to the only active one, or to the one that is named', async () => {
    const { desk, caseId } = await taken();
    const to = (text: string) => desk.commit((unit) => addressedCase(unit, { text }), { actor: ben });
    assert.equal((await to('hello')).found.id, caseId);
    assert.deepEqual((({ found, text }) => [found.number, text])(await to('c-1042: on our way')), [
      'C-1042',
      'on our way',
    ]);
    await assert.rejects(to('C-9999: hello'), refusedAs('record.not_found'));
  });

  it('are never guessed: with several active and none in focus the bot asks which', async () => {
    const desk = aDesk().seed(
      'cases',
      aCase({ id: 'c1', number: 'C-1', ownerId: 'ben', state: 'active' }),
      aCase({ id: 'c2', number: 'C-2', ownerId: 'ben', state: 'active' }),
    );
    const to = (quotedCaseId?: string) =>
      desk.commit((unit) => addressedCase(unit, { text: 'hi', quotedCaseId: quotedCaseId ?? null }), {
        actor: ben,
      });
    await assert.rejects(
      to(),
      (error: Error) => refusedAs('case.no_focus')(error) && /C-1, C-2/.test(error.message),
    );
    assert.equal((await to('c2')).found.id, 'c2');
    await desk.commit((unit) => focusCase(unit, { caseId: 'c1' }), { actor: ben });
    assert.equal((await to()).found.id, 'c1');
    await assert.rejects(
      desk.commit((unit) => addressedCase(unit, { text: 'hi' }), { actor: cleo }),
      refusedAs('case.none_active'),
    );
  });
});

describe('help for an agent', () => {
  it('puts a proposed reply on the card, and takes it off once something is sent', async () => {
    const { desk, caseId } = await taken();
    await says(desk, 'and the unit leaks too');
    const { draft } = await desk.commit((unit) => suggestReply(unit, { caseId, copilot: know }), {
      actor: ben,
    });
    assert.match(draft ?? '', /^Dear Mara Weber/);
    assert.equal(desk.one('posts', `ben:case:${caseId}`).draft, draft);
    await desk.commit((unit) => replyToCustomer(unit, { caseId, text: 'x' }), { actor: ben });
    assert.equal(desk.one('posts', `ben:case:${caseId}`).draft, null);
  });

  it('says so when no article supports an answer', async () => {
    const { desk, caseId } = await taken();
    assert.equal(
      (await desk.commit((unit) => suggestReply(unit, { caseId, copilot: know }), { actor: ben })).draft,
      null,
    );
    assert.equal(desk.one('posts', `ben:case:${caseId}`).draft, null);
    assert.ok(desk.all('posts', { personId: 'ben' }).some(({ text }) => /no article supports/.test(text)));
  });

  it('sums the talk up and sends an article as the agent', async () => {
    const { desk, caseId } = await taken();
    const { summary } = await desk.commit((unit) => summariseCase(unit, { caseId, copilot: know }), {
      actor: ben,
    });
    assert.match(summary, /door closer/);
    await assert.rejects(
      desk.commit((unit) => sendArticle(unit, { caseId, articleId: 'nope', copilot: know }), { actor: ben }),
      refusedAs('record.not_found'),
    );
  });
});
