import assert from 'node:assert/strict';
import {
  askDispatchers,
  sayVisit,
  tellCustomer,
  tellOwner,
  tellTechnician,
  visitOf,
  zoneOf,
} from '../../../domain/work-orders/tell.ts';
import { preparation, visitPhrase } from '../../../domain/work-orders/visit-phrases.ts';
import { aCase } from '../../fixtures/desk-records.ts';
import { aDeskWithOrder, cardsOf, heard, told } from '../../fixtures/field-desk.ts';
import { aBooking, aResource, aWorkOrder } from '../../fixtures/field-records.ts';

const visit = { booking: aBooking(), order: aWorkOrder(), resource: aResource() };

describe('telling people about a visit', () => {
  it('finds a booking together with its order and technician', async () => {
    const desk = aDeskWithOrder().seed('bookings', aBooking());
    const { order, resource } = await visitOf(desk.unit(), 'book-1');
    assert.deepEqual([order.number, resource.name], ['W-1', 'Tom']);
  });

  it("speaks in the zone of the technician's calendar", async () => {
    const unit = aDeskWithOrder().unit();
    assert.equal(await zoneOf(unit, aResource()), 'Europe/London');
    assert.equal(await zoneOf(unit, aResource({ calendarId: 'none' })), 'UTC');
    assert.equal(await sayVisit(unit, visit), 'W-1 at Harbour House, today 11:00');
  });

  it('reaches technician, owner and dispatchers, each in their own thread', async () => {
    const desk = aDeskWithOrder();
    await desk.commit(async (unit) => {
      await tellTechnician(unit, visit, 'is cancelled');
      await tellOwner(unit, visit.order, 'Done.');
      await askDispatchers(unit, visit.order, 'Who can go?');
    });
    assert.deepEqual(told(desk, 'tom'), ['W-1 at Harbour House, today 11:00 is cancelled']);
    assert.deepEqual(told(desk, 'ana'), ['Done.']);
    assert.deepEqual([told(desk, 'dora'), cardsOf(desk, 'dora')], [['Who can go?'], ['slots:wo-1']]);
  });

  it('stays silent where nobody is there to hear', async () => {
    const desk = aDeskWithOrder().seed('cases', aCase({ conversationId: null, ownerId: null }));
    await desk.commit(async (unit) => {
      await tellOwner(unit, visit.order, 'Done.');
      await tellCustomer(unit, visit, 'done');
    });
    assert.deepEqual([desk.all('posts').length, heard(desk)], [0, []]);
  });
});

describe('the words about a visit', () => {
  it('are there in each language of the bot, with every blank filled', () => {
    const blanks = { technician: 'Tom', when: 'today', number: 'W-1', minutes: '13' };
    for (const language of ['en', 'de', 'es', 'fr'])
      for (const name of [
        'booked',
        'moved',
        'onTheWay',
        'done',
        'followUp',
        'rearranging',
        'cancelled',
      ] as const)
        assert.doesNotMatch(visitPhrase(name, language, blanks), /[{}]|undefined/);
    assert.match(visitPhrase('onTheWay', 'de-CH', blanks), /Tom ist unterwegs .* 13 Minuten/);
    assert.equal(
      visitPhrase('cancelled', 'xx', { ...blanks, when: '{number}' }),
      'The visit planned for {number} is cancelled (work order W-1).',
    );
  });

  it('say what to prepare for the kind of work', () => {
    assert.match(preparation('lifts', 'en'), /lift out of use/);
    assert.match(preparation('lifts', 'fr'), /ascenseur/);
    assert.equal(preparation('general', 'en'), 'Please make sure somebody can let us in.');
  });
});
