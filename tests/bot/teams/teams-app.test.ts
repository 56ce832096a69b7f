import assert from 'node:assert/strict';
import { staffDesk } from '../../../bot/staff.ts';
import { verbs } from '../../../cards/verbs.ts';
import { aDesk, ben, know, says } from '../../fixtures/desk.ts';
import { keysOfTest } from '../../fixtures/iot/machines.ts';
import type { Memory } from '../../fixtures/memory.ts';
import { aTeams } from '../../fixtures/teams.ts';

const texts = (desk: Memory, personId: string) =>
  desk.all('posts', { personId, kind: 'text', author: 'bot' }).map(({ text }) => text);

async function withOffer() {
  const desk = aDesk();
  const teams = aTeams(desk);
  await says(desk, 'the door closer on floor 1 is broken');
  const [offer] = desk.all('offers', { agentId: 'ben' });
  return { desk, teams, offer: offer! };
}

describe('Teams', () => {
  it('remembers where a person is reached with the first turn, and shows the home card once', async () => {
    const desk = aDesk();
    const teams = aTeams(desk);
    await teams.turn({ type: 'installationUpdate', action: 'add' }, 'ben');
    await teams.says('ben', 'help');
    assert.equal(desk.one('teamsReferences', 'ben').conversationId, 'chat-ben');
    assert.equal(desk.all('posts', { personId: 'ben', card: 'home' }).length, 1);
    assert.match(texts(desk, 'ben').at(-1) ?? '', /Type an answer/);
  });

  it('tells a stranger so, and does nothing for them', async () => {
    const desk = aDesk();
    const teams = aTeams(desk);
    await teams.says('nobody', 'C-1: hello');
    assert.match(teams.sent[0]?.text ?? '', /not on the staff list/);
    const answer = await teams.press('nobody', 'offer.accept', { offerId: 'x' });
    assert.match(String((answer!.body as { value?: string })?.value), /not on the staff list/);
  });

  it('answers Action.Execute with the card that replaces the pressed one', async () => {
    const { desk, teams, offer } = await withOffer();
    const answer = await teams.press('ben', 'offer.accept', { offerId: offer.id });
    assert.equal(answer?.status, 200);
    assert.deepEqual((answer!.body as { type: string }).type, 'application/vnd.microsoft.card.adaptive');
    assert.equal(desk.one('cases', offer.caseId).ownerId, 'ben');
  });

  it('believes the verified sender and nothing on the card', async () => {
    const { desk, teams, offer } = await withOffer();
    const answer = await teams.press('cleo', 'offer.accept', {
      offerId: offer.id,
      agentId: 'ben',
      actor: 'ben',
      roles: ['admin'],
    });
    assert.match(String((answer!.body as { value?: string }).value), /somebody else/);
    assert.equal(desk.one('cases', offer.caseId).ownerId, null);
  });

  it('refuses kindly what a stale card asks for', async () => {
    const { teams, offer } = await withOffer();
    await teams.press('ben', 'offer.accept', { offerId: offer.id });
    const again = await teams.press('ben', 'offer.decline', { offerId: offer.id });
    assert.equal(again?.status, 200);
    assert.match(String((again!.body as { value?: string }).value), /ended/);
  });

  it('sends typed words to the customer of the case in focus, and asks when it cannot know', async () => {
    const { desk, teams, offer } = await withOffer();
    await teams.says('ben', 'hello');
    assert.equal(desk.all('posts', { personId: 'ben', card: 'home' }).length, 1);
    await teams.says('ben', 'the pump is here');
    assert.match(texts(desk, 'ben').at(-1) ?? '', /no active case/);
    await teams.press('ben', 'offer.accept', { offerId: offer.id });
    await teams.says('ben', 'We are on our way.');
    assert.equal(desk.all('messages', { authorKind: 'agent' }).at(-1)?.text, 'We are on our way.');
    assert.match(texts(desk, 'ben').at(-1) ?? '', /Sent to Mara Weber · C-1042/);
  });

  it('sends words that quote a card to the case of that card', async () => {
    const { desk, teams, offer } = await withOffer();
    await teams.press('ben', 'offer.accept', { offerId: offer.id });
    const post = desk.one('posts', `ben:case:${offer.caseId}`);
    desk.seed('posts', { ...post, activityId: 'activity-7' });
    desk.seed('agents', { ...desk.one('agents', 'ben'), focusCaseId: null });
    const quote = { contentType: 'messageReference', content: JSON.stringify({ messageId: 'activity-7' }) };
    await teams.says('ben', 'quoted answer', { attachments: [quote] });
    assert.equal(desk.all('messages', { authorKind: 'agent' }).at(-1)?.text, 'quoted answer');
  });

  it('opens a dialog by task/fetch and carries it out by task/submit', async () => {
    const { desk, offer } = await withOffer();
    const teams = aTeams(desk, {
      dialog: async (_actor, verb) => ({ title: `Dialog of ${verb}`, card: { type: 'AdaptiveCard' } }),
    });
    await teams.press('ben', 'offer.accept', { offerId: offer.id });
    const opened = await teams.invoke('ben', 'task/fetch', {
      data: { verb: 'case.resolve', caseId: offer.caseId },
    });
    assert.equal(
      (opened!.body as { task: { value: { title: string } } }).task.value.title,
      'Dialog of case.resolve',
    );
    const data = { verb: 'case.resolve', caseId: offer.caseId, type: 'problem-solved', text: 'Replaced.' };
    assert.equal((await teams.invoke('ben', 'task/submit', { data }))?.status, 200);
    assert.equal(desk.one('cases', offer.caseId).state, 'resolved');
    const again = await teams.invoke('ben', 'task/submit', { data });
    assert.match(JSON.stringify(again?.body), /resolved/);
  });

  it('searches cases and articles from the message box, also for a client that names no command', async () => {
    const asked: string[] = [];
    const teams = aTeams(aDesk(), {
      search: async (_actor, what, text) => {
        asked.push(`${what}:${text}`);
        return [{ title: 'C-1', subtitle: 'x', card: { type: 'AdaptiveCard' } }];
      },
    });
    const query = (commandId: string | undefined, value: string) =>
      teams.invoke('ben', 'composeExtension/query', { commandId, parameters: [{ name: 'query', value }] });
    const found = await query('searchCases', 'leak');
    await query('searchArticles', 'boiler');
    await query(undefined, 'lift');
    assert.deepEqual(asked, ['cases:leak', 'articles:boiler', 'cases:lift']);
    assert.equal(
      (found!.body as { composeExtension: { attachments: unknown[] } }).composeExtension.attachments.length,
      1,
    );
  });

  it('answers 501 to an invoke nobody serves', async () => {
    assert.equal((await aTeams(aDesk()).invoke('ben', 'something/else', {}))?.status, 501);
  });

  it('has exactly one handler for each verb', () => {
    const desk = aDesk();
    const { handlers } = staffDesk({
      commit: desk.commit,
      tables: desk.unit(),
      copilot: know,
      deviceKeys: keysOfTest,
      render: async () => ({ text: '' }),
    });
    assert.deepEqual([...handlers.keys()].sort(), [...verbs].sort());
  });

  it('refuses data that does not fit, naming the place', async () => {
    const desk = aDesk();
    const { press } = staffDesk({
      commit: desk.commit,
      tables: desk.unit(),
      copilot: know,
      deviceKeys: keysOfTest,
      render: async () => ({ text: '' }),
    });
    await assert.rejects(
      press(ben, { verb: 'case.resolve', data: { caseId: 'c', type: 'x', text: 'y' } }),
      /type/,
    );
    await assert.rejects(press(ben, { verb: 'no.such', data: {} }), /not known/);
  });
});
