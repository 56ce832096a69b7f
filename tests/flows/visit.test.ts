import assert from 'node:assert/strict';
import { aFakeTeams, type FakeTeams } from '../fixtures/fake-teams.ts';
import { aRunningApp, type RunningApp } from '../fixtures/running-app.ts';
import { aCustomerChat, type CustomerChat } from './cast/customer-chat.ts';
import { aTeamsMember, type TeamsMember } from './cast/teams-member.ts';

describe('a visit', () => {
  let app: RunningApp;
  let teams: FakeTeams;
  let playground: FakeTeams;
  let mara: CustomerChat;
  let [priya, owen, liam, mei]: TeamsMember[] = [];

  const order = async () => (await app.database.tables.workOrders.first({ number: 'W-2077' }))!;
  const bookings = async () =>
    app.database.tables.bookings.where({ workOrderId: (await order()).id }, { orderBy: [['id', 'asc']] });

  beforeEach(async () => {
    [app, teams, playground] = await Promise.all([
      aRunningApp(),
      aFakeTeams({ dialogs: true }),
      aFakeTeams(),
    ]);
    priya = await aTeamsMember(app, teams, 'agent-01');
    owen = await aTeamsMember(app, playground, 'technician-01');
    liam = await aTeamsMember(app, teams, 'dispatcher-01');
    mei = await aTeamsMember(app, teams, 'dispatcher-02');
    mara = await aCustomerChat(app, 'customer-mara-weber');
    await mara.reports('the air conditioner on floor 3 is leaking');
    await priya.press('offer.accept');
    await priya.fillsDialog('case.dispatch', {}, /^C-1042/);
    await priya.press('booking.make');
    await mara.hears(/Owen Prosser will be with you/);
    await owen.card(/^Visit W-2077/, /Scheduled/);
  });
  afterEach(async () => {
    mara?.leaves();
    await app?.stop();
    await Promise.all([teams?.stop(), playground?.stop()]);
  });

  it('that the technician cannot make goes to the dispatchers with three other times, and is booked again', async () => {
    await owen!.press('booking.cannot', { reason: 'The van does not start.' });
    await owen!.card(/^Visit W-2077/, /Cancelled/, /The van does not start/);
    await mara.hears(/Sorry, Owen Prosser cannot make the visit/);
    assert.equal((await order()).state, 'unscheduled');
    for (const dispatcher of [liam!, mei!]) {
      assert.match(
        await dispatcher.sees(/cannot make/),
        /^Owen Prosser cannot make W-2077 at Quay House, today 10:00: The van does not start\.$/,
      );
      const slots = await dispatcher.card(/^Times for W-2077/);
      assert.equal(slots.verbs.filter((verb) => verb === 'booking.make').length, 3);
      assert.ok(!slots.texts.some((text) => /Owen Prosser/.test(text)));
    }
    await liam!.press('booking.make');
    await mara.hears(/(Nadia Rahman|Zoe Martin) will be with you/);
    await mei!.card(/^Times for W-2077/, /Booked: /);
    assert.equal((await order()).state, 'scheduled');
    assert.deepEqual(
      (await bookings()).map(({ state }) => state),
      ['cancelled', 'scheduled'],
    );
  });

  it('that needs another one goes back to the dispatchers, and the customer is told', async () => {
    await owen!.press('booking.travel');
    await owen!.press('booking.arrive');
    await owen!.press('booking.complete', {
      report: 'Coil is cracked, new one ordered.',
      outcome: 'follow-up',
    });
    await mara.hears(/a second visit is needed/);
    await liam!.sees(/W-2077 needs a second visit: Coil is cracked/);
    assert.equal((await order()).state, 'unscheduled');
    await liam!.press('booking.make');
    await mara.hears(/will be with you/);
    assert.equal((await order()).state, 'scheduled');
  });

  it('belongs to its technician: another one is refused, and so is a step that does not come next', async () => {
    const bookingId = (await bookings())[0]!.id;
    const nadia = await aTeamsMember(app, playground, 'technician-02');
    const words = await nadia.tries('booking.travel', { bookingId });
    assert.equal(words, 'This booking belongs to Owen Prosser.');
    await owen!.press('booking.travel');
    const again = await owen!.tries('booking.travel', { bookingId });
    assert.equal(again, 'A booking that is traveling cannot become traveling.');
    assert.equal((await bookings())[0]!.state, 'traveling');
  });

  it('cannot be booked twice by two people who press at once', async () => {
    await owen!.press('booking.cannot', { reason: 'Flat tyre.' });
    const all = await Promise.all([liam!, mei!].map((dispatcher) => dispatcher.press('booking.make')));
    assert.equal((await bookings()).filter(({ state }) => state === 'scheduled').length, 1);
    assert.equal(all.length, 2);
  });
});
