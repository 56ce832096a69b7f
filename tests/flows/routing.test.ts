import assert from 'node:assert/strict';
import { aFakeTeams, type FakeTeams } from '../fixtures/fake-teams.ts';
import { onEachEngine, type RunningApp } from '../fixtures/running-app.ts';
import { aCustomerChat, type CustomerChat } from './cast/customer-chat.ts';
import { aTeamsMember, type TeamsMember } from './cast/teams-member.ts';

onEachEngine('offers of cases', (start) => {
  let app: RunningApp;
  let teams: FakeTeams;
  let [priya, marcus, sofia]: TeamsMember[] = [];
  let grace: TeamsMember;
  let customers: CustomerChat[] = [];

  const aCustomer = async (customerId: string) => {
    const customer = await aCustomerChat(app, customerId);
    customers.push(customer);
    return customer;
  };
  /** Who owns a case, by name. */
  const ownerOf = async (number: string) => {
    const found = await app.database.tables.cases.first({ number });
    return found?.ownerId ? (await app.database.tables.people.get(found.ownerId)).name : null;
  };

  beforeEach(async () => {
    [app, teams] = await Promise.all([start(), aFakeTeams()]);
    priya = await aTeamsMember(app, teams, 'agent-01');
    marcus = await aTeamsMember(app, teams, 'agent-04');
    sofia = await aTeamsMember(app, teams, 'agent-05');
    grace = await aTeamsMember(app, teams, 'supervisor-01');
    customers = [];
  });
  afterEach(async () => {
    for (const customer of customers) customer.leaves();
    await app?.stop();
    await teams?.stop();
  });

  it('go to three at once where the queue says so: the first accept wins, the others read who took it', async () => {
    for (const agent of [marcus!, sofia!]) await agent.press('presence.set');
    const janet = await aCustomer('customer-janet-cole');
    const number = await janet.reports('the lift stops five centimetres below floor 2');
    const all = [priya!, marcus!, sofia!];
    for (const agent of all) await agent.card(new RegExp(`New case ${number}`));

    const answers = await Promise.all(all.map((agent) => agent.press('offer.accept')));

    const winner = await ownerOf(number);
    const won = answers.filter(({ card }) => card && /You took it/.test(JSON.stringify(card)));
    const lost = answers.flatMap(({ text }) => (text === null ? [] : [text]));
    assert.equal(won.length, 1);
    assert.deepEqual(lost, Array(2).fill(`This offer has ended: taken by ${winner}.`));
    for (const agent of all.filter(({ name }) => name !== winner)) {
      const card = await agent.card(new RegExp(`Offer of ${number}`), new RegExp(`Taken by ${winner}`));
      assert.deepEqual(card.verbs, []);
    }
    await janet.hears(new RegExp(`${winner} has joined`));
  });

  it('go on to the next agent when one declines, and when one does not answer in time', async () => {
    await marcus!.press('presence.set');
    await sofia!.press('presence.set');
    const karen = await aCustomer('customer-karen-doyle');
    const number = await karen.reports('the tap in the kitchen drips all night');
    const offered = new RegExp(`New case ${number}`);
    await priya!.press('offer.decline', {}, offered);
    await priya!.card(new RegExp(`Offer of ${number}`), /You declined/);

    const next = await Promise.race(
      [marcus!, sofia!].map(async (agent) => (await agent.card(offered)) && agent),
    );
    const last = next === marcus ? sofia! : marcus!;
    await app.advance('PT2M1S');
    await next.card(new RegExp(`Offer of ${number}`), /Timed out at/);
    await last.press('offer.accept', {}, offered);
    await karen.hears(new RegExp(`${last.name} has joined`));
    assert.equal(await ownerOf(number), last.name);
  });

  it('tell a supervisor when everybody who is there said no', async () => {
    const karen = await aCustomer('customer-karen-doyle');
    const number = await karen.reports('the tap in the kitchen drips all night');
    for (const agent of ['agent-02', 'agent-03'])
      await app.database.commit({})(
        async (unit) => void unit.agents.save({ ...(await unit.agents.get(agent)), presence: 'away' }),
      );
    await priya!.press('offer.decline');
    assert.match(
      await grace.sees(/everybody who is there said no/),
      new RegExp(`^${number} waits in Building services`),
    );
  });

  it('wait while nobody is free, and reach an agent within a second of becoming available', async () => {
    await priya!.types('away');
    await priya!.card(/You are away/);
    const karen = await aCustomer('customer-karen-doyle');
    const number = await karen.reports('the tap in the kitchen drips all night');
    assert.equal(await ownerOf(number), null);
    await sofia!.types('available');
    const from = performance.now();
    await sofia!.card(new RegExp(`New case ${number}`));
    assert.ok(performance.now() - from < 1_000);
  });

  it('are withdrawn from an agent who goes away, and made to the next', async () => {
    await marcus!.press('presence.set');
    const karen = await aCustomer('customer-karen-doyle');
    const number = await karen.reports('the tap in the kitchen drips all night');
    const [first, second] = await Promise.race(
      [
        [priya!, marcus!],
        [marcus!, priya!],
      ].map(async ([one, other]) => (await one!.card(new RegExp(`New case ${number}`))) && [one!, other!]),
    );
    await first!.types('away');
    await first!.card(new RegExp(`Offer of ${number}`), /Withdrawn/);
    await second!.card(new RegExp(`New case ${number}`));
    assert.equal(await ownerOf(number), null);
  });

  it('stop at five cases at a time, and one that is resolved makes room for the next', async () => {
    const numbers: string[] = [];
    for (const who of ['karen-doyle', 'janet-cole', 'piotr-zielinski', 'theo-baines', 'jas-gill']) {
      const customer = await aCustomer(`customer-${who}`);
      numbers.push(await customer.reports('the tap in the kitchen drips all night'));
      await priya!.press('offer.accept', {}, new RegExp(numbers.at(-1)!));
    }
    const sixth = await (await aCustomer('customer-rhys-bevan')).reports('the radiator in the hall is cold');
    assert.equal((await app.database.tables.agents.get('agent-01')).presence, 'busy');
    await priya!.press('case.resolve', { text: 'Washer changed.' }, new RegExp(`^${numbers[0]}`));
    await priya!.press('offer.accept', {}, new RegExp(`New case ${sixth}`));
    assert.equal(await ownerOf(sixth), 'Priya Nair');
  });
});
