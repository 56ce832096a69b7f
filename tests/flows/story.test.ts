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
  let [priya, tom, owen]: TeamsMember[] = [];

  const caseOf = async (number: string) => (await app.database.tables.cases.first({ number }))!;

  const caseOrder = async () => (await app.database.tables.workOrders.first({ number: 'W-2077' }))!;

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
    assert.match(text, /A colleague will answer by 09:45 today/);
    const { state, priority, category, assetId, ownerId } = await caseOf('C-1042');
    assert.deepEqual(
      { state, priority, category, ownerId },
      { state: 'active', priority: 'high', category: 'air-conditioning', ownerId: null },
    );
    assert.match((await app.database.tables.assets.get(assetId!)).place, /floor 3/);
  });

  it('offers it to the agent who is free, and is hers at the press of Accept', async () => {
    const offer = await priya!.card(/New case C-1042/);
    assert.ok(offer.texts.some((text) => /Answer by 09:32/.test(text)));
    await priya!.press('offer.accept');
    assert.deepEqual((await priya!.card(/Offer of C-1042/, /You took it/)).activityId, offer.activityId);
    const card = await priya!.card(
      /C-1042/,
      /Yours/,
      /First response due/,
      /the AC on floor 3 is leaking again/,
    );
    assert.ok(card.texts.some((text) => /Quay House/.test(text)));
    await mara!.hears(/Priya Nair has joined and will help you with case C-1042/);
  });

  it("carries plain words to the customer and echoes them with the case's number and the customer's name", async () => {
    await priya!.types('Good morning, is the water still dripping?');
    const heard = await mara!.hears(/still dripping/);
    assert.equal(heard.from, 'Priya Nair');
    assert.match(
      await priya!.sees(/Sent to/),
      /Mara Weber · C-1042: Good morning, is the water still dripping\?/,
    );
    await priya!.card(/^C-1042/, /First response on time/);
  });

  it('shows the agent one line when the customer answers, and the one card renewed in place', async () => {
    const before = await priya!.card(/C-1042/, /Yours/);
    await mara!.types();
    await priya!.seesTyping();
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
    await priya!.fillsDialog(
      'case.transfer',
      { target: 'agent:agent-02', note: 'She is in a hurry.' },
      /C-1044/,
    );
    await helen.hears(/Tom Ashworth has joined/);
    await tom!.card(/C-1044/, /Yours/);
    await tom!.sees(/Note from Priya Nair: She is in a hurry\./);
    await priya!.card(/C-1044/, /Now with Tom Ashworth/);
    assert.equal((await caseOf('C-1044')).ownerId, tom!.id);
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
    assert.equal(
      (await app.database.tables.conversations.get((await caseOf('C-1043')).conversationId!)).state,
      'waiting',
    );
    await gemma!.says('Still cold, I am afraid');
    await priya!.sees(/Still cold/);
    await priya!.card(/^C-1043/, /Active/, /Still cold/);
  });

  it('dispatches a technician from a dialog and books the best of three times', async () => {
    owen = await aTeamsMember(app, playground, 'technician-01');
    await priya!.fillsDialog('case.dispatch', { need: 'Leak at the ceiling unit, bring a pump' }, /^C-1042/);
    const slots = await priya!.card(/^Times for W-2077/, /Quay House/);
    assert.equal(slots.verbs.filter((verb) => verb === 'booking.make').length, 3);
    await priya!.press('booking.make', {}, /^Times for W-2077/);
    await priya!.card(/^Times for W-2077/, /Booked: Owen Prosser, today 10:00 to 11:30/);
    const { text } = await mara!.hears(/Owen Prosser/);
    assert.match(text, /between 09:\d\d and 11:00/);
    assert.match(text, /switch the unit off/);
    await priya!.card(/^C-1042/, /W-2077 scheduled · Owen Prosser, today 10:00/);
  });

  it('shows the technician the visit with the one next step, and tells the customer of each', async () => {
    const visit = await owen!.card(/^Visit W-2077/, /Quay House/, /Condensate pump/, /goods lift/);
    assert.deepEqual(visit.verbs, ['booking.travel', 'booking.cannot']);
    await owen!.press('booking.travel');
    await mara!.hears(/Owen Prosser is on the way .* 6 minutes/);
    await owen!.press('booking.arrive');
    assert.equal((await caseOrder()).state, 'in-progress');
    await owen!.press('booking.break');
    await owen!.press('booking.resume');
    await app.advance('PT40M');
    const parts = { 'part:part-condensate-pump': '1', 'part:part-drain-hose': '2' };
    await owen!.press('booking.complete', { report: 'Pump replaced, drain flushed.', ...parts });
    await mara!.hears(/Owen Prosser has finished the work \(work order W-2077\)/);
    assert.match(
      await priya!.sees(/has finished W-2077/),
      /Pump replaced, drain flushed\.\nParts: 2 × Condensate drain hose, 2 m, 1 × Condensate pump/,
    );
    const done = await owen!.card(/^Visit W-2077/, /Fixed/, /Parts used: .*1 × Condensate pump/);
    assert.equal(done.activityId, visit.activityId);
    assert.deepEqual(done.verbs, []);
    assert.equal((await caseOrder()).state, 'completed');
  });

  it('resolves in a dialog, and the customer rates with one tap', async () => {
    await priya!.fillsDialog('case.resolve', { text: 'The condensate pump was replaced.' }, /^C-1042/);
    await mara!.hears(/Case C-1042 is done: The condensate pump was replaced/);
    await mara!.rates(5);
    await mara!.hears(/Thank you for the 5 out of 5/);
    assert.equal((await caseOf('C-1042')).satisfaction, 5);
    const card = await priya!.card(/^C-1042/, /Problem solved by Priya Nair/, /★★★★★ 5 of 5/);
    assert.deepEqual(card.verbs, []);
  });

  it('dispatches and resolves from forms within the card where no dialog can open', async () => {
    await tom!.press(
      'case.dispatch',
      { need: 'Door closer', skill: 'doors', durationMinutes: '45' },
      /^C-1044/,
    );
    await tom!.card(/^Times for W-2078/, /doors \d/);
    await tom!.press(
      'case.resolve',
      { type: 'information-provided', text: 'The porter closes it by hand.' },
      /^C-1044/,
    );
    await helen!.hears(/The porter closes it by hand/);
    await helen!.says('4');
    await helen!.hears(/Thank you for the 4 out of 5/);
    const { state, satisfaction, resolutionType } = await caseOf('C-1044');
    assert.deepEqual(
      { state, satisfaction, resolutionType },
      { state: 'resolved', satisfaction: 4, resolutionType: 'information-provided' },
    );
  });

  it('asks before a second case is opened when it was not over after all, and opens the first again', async () => {
    await helen!.says('now it squeaks as well');
    await helen!.hears(/Is it about case C-1044/);
    await helen!.taps('Yes, C-1044');
    await helen!.hears(/I have reopened case C-1044/);
    await tom!.sees(/C-1044 goes on: opened again, the customer wrote again/);
    await tom!.card(/^C-1044/, /Active · Yours/, /squeaks/);
    assert.equal((await caseOf('C-1044')).state, 'active');
  });

  it('lets a talk end after the rating, and begins a new one when the customer comes back', async () => {
    const { conversationId } = await caseOf('C-1042');
    await app.advance('PT20M');
    await mara!.says('hello again, thank you');
    await mara!.hears(/Hello|welcome/);
    assert.equal((await app.database.tables.conversations.get(conversationId!)).state, 'closed');
  });

  it('closes a case for good after three days without a word', async () => {
    await app.advance('PT73H');
    const priyas = await priya!.card(/^C-1042/, /Closed/);
    assert.deepEqual(priyas.verbs, []);
    assert.equal((await caseOf('C-1042')).state, 'closed');
  });
});
