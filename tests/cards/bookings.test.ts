import assert from 'node:assert/strict';
import { bookingCard, nextStep } from '../../cards/bookings.ts';
import { aBookingView } from '../fixtures/card-views.ts';
import { buttonsOf, press, textsOf } from '../fixtures/cards.ts';

const inPlace = { dialogs: false };
const said = (given: Parameters<typeof aBookingView>[0] = {}) =>
  textsOf(bookingCard(aBookingView(given), inPlace)).join('\n');
const verbsOf = (given: Parameters<typeof aBookingView>[0]) =>
  buttonsOf(bookingCard(aBookingView(given), inPlace)).flatMap(({ verb }) => verb ?? []);

describe("a technician's visit", () => {
  it('says where, when, what, how to get in and what to bring', () => {
    const text = said();
    for (const words of [
      'Visit W-2077',
      'Scheduled · today 15:00 to 16:30',
      'Clara Customer, +44 117 496 0000',
      'Harbour House, 1 Quay Street',
      'Ring at the back door',
      '17 min',
      'AC unit Aero 3, floor 3, plant room',
      'Check the drain first.',
      'cleaned the drain',
      'Drain hose',
    ])
      assert.ok(text.includes(words), words);
  });

  it('says what the machine tells, and whether it is back in band', () => {
    const text = textsOf(bookingCard(aBookingView(), { dialogs: false })).join('\n');
    assert.match(
      text,
      /What the machine tells\nOut of band L-214 vibration, slow drift[\s\S]*\nIn band L-214/,
    );
    assert.ok(
      !textsOf(bookingCard(aBookingView({ alerts: [] }), { dialogs: false }))
        .join()
        .includes('machine tells'),
    );
  });

  it('offers the next step and no other step', () => {
    assert.deepEqual(verbsOf({ state: 'scheduled' }), ['booking.travel', 'booking.cannot']);
    assert.deepEqual(verbsOf({ state: 'traveling' }), ['booking.arrive', 'booking.cannot']);
    assert.deepEqual(verbsOf({ state: 'in-progress' }), [
      'booking.complete',
      'booking.break',
      'device.claim',
      'booking.cannot',
    ]);
    assert.deepEqual(verbsOf({ state: 'on-break' }), ['booking.resume', 'booking.cannot']);
    assert.deepEqual(verbsOf({ state: 'completed', report: 'Done' }), []);
    assert.deepEqual(verbsOf({ state: 'cancelled' }), []);
  });

  it('is completed with a report, the outcome and the parts used', () => {
    const card = bookingCard(aBookingView({ state: 'in-progress' }), inPlace);
    assert.throws(() => press(card, 'booking.complete'), /report has to be filled in/);
    assert.deepEqual(press(card, 'booking.complete', { report: 'New hose', 'part:p-1': '2' }).data, {
      bookingId: 'booking-1',
      report: 'New hose',
      outcome: 'fixed',
      'part:p-0': '0',
      'part:p-1': '2',
    });
  });

  it('asks for six parts at most, from 0 to 9 of each', () => {
    const products = Array.from({ length: 9 }, (_, index) => ({ id: `p-${index}`, name: `Part ${index}` }));
    const card = bookingCard(aBookingView({ state: 'in-progress', products }), inPlace);
    const parts = buttonsOf(card)
      .find(({ verb }) => verb === 'booking.complete')!
      .inputs.filter(({ id }) => id.startsWith('part:'));
    assert.equal(parts.length, 6);
    assert.deepEqual(parts[0]?.choices, ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it('is given back with a reason only', () => {
    const card = bookingCard(aBookingView(), inPlace);
    assert.throws(() => press(card, 'booking.cannot'), /reason has to be filled in/);
    assert.equal(press(card, 'booking.cannot', { reason: 'Van broke down' }).data.reason, 'Van broke down');
  });

  it('completes in a dialog where the client can open one', () => {
    const asked = buttonsOf(bookingCard(aBookingView({ state: 'in-progress' }), { dialogs: true }));
    assert.equal(asked.find(({ verb }) => verb === 'booking.complete')?.how, 'dialog');
  });

  it('shows the way while there is one to go', () => {
    const pages = (state: 'scheduled' | 'in-progress') =>
      JSON.stringify(bookingCard(aBookingView({ state }), inPlace)).match(/openstreetmap[^"]*/g);
    assert.deepEqual(pages('scheduled'), ['openstreetmap.org/directions?to=51.45450%2C-2.58790']);
    assert.equal(pages('in-progress'), null);
  });

  it('says what was done, or why it is not', () => {
    const done = {
      state: 'completed',
      report: 'New hose',
      isFixed: true,
      partsUsed: ['1 × Drain hose'],
    } as const;
    assert.match(said(done), /Fixed\nNew hose\nParts used: 1 × Drain hose/);
    assert.match(said({ ...done, isFixed: false }), /Another visit is needed/);
    assert.match(said({ state: 'cancelled', cancelReason: 'Van broke down' }), /Why: Van broke down/);
  });

  it('warns of danger while it can matter', () => {
    assert.match(said({ danger: true }), /Danger was reported/);
    assert.doesNotMatch(said({ danger: true, state: 'completed' }), /Danger/);
  });

  it('has no one-tap step once it takes more than a tap', () => {
    assert.equal(nextStep({ bookingId: 'b', state: 'in-progress' }), null);
    assert.equal(nextStep({ bookingId: 'b', state: 'completed' }), null);
  });
});
