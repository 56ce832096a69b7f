import assert from 'node:assert/strict';
import { aFakeTeams, type FakeTeams } from '../fixtures/fake-teams.ts';
import { onEachEngine, type RunningApp } from '../fixtures/running-app.ts';
import { aCustomerChat, type CustomerChat } from './cast/customer-chat.ts';
import { aTeamsMember, type TeamsMember } from './cast/teams-member.ts';

/** Told in order: each chapter goes on where the one before ended. */
onEachEngine('the story, from a leak to five stars', (start) => {
  let app: RunningApp;
  let teams: FakeTeams;
  let playground: FakeTeams;
  let [mara, gemma, helen]: CustomerChat[] = [];
  let [priya, tom, nadia]: TeamsMember[] = [];

  const caseOf = async (number: string) => (await app.database.tables.cases.first({ number }))!;

  before(async () => {
    [app, teams, playground] = await Promise.all([start(), aFakeTeams({ dialogs: true }), aFakeTeams()]);
    priya = await aTeamsMember(app, teams, 'agent-01');
    tom = await aTeamsMember(app, playground, 'agent-02');
  });
  after(async () => {
    for (const customer of [mara, gemma, helen]) customer?.leaves();
    await app?.stop();
    await Promise.all([teams?.stop(), playground?.stop()]);
  });

  /** A customer whose question no article answers well enough: the case is opened and Priya takes it. */
  async function aCaseFor(customer: CustomerChat, problem: string, number: string): Promise<void> {
    await customer.says(problem);
    await customer.hears(/Did that solve it/);
    await customer.taps('No, still there');
    await customer.hears(new RegExp(`I have opened case ${number}`));
    await priya!.press('offer.accept', {}, new RegExp(number));
    await customer.hears(/Priya Nair has joined/);
  }

  it('greets a customer by name and answers with the passage of an article that fits', async () => {
    mara = await aCustomerChat(app, 'customer-mara-weber');
    await mara.hears(/Hello Mara Weber/);
    await mara.says('the AC on floor 3 is leaking again');
    const { card } = await mara.hears(/This may help right away/);
    assert.match(JSON.stringify(card), /bucket/);
    assert.match(JSON.stringify(card), /Source: Air conditioning is leaking/);
    await mara.hears(/Did that solve it/);
  });

  it('opens a case when that did not help, and says when to expect an answer', async () => {
    await mara!.taps('No, still there');
    const { text } = await mara!.hears(/I have opened case C-1042/);
    assert.match(text, /A colleague will answer by .*09:45/);
    const { state, priority, category, assetId, ownerId } = await caseOf('C-1042');
    assert.deepEqual({ state, priority, category, ownerId }, { state: 'active', priority: 'high', category: 'air-conditioning', ownerId: null });
    assert.match((await app.database.tables.assets.get(assetId!)).place, /floor 3/);
  });

  it('offers it to the agent who is free, and is hers at the press of Accept', async () => {
    const offer = await priya!.card(/New case C-1042/);
    assert.ok(offer.texts.some((text) => /Answer by 09:32/.test(text)));
    await priya!.press('offer.accept');
    assert.deepEqual((await priya!.card(/Offer of C-1042/, /You took it/)).activityId, offer.activityId);
    const card = await priya!.card(/C-1042/, /Yours/, /First response due/, /the AC on floor 3 is leaking again/);
    assert.ok(card.texts.some((text) => /Quay House/.test(text)));
    await mara!.hears(/Priya Nair has joined and will help you with case C-1042/);
  });

  it("carries plain words to the customer and echoes them with the case's number and the customer's name", async () => {
    await priya!.types('Good morning, is the water still dripping?');
    const heard = await mara!.hears(/still dripping/);
    assert.equal(heard.from, 'Priya Nair');
    assert.match(await priya!.sees(/Sent to/), /Mara Weber · C-1042: Good morning, is the water still dripping\?/);
    await priya!.card(/C-1042/, /First response met/);
  });

  it('shows the agent one line when the customer answers, and the one card renewed in place', async () => {
    const before = await priya!.card(/C-1042/, /Yours/);
    await mara!.says('Yes, onto my desk. Please hurry.');
    assert.equal(await priya!.sees(/onto my desk/), 'C-1042 · Mara Weber: Yes, onto my desk. Please hurry.');
    const after = await priya!.card(/C-1042/, /onto my desk/);
    assert.equal(after.activityId, before.activityId);
    assert.ok(after.revision > before.revision);
  });

  it('hands a case to a colleague with a note', async () => {
    gemma = await aCustomerChat(app, 'customer-gemma-fry');
    helen = await aCustomerChat(app, 'customer-helen-marsh');
    await aCaseFor(gemma, 'the radiators in room 2 stay cold', 'C-1043');
    await aCaseFor(helen, 'the main door does not close any more', 'C-1044');
    await priya!.fillsDialog('case.transfer', { target: 'agent:agent-02', note: 'She is in a hurry.' }, /C-1044/);
    await helen.hears(/Tom Ashworth has joined/);
    await tom!.card(/C-1044/, /Yours/);
    await tom!.sees(/Note from Priya Nair: She is in a hurry\./);
    await priya!.card(/C-1044/, /Now with Tom Ashworth/);
  });

  it('asks which case when several are active and none is in focus, and never guesses', async () => {
    await priya!.types('We will be there soon');
    assert.match(await priya!.sees(/Which case\?/), /You have 2 active: C-1042, C-1043/);
    await priya!.types('C-1043: is the valve open?');
    await gemma!.hears(/^is the valve open\?$/);
    await priya!.types('It is on our list', { quoting: await priya!.card(/C-1042/, /Yours/) });
    await mara!.hears(/It is on our list/);
    await priya!.press('case.focus', {}, /^C-1043/);
    await priya!.types('Please try it once more');
    await gemma!.hears(/Please try it once more/);
    assert.ok(![...mara!.heard(), ...gemma!.heard()].some((text) => /We will be there soon/.test(text)));
  });

  it('proposes a reply that nobody reads before the agent has sent it', async () => {
    await priya!.press('case.suggest-reply', {}, /^C-1042/);
    const card = await priya!.card(/^C-1042/, /Reply \(draft\)/);
    assert.ok(!mara!.heard().some((text) => /Hello Mara Weber,/.test(text)));
    await priya!.press('case.reply', {}, /^C-1042/);
    const { text } = await mara!.hears(/bucket|switch/i);
    assert.ok(card.verbs.includes('case.reply'));
    assert.match(text, /Mara/);
    await priya!.press('case.summary', {}, /^C-1042/);
    await priya!.card(/^C-1042/, /Summary\n.*leaking again/);
  });

  it('parks a case until its customer writes again', async () => {
    await priya!.press('case.park', {}, /^C-1043/);
    await priya!.card(/^C-1043/, /Parked/);
    assert.equal((await app.database.tables.conversations.get((await caseOf('C-1043')).conversationId!)).state, 'waiting');
    await gemma!.says('Still cold, I am afraid');
    await priya!.sees(/Still cold/);
    await priya!.card(/^C-1043/, /Active/, /Still cold/);
  });

  it('dispatches a technician from a dialog and books the best of three times', async () => {
    nadia = await aTeamsMember(app, teams, 'technician-02');
    await priya!.fillsDialog('case.dispatch', { need: 'Leak at the ceiling unit, bring a pump' }, /^C-1042/);
    const slots = await priya!.card(/Times for W-2074/, /Quay House/);
    assert.equal(slots.verbs.filter((verb) => verb === 'booking.make').length, 3);
    await priya!.press('booking.make', {}, /W-2074/);
    await priya!.card(/Times for W-2074/, /Booked: /);
    const { text } = await mara!.hears(/W-2074/);
    console.info(text, slots.texts);
  });
});
