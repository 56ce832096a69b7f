import assert from 'node:assert/strict';
import { slotsCard } from '../../cards/slots.ts';
import { aSlotsView } from '../fixtures/card-views.ts';
import { buttonsOf, press, textsOf } from '../fixtures/cards.ts';

describe('times for a visit', () => {
  it('say who, when, how far and why, each with its own button', () => {
    const card = slotsCard(aSlotsView());
    const text = textsOf(card).join('\n');
    assert.match(text, /today 15:00 to 16:30 · Tom\n17 min travel\n• 12 min of driving added to the day/);
    const books = buttonsOf(card).filter(({ verb }) => verb === 'booking.make');
    assert.deepEqual(books[1]?.data, {
      workOrderId: 'wo-1',
      resourceId: 'res-1',
      startAt: '2026-03-02T11:00:00.000Z',
    });
  });

  it('are three at most', () => {
    const slots = Array.from({ length: 5 }, () => aSlotsView().slots[0]!);
    const books = buttonsOf(slotsCard(aSlotsView({ slots }))).filter(({ verb }) => verb === 'booking.make');
    assert.equal(books.length, 3);
  });

  it('say why there is none and what would help, and can be looked for again', () => {
    const card = slotsCard(aSlotsView({ slots: [], why: '2 lack hvac>=3' }));
    assert.match(
      textsOf(card).join('\n'),
      /No technician fits[\s\S]*2 lack hvac>=3[\s\S]*• a wider arrival window/,
    );
    assert.deepEqual(press(card, 'work-order.slots').data, { workOrderId: 'wo-1' });
  });

  it('are gone once one is booked', () => {
    const card = slotsCard(aSlotsView({ booked: 'Tom, today 15:00 to 16:30' }));
    assert.match(textsOf(card).join('\n'), /Booked: Tom, today 15:00/);
    assert.deepEqual(buttonsOf(card), []);
  });
});
