import assert from 'node:assert/strict';
import { aFakeTeams, type FakeTeams } from '../fixtures/fake-teams.ts';
import { aRunningApp, type RunningApp } from '../fixtures/running-app.ts';
import { aCustomerChat, type CustomerChat } from './cast/customer-chat.ts';
import { aTeamsMember, type TeamsMember } from './cast/teams-member.ts';

describe('words of danger', () => {
  let app: RunningApp;
  let teams: FakeTeams;
  let [priya, sofia, grace, hassan]: TeamsMember[] = [];
  let customer: CustomerChat;

  before(async () => {
    [app, teams] = await Promise.all([aRunningApp(), aFakeTeams()]);
    priya = await aTeamsMember(app, teams, 'agent-01');
    sofia = await aTeamsMember(app, teams, 'agent-05');
    grace = await aTeamsMember(app, teams, 'supervisor-01');
    hassan = await aTeamsMember(app, teams, 'supervisor-02');
    await sofia.press('presence.set');
  });
  afterEach(() => customer?.leaves());
  after(async () => {
    await app?.stop();
    await teams?.stop();
  });

  it('are answered with the safety text at once, before anything else', async () => {
    customer = await aCustomerChat(app, 'customer-beth-howarth');
    await customer.hears(/Hello Beth Howarth/);
    const from = performance.now();
    await customer.says('there is a strong smell of gas in the boiler room');
    const { text } = await customer.hears(/./);
    assert.ok(performance.now() - from < 1_000);
    assert.match(
      text,
      /^This can be dangerous\. Get everyone out of the area now.*call 999 or 112.*case C-1042\.$/s,
    );
  });

  it('open a case of the highest priority that goes to everybody who is there, and page every supervisor', async () => {
    const found = (await app.database.tables.cases.first({ number: 'C-1042' }))!;
    assert.deepEqual([found.danger, found.priority], [true, 'high']);
    for (const supervisor of [grace!, hassan!])
      assert.match(await supervisor.sees(/DANGER in C-1042/), /strong smell of gas/);
    for (const agent of [priya!, sofia!])
      await agent.card(/New case C-1042/, /Danger was reported: this goes first/);
    await sofia!.press('offer.accept');
    await priya!.card(/Offer of C-1042/, /Taken by Sofía Ortega/);
  });

  it('raise a running case instead of opening a second one, and are shouted at its agent', async () => {
    customer = await aCustomerChat(app, 'customer-simon-peake');
    const number = await customer.reports('the lift is slow today');
    await priya!.press('offer.accept', {}, new RegExp(number));
    await customer.says('now my colleague is stuck in the lift');
    await customer.hears(new RegExp(`This can be dangerous.*case ${number}`, 's'));
    assert.match(await priya!.sees(/^DANGER/), /stuck in the lift/);
    await grace!.sees(new RegExp(`DANGER in ${number}`));
    await priya!.card(new RegExp(`^${number}`), /Danger was reported/, /high priority/);
    assert.equal(
      await app.database.tables.cases.count({ customerId: 'customer-simon-peake', state: 'active' }),
      1,
    );
  });

  it('are understood in German', async () => {
    customer = await aCustomerChat(app, 'customer-tobias-lang');
    await customer.says('Es riecht nach Gas im Keller');
    assert.match((await customer.hears(/gefährlich/)).text, /Bringen Sie jetzt alle aus dem Bereich/);
  });
});
