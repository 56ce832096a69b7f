import assert from 'node:assert/strict';
import { dayBounds, localDay, sayTime, sayWhen, timesIn } from '../../../domain/people/say-time.ts';

const at = (iso: string) => new Date(iso);
const now = at('2026-03-02T09:00:00Z'); // a Monday
const berlin = 'Europe/Berlin';

describe('saying when', () => {
  it('calls the days around now by their names', () => {
    assert.equal(sayWhen(at('2026-03-02T13:30:00Z'), berlin, now), 'today 14:30');
    assert.equal(sayWhen(at('2026-03-03T08:00:00Z'), berlin, now), 'tomorrow 09:00');
    assert.equal(sayWhen(at('2026-03-01T08:00:00Z'), berlin, now), 'yesterday 09:00');
  });

  it('names weekday, day and month further away, and the year only when it is another one', () => {
    assert.equal(sayWhen(at('2026-03-04T08:00:00Z'), berlin, now), 'Wed 4 Mar 09:00');
    assert.equal(sayWhen(at('2026-09-06T08:00:00Z'), berlin, now), 'Sun 6 Sep 10:00');
    assert.equal(sayWhen(at('2027-01-04T08:00:00Z'), berlin, now), 'Mon 4 Jan 2027 09:00');
  });

  it('lets the zone of the place decide which day it is', () => {
    const late = at('2026-03-02T23:30:00Z');
    assert.equal(sayWhen(late, berlin, now), 'tomorrow 00:30');
    assert.equal(sayWhen(late, 'America/New_York', now), 'today 18:30');
  });

  it('follows the clocks when they change', () => {
    assert.equal(sayTime(at('2026-03-28T08:00:00Z'), berlin), '09:00');
    assert.equal(sayTime(at('2026-03-29T08:00:00Z'), berlin), '10:00');
  });

  it('says an arrival window once with its day, and in full over midnight', () => {
    const { between } = timesIn({ language: 'en', zone: berlin, now });
    const window = { from: at('2026-03-02T12:30:00Z'), to: at('2026-03-02T14:30:00Z') };
    assert.equal(between(window), 'today between 13:30 and 15:30');
    const night = { from: at('2026-03-02T22:00:00Z'), to: at('2026-03-03T00:00:00Z') };
    assert.equal(between(night), 'between today 23:00 and tomorrow 01:00');
  });

  it('speaks the language of the customer, and English when it has no other words', () => {
    const window = { from: at('2026-03-04T12:30:00Z'), to: at('2026-03-04T14:30:00Z') };
    const said = (language: string) => timesIn({ language, zone: berlin, now }).between(window);
    assert.equal(said('de-AT'), 'Mi 4. März zwischen 13:30 und 15:30');
    assert.equal(said('es'), 'mié 4 mar entre 13:30 y 15:30');
    assert.equal(said('fr'), 'mer. 4 mars entre 13:30 et 15:30');
    assert.equal(said('pl'), 'Wed 4 Mar between 13:30 and 15:30');
    assert.equal(timesIn({ language: 'de', zone: berlin, now }).when(window.from), 'Mi 4. März 13:30');
    assert.equal(timesIn({ language: 'fr', zone: berlin, now }).when(now), "aujourd'hui 10:00");
  });

  it('bounds a local day, which is shorter when the clocks go forward', () => {
    assert.equal(localDay(at('2026-03-02T23:30:00Z'), berlin), '2026-03-03');
    const { from, to } = dayBounds('2026-03-29', berlin);
    assert.equal(from.toISOString(), '2026-03-28T23:00:00.000Z');
    assert.equal((to.getTime() - from.getTime()) / 3_600_000, 23);
  });
});
