import assert from 'node:assert/strict';
import { dayMs, openHours } from '../../../domain/sla/open-hours.ts';
import { aCalendar } from './office.ts';

const dayOf = (date: string): number => Date.parse(`${date}T00:00Z`) / dayMs;
const shown = (stretches: readonly number[]): string[] =>
  stretches.map((edge) => new Date(edge).toISOString().slice(5, 16));

describe('open hours', () => {
  it('are instants of one UTC day, cut where that day ends', () => {
    const hours = openHours(aCalendar({ zone: 'Pacific/Auckland' }));
    const { stretches, workMs } = hours(dayOf('2026-07-01'));
    assert.deepEqual(shown(stretches), ['07-01T00:00', '07-01T05:00', '07-01T21:00', '07-02T00:00']);
    assert.equal(workMs, 8 * 3_600_000);
  });

  it('join windows that meet at midnight', () => {
    const allDay = aCalendar({
      zone: 'America/New_York',
      week: Array.from({ length: 7 }, () => [[0, 1440]] as const),
    });
    assert.deepEqual(shown(openHours(allDay)(dayOf('2026-07-01')).stretches), ['07-01T00:00', '07-02T00:00']);
  });

  it('repeat the part of a window that the clock shows twice', () => {
    const berlin = aCalendar({
      zone: 'Europe/Berlin',
      week: Array.from({ length: 7 }, () => [[135, 165]] as const),
    });
    const { stretches } = openHours(berlin)(dayOf('2026-10-25'));
    assert.deepEqual(shown(stretches), ['10-25T00:15', '10-25T00:45', '10-25T01:15', '10-25T01:45']);
  });

  it('are worked out once for every record of the same content', () => {
    const [one, other] = [openHours(aCalendar()), openHours(aCalendar({ version: 7 }))];
    assert.equal(one, other);
    assert.equal(one(dayOf('2026-03-02')), one(dayOf('2026-03-02')));
    assert.notEqual(openHours(aCalendar({ zone: 'Asia/Tokyo' })), one);
  });

  it('remember the calendar even after many others were used', () => {
    const first = openHours(aCalendar())(dayOf('2026-03-02'));
    for (let minute = 1; minute <= 600; minute++)
      openHours(aCalendar({ exceptions: { '2026-01-01': [[0, minute]] } }));
    assert.deepEqual(openHours(aCalendar())(dayOf('2026-03-02')), first);
  });
});
