import assert from 'node:assert/strict';
import { aFakeTeams, type FakeTeams } from '../fixtures/fake-teams.ts';
import { onEachEngine, type RunningApp } from '../fixtures/running-app.ts';
import { aCustomerChat, type CustomerChat } from './cast/customer-chat.ts';
import { aTeamsMember, type Card, type TeamsMember } from './cast/teams-member.ts';

onEachEngine('a promise that is not kept', (start) => {
  let app: RunningApp;
  let teams: FakeTeams;
  let theo: CustomerChat;
  let priya: TeamsMember;
  let elena: TeamsMember;
  let grace: TeamsMember;
  let number: string;

  const theCase = async () => (await app.database.tables.cases.first({ number }))!;
  /** Silver customers are answered within an hour; the warning comes after three quarters of it. */
  beforeEach(async () => {
    [app, teams] = await Promise.all([start(), aFakeTeams({ dialogs: true })]);
    priya = await aTeamsMember(app, teams, 'agent-01');
    elena = await aTeamsMember(app, teams, 'agent-03');
    grace = await aTeamsMember(app, teams, 'supervisor-01');
    theo = await aCustomerChat(app, 'customer-theo-baines');
    number = await theo.reports('there is a draught at the window of meeting room 4');
    await priya.press('offer.accept');
  });
  afterEach(async () => {
    theo?.leaves();
    await app?.stop();
    await teams?.stop();
  });

  async function theEscalation(): Promise<Card> {
    await app.advance('PT61M');
    return grace.card(new RegExp(`First response overdue: ${number}`), /Theo Baines/);
  }

  it('warns the agent while there is time', async () => {
    await app.advance('PT46M');
    assert.match(await priya.sees(/First response due/), new RegExp(`^${number} .*1[34] min left`));
    await theo.says('anybody there?');
    await priya.types('Yes, I am looking into it');
    await theo.hears(/looking into it/);
    await app.advance('PT1H');
    assert.equal(await app.database.tables.escalations.count({}), 0);
  });

  it('asks a supervisor, who hands the case to a senior one priority higher', async () => {
    const asked = await theEscalation();
    assert.deepEqual([...asked.verbs].sort(), [
      'escalation.approve',
      'escalation.decline',
      'escalation.snooze',
    ]);
    await grace.press('escalation.approve', { reason: 'She waits since breakfast.' });
    const decided = await grace.card(
      /Approved by Grace Whitfield/,
      /now with (Elena Kovac|Tom Ashworth)/,
      /She waits since breakfast/,
    );
    assert.equal(decided.activityId, asked.activityId);
    assert.deepEqual(decided.verbs, []);
    const { ownerId, priority } = await theCase();
    assert.ok((await app.database.tables.agents.get(ownerId!)).senior);
    assert.equal(priority, 'high');
    await theo.hears(/(Elena Kovac|Tom Ashworth) has joined/);
    await priya.sees(new RegExp(`${number} now belongs to`));
  });

  it('believes the sender, not the card: an agent who presses a supervisor’s button is refused', async () => {
    const asked = await theEscalation();
    const data = {
      escalationId: (await app.database.tables.escalations.first({}))!.id,
      personId: grace.id,
      role: 'supervisor',
      from: { aadObjectId: grace.aadObjectId },
    };
    const action = { type: 'Action.Execute', verb: 'escalation.approve', data };
    const { body } = await elena.post({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: asked.activityId,
      value: { action },
    });
    assert.equal(body.value, 'This needs the role supervisor.');
    assert.equal((await app.database.tables.escalations.first({}))!.state, 'pending');
  });

  it('stays where it is when a supervisor declines with a reason; a stale card refuses kindly', async () => {
    const stale = await theEscalation();
    await grace.fillsDialog('escalation.decline', { reason: 'The glazier is on his way.' });
    await grace.card(/Declined by Grace Whitfield/, /The glazier is on his way/);
    assert.equal((await theCase()).ownerId, priya.id);
    const hassan = await aTeamsMember(app, teams, 'supervisor-02');
    const action = {
      type: 'Action.Execute',
      verb: 'escalation.approve',
      data: { escalationId: (await app.database.tables.escalations.first({}))!.id },
    };
    const { body } = await hassan.post({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: stale.activityId,
      value: { action },
    });
    assert.equal(body.value, 'This escalation was already declined by Grace Whitfield.');
  });

  it('comes back when it was snoozed', async () => {
    await theEscalation();
    await grace.press('escalation.snooze', { minutes: '30' });
    await grace.card(/Snoozed by Grace Whitfield .*back at/);
    await app.advance('PT20M');
    assert.equal((await app.database.tables.escalations.first({}))!.state, 'snoozed');
    await app.advance('PT11M');
    await grace.card(new RegExp(`First response overdue: ${number}`), /^(?!.*Snoozed by)/s);
    assert.equal((await app.database.tables.escalations.first({}))!.state, 'pending');
  });

  it('is off the supervisor’s hands once the case is resolved', async () => {
    await theEscalation();
    await priya.fillsDialog('case.resolve', { text: 'Window shut.' });
    const card = await grace.card(
      new RegExp(`First response overdue: ${number}`),
      /Declined/,
      new RegExp(`${number} is resolved`),
    );
    assert.deepEqual(card.verbs, []);
  });
});
