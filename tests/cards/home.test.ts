import assert from 'node:assert/strict';
import { homeCard } from '../../cards/home.ts';
import { myDayCard } from '../../cards/my-day.ts';
import { noticeCard } from '../../cards/notices.ts';
import { aDayView, aHomeView } from '../fixtures/card-views.ts';
import { buttonsOf, press, textsOf } from '../fixtures/cards.ts';

const verbsOf = (card: object) => buttonsOf(card).map(({ verb }) => verb);
const said = (card: object) => textsOf(card).join('\n');

describe('home', () => {
  it('lets an agent see his cases, his queue and say whether he is there', () => {
    const card = homeCard(aHomeView({ roles: ['agent'], day: null, escalations: [] }));
    assert.match(
      said(card),
      /You are available[\s\S]*C-1040 The AC on floor 3[\s\S]*25 min left[\s\S]*Cooling · 3 waiting/,
    );
    assert.deepEqual(press(card, 'case.show').data, { caseId: 'case-0' });
    assert.deepEqual(press(card, 'case.pick').data, { caseId: 'next-0' });
    assert.deepEqual(press(card, 'presence.set').data, { presence: 'away' });
  });

  it('offers who is away to come back', () => {
    for (const presence of ['away', 'offline', 'do-not-disturb'] as const) {
      const card = homeCard(aHomeView({ presence }));
      assert.deepEqual(press(card, 'presence.set').data, { presence: 'available' });
    }
  });

  it('shows a technician the day with the next step', () => {
    const card = homeCard(aHomeView({ roles: ['technician'], presence: null, queues: [], escalations: [] }));
    assert.match(said(card), /Your day · Mon 2 Mar[\s\S]*W-2070/);
    assert.deepEqual(verbsOf(card), ['booking.travel', 'my-day.show']);
    assert.doesNotMatch(said(card), /Your cases/);
  });

  it('shows a supervisor what waits for a decision', () => {
    const card = homeCard(aHomeView({ roles: ['supervisor'], day: null, presence: null }));
    assert.match(said(card), /2 to decide\nC-1042: first response was due/);
  });

  it('says what each role can type', () => {
    const typed = (roles: Parameters<typeof aHomeView>[0]) => said(homeCard(aHomeView(roles)));
    assert.match(typed({ roles: ['agent'] }), /sends it to that case/);
    assert.doesNotMatch(typed({ roles: ['technician'] }), /sends it to that case/);
    assert.match(typed({ roles: ['technician'] }), /my day/);
  });
});

describe("a technician's day", () => {
  it('lists the visits in order and offers the next step of the one that is due', () => {
    const [first, second] = aDayView().visits;
    const card = myDayCard(
      aDayView({
        visits: [
          { ...first!, state: 'completed' },
          { ...second!, state: 'traveling' },
        ],
      }),
    );
    assert.match(said(card), /2 visits, 34 min on the road[\s\S]*W-2070 · done[\s\S]*W-2071 · on the way/);
    assert.deepEqual(press(card, 'booking.arrive').data, { bookingId: 'booking-1' });
    assert.deepEqual(verbsOf(card), ['booking.arrive', 'my-day.show']);
  });

  it('says so when there is nothing to do, and counts what it cannot show', () => {
    assert.match(said(myDayCard(aDayView({ visits: [] }))), /No visits today/);
    const visits = Array.from({ length: 20 }, () => aDayView().visits[0]!);
    assert.match(said(myDayCard(aDayView({ visits }))), /20 visits[\s\S]*and 6 more/);
  });
});

describe('a notice', () => {
  it('tells something and leads to the case it is about', () => {
    const card = noticeCard({
      title: 'Note',
      text: 'The lift is back.',
      about: { caseId: 'case-1', number: 'C-1042' },
    });
    assert.match(said(card), /Note\nThe lift is back\.\nShow C-1042/);
    assert.deepEqual(press(card, 'case.show').data, { caseId: 'case-1' });
    assert.deepEqual(buttonsOf(noticeCard({ title: 'Note', text: 'Hi' })), []);
  });
});
