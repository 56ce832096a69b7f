import assert from 'node:assert/strict';
import { aFakeTeams, type FakeTeams } from '../fixtures/fake-teams.ts';
import { aRunningApp, type RunningApp } from '../fixtures/running-app.ts';
import { aCustomerChat, type CustomerChat } from './cast/customer-chat.ts';
import { aTeamsMember, type Card, type TeamsMember } from './cast/teams-member.ts';

describe('a promise that is not kept', () => {
  let app: RunningApp;
  let teams: FakeTeams;
  let customer: CustomerChat;
  let priya: TeamsMember;
  let grace: TeamsMember;
  let number: string;

  const theCase = async () => (await app.database.tables.cases.first({ number }))!;
  const escalation = async () => app.database.tables.escalations.first({ caseNumber: number });

  before(async () => {
    [app, teams] = await Promise.all([aRunningApp(), aFakeTeams({ dialogs: true })]);
    priya = await aTeamsMember(app, teams, 'agent-01');
    grace = await aTeamsMember(app, teams, 'supervisor-01');
  });
  after(async () => {
    await app?.stop();
    await teams?.stop();
  });
  afterEach(() => customer?.leaves());

  /** Silver customers are answered within an hour; the warning comes after three quarters of it. */
  async function aCaseOf(customerId: string): Promise<void> {
    customer = await aCustomerChat(app, customerId);
    number = await customer.reports('there is a draught at the window of meeting room 4');
    await priya.press('offer.accept', {}, new RegExp(`New case ${number}`));
  }

  async function aLateCaseOf(customerId: string): Promise<Card> {
    await aCaseOf(customerId);
    await app.advance('PT61M');
    return grace.card(new RegExp(`^First response overdue: ${number}`));
  }

  it('warns the agent while there is time', async () => {
    await aCaseOf('customer-theo-baines');
    await app.advance('PT46M');
    assert.match(await priya.sees(/First response due/), new RegExp(`^${number} .*1[34] min left`));
    await priya.types(`${number}: Yes, I am looking into it`);
    await customer.hears(/looking into it/);
    await app.advance('PT1H');
    assert.equal(await escalation(), undefined);
  });

  it('believes the sender, not the card: an agent who sends what a supervisor would is refused', async () => {
    await aLateCaseOf('customer-morgan-price');
    const { id: escalationId } = (await escalation())!;
    const forged = { escalationId, personId: grace.id, role: 'supervisor', aadObjectId: grace.aadObjectId };
    assert.equal(await priya.tries('escalation.approve', forged), 'This needs the role supervisor.');
    assert.equal((await escalation())!.state, 'pending');
  });

  it('stays where it is when a supervisor declines with a reason; a stale card refuses kindly', async () => {
    await aLateCaseOf('customer-yusuf-aydin');
    await grace.fillsDialog(
      'escalation.decline',
      { reason: 'The glazier is on his way.' },
      new RegExp(number),
    );
    await grace.card(new RegExp(number), /Declined by Grace Whitfield/, /The glazier is on his way/);
    assert.equal((await theCase()).ownerId, priya.id);
    const hassan = await aTeamsMember(app, teams, 'supervisor-02');
    const words = await hassan.tries('escalation.approve', { escalationId: (await escalation())!.id });
    assert.equal(words, 'This escalation was already declined by Grace Whitfield.');
  });

  it('comes back when it was snoozed', async () => {
    await aLateCaseOf('customer-olivia-grant');
    await grace.press('escalation.snooze', { minutes: '30' }, new RegExp(number));
    await grace.card(new RegExp(number), /Snoozed by Grace Whitfield .*back at/);
    await app.advance('PT20M');
    assert.equal((await escalation())!.state, 'snoozed');
    await app.advance('PT11M');
    await grace.card(new RegExp(`^First response overdue: ${number}`), /^(?!.*Snoozed by)/s);
    assert.equal((await escalation())!.state, 'pending');
    await priya.fillsDialog('case.resolve', { text: 'Window shut.' }, new RegExp(`^${number}`));
    const settled = await grace.card(new RegExp(`^First response overdue: ${number}`), /Window|is resolved/);
    assert.deepEqual(settled.verbs, []);
  });

  it('asks a supervisor, who hands the case to a senior one priority higher', async () => {
    const asked = await aLateCaseOf('customer-jas-gill');
    assert.deepEqual(asked.verbs, ['escalation.approve', 'escalation.decline', 'escalation.snooze']);
    await grace.press('escalation.approve', { reason: 'She waits since breakfast.' });
    const senior = /now with (Elena Kovac|Tom Ashworth)/;
    const decided = await grace.card(/Approved by Grace Whitfield/, senior, /She waits since breakfast/);
    assert.equal(decided.activityId, asked.activityId);
    assert.deepEqual(decided.verbs, []);
    const { ownerId, priority } = await theCase();
    assert.ok((await app.database.tables.agents.get(ownerId!)).senior);
    assert.equal(priority, 'high');
    await customer.hears(/(Elena Kovac|Tom Ashworth) has joined/);
    await priya.sees(new RegExp(`${number} now belongs to`));
  });
});
