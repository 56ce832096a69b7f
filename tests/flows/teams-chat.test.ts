import assert from 'node:assert/strict';
import { aFakeTeams, type FakeTeams } from '../fixtures/fake-teams.ts';
import { aRunningApp, type RunningApp } from '../fixtures/running-app.ts';
import { aCustomerChat, type CustomerChat } from './cast/customer-chat.ts';
import { aTeamsMember, type TeamsMember } from './cast/teams-member.ts';

/** Told in order: each chapter goes on where the one before ended. */
describe('the chat with the bot in Teams', () => {
  let app: RunningApp;
  let teams: FakeTeams;
  let another: FakeTeams;
  let mara: CustomerChat;
  let priya: TeamsMember;

  before(async () => {
    [app, teams, another] = await Promise.all([aRunningApp(), aFakeTeams(), aFakeTeams()]);
    mara = await aCustomerChat(app, 'customer-mara-weber');
  });
  after(async () => {
    mara?.leaves();
    await app?.stop();
    await Promise.all([teams?.stop(), another?.stop()]);
  });

  it('shows whoever opens it late what waits there already', async () => {
    await mara.reports('the air conditioner on floor 3 is leaking');
    priya = await aTeamsMember(app, teams, 'agent-01');
    await priya.press('offer.accept', {}, /New case C-1042/);
    await mara.hears(/Priya Nair has joined/);
    assert.match((await priya.card(/^C-1042/)).texts.join('\n'), /leaking/);
  });

  it('shows a card anew that its reader deleted, and goes on updating that one', async () => {
    const before = await priya.card(/^C-1042/);
    teams.forget(before.activityId);
    await mara.says('it is getting worse');
    const anew = await priya.card(/^C-1042/, /it is getting worse/);
    assert.notEqual(anew.activityId, before.activityId);
    await mara.says('please hurry');
    assert.equal((await priya.card(/^C-1042/, /please hurry/)).activityId, anew.activityId);
  });

  it('waits when Teams asks for patience, and loses nothing', async () => {
    teams.failNext({ status: 429, retryAfter: 1 }, { status: 502 });
    await mara.says('are you there?');
    await priya.sees(/are you there\?/);
    await priya.card(/^C-1042/, /are you there\?/);
    assert.equal((await app.database.outbox.counts()).dead, 0);
  });

  it('goes on in a new chat with what is still open', async () => {
    priya = await aTeamsMember(app, another, 'agent-01', 'a:after-a-new-installation');
    await priya.card(/^C-1042/, /are you there\?/);
    await priya.types('Yes, on my way');
    await mara.hears(/on my way/);
    await priya.card(/^C-1042/, /on my way/);
    const offers = another
      .chat(priya.conversationId)
      .filter(({ card }) => /Offer of/.test(JSON.stringify(card)));
    assert.deepEqual(offers, []);
  });

  it('finds cases and articles from the message box, and says kindly who may not', async () => {
    const search = (member: TeamsMember, commandId: string, value: string) =>
      member.post({
        type: 'invoke',
        name: 'composeExtension/query',
        value: { commandId, parameters: [{ name: 'query', value }] },
      });
    const { body } = await search(priya, 'searchCases', 'C-1042');
    assert.match(JSON.stringify(body), /Mara Weber, Harbourside Offices Ltd · active/);
    assert.match(
      JSON.stringify((await search(priya, 'searchArticles', 'radiator cold')).body),
      /radiators stay cold/,
    );
    const ruth = await aTeamsMember(app, teams, 'knowledge-author');
    const refused = await search(ruth, 'searchCases', 'C-1042');
    assert.deepEqual(
      [refused.status, refused.body.composeExtension],
      [
        200,
        { type: 'message', text: 'This needs the role agent or supervisor or dispatcher or technician.' },
      ],
    );
  });

  it('tells a stranger so, and answers 501 to what nobody serves', async () => {
    const stranger = { from: { id: '29:x', aadObjectId: 'nobody-we-know' }, conversation: { id: 'a:x' } };
    await priya.post({ type: 'message', text: 'hello', ...stranger });
    const answered = () => another.chat('a:x').find(({ text }) => /not on the staff list/.test(text));
    assert.ok(await another.until(answered, () => 'the stranger hears nothing'));
    assert.equal((await priya.post({ type: 'invoke', name: 'fileConsent/invoke', value: {} })).status, 501);
  });
});
