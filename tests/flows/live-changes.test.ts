import assert from 'node:assert/strict';
import { onEachEngine, type RunningApp } from '../fixtures/running-app.ts';
import { aCaller, type Caller, expectDone, type Listener } from './cast/caller.ts';
import { aCustomerChat, type CustomerChat } from './cast/customer-chat.ts';

onEachEngine('live changes', (start) => {
  let app: RunningApp;
  let chat: CustomerChat;
  let [mara, priya, owen]: Caller[] = [];
  let [staff, own, others]: Listener[] = [];

  before(async () => {
    app = await start();
    [mara, priya, owen] = await Promise.all(
      ['customer-mara-weber', 'agent-01', 'technician-01'].map((persona) => aCaller(app, persona)),
    );
    const gemma = await aCaller(app, 'customer-gemma-fry');
    [staff, own, others] = await Promise.all([priya!, mara!, gemma].map((one) => one.listens()));
    chat = await aCustomerChat(app, 'customer-mara-weber');
    await chat.reports('the air conditioner on floor 3 is leaking');
    await theStoryGoesOn();
  });
  after(async () => {
    for (const listener of [staff, own, others]) listener?.stop();
    chat?.leaves();
    await app?.stop();
  });

  async function theStoryGoesOn(): Promise<void> {
    const { data: offer } = await staff!.until('offer.made');
    expectDone(await priya!.post(`/api/offers/${offer.offerId}/accept`));
    expectDone(await priya!.post('/api/cases/C-1042/reply', { text: 'We send somebody.' }));
    expectDone(await priya!.post('/api/cases/C-1042/dispatch', { need: 'Leak' }));
    const { body } = await priya!.get('/api/work-orders/W-2077/slots');
    const { resourceId, startAt } = body.value[0];
    const booked = await priya!.post('/api/bookings', { workOrderId: 'W-2077', resourceId, startAt });
    expectDone(await owen!.post(`/api/bookings/${booked.body.id}/travel`));
    expectDone(await owen!.post(`/api/bookings/${booked.body.id}/arrive`));
    const report = { report: 'Pump replaced.', outcome: 'fixed', parts: [] };
    expectDone(await owen!.post(`/api/bookings/${booked.body.id}/complete`, report));
    expectDone(await priya!.post('/api/cases/C-1042/park'));
    expectDone(await priya!.post('/api/cases/C-1042/resolve', { text: 'Pump replaced.' }));
    expectDone(await mara!.post('/api/cases/C-1042/rate', { rating: 5 }));
    await Promise.all([staff!.until('case.rated'), own!.until('case.rated')]);
  }

  const namesOf = ({ heard }: Listener) => new Set(heard.map(({ name }) => name));
  const forAll = [
    'case.opened',
    'message.sent',
    'booking.made',
    'booking.moved',
    'case.resolved',
    'case.rated',
  ];
  const forStaff = [
    'offer.made',
    'case.assigned',
    'case.classified',
    'case.parked',
    'case.sla_met',
    'post.changed',
  ];

  it('are told to staff, all of them and in one order', () => {
    assert.deepEqual(
      [...forAll, ...forStaff].filter((name) => !namesOf(staff!).has(name)),
      [],
    );
    const ids = staff!.heard.map(({ id }) => Number(id));
    assert.deepEqual(
      ids,
      [...ids].sort((a, b) => a - b),
    );
  });

  it('are told to a customer as far as they are her own, and without who of the staff did it', () => {
    assert.deepEqual(
      forAll.filter((name) => !namesOf(own!).has(name)),
      [],
    );
    assert.deepEqual(
      forStaff.filter((name) => namesOf(own!).has(name)),
      [],
    );
    assert.ok(own!.heard.every(({ data }) => !('actorId' in data)));
    assert.deepEqual(others!.heard, []);
  });

  it('that somebody missed are told when they come back, once each', async () => {
    const middle = staff!.heard[Math.floor(staff!.heard.length / 2)]!;
    const back = await priya!.listens(middle.id);
    await back.until('case.rated');
    back.stop();
    const missed = staff!.heard.filter(({ id }) => Number(id) > Number(middle.id)).map(({ id }) => id);
    assert.deepEqual(back.heard.map(({ id }) => id).slice(0, missed.length), missed);
  });
});
