import assert from 'node:assert/strict';
import { checkCalendar, editCalendar } from '../../../domain/sla/edit-calendar.ts';
import { aCalendar } from './office.ts';
import { actorOf, aDesk, kpiAt, openAt, sam, timerAt } from './sla-desk.ts';

const calendarId = 'office';

describe('editing a calendar', () => {
  it('plans promises still open anew from now on, by the new hours', async () => {
    const desk = aDesk();
    await openAt(desk);
    desk.now = new Date('2026-03-02T11:00:00Z');
    const exceptions = { '2026-03-02': [[540, 720]] } as const;
    await desk.commit((unit) => editCalendar(unit, { calendarId, exceptions }));
    const kpi = kpiAt(desk, 'resolve');
    assert.deepEqual([kpi.calendarVersion, desk.one('calendars', calendarId).version], [2, 2]);
    assert.equal(kpi.dueAt?.toISOString(), '2026-03-03T15:00:00.000Z');
    assert.equal(timerAt(desk, 'sla.breach', 'resolve'), '2026-03-03T15:00:00.000Z');
    assert.equal(desk.one('cases', 'case-1').resolveBy?.toISOString(), '2026-03-03T15:00:00.000Z');
  });

  it('leaves ended promises as they were', async () => {
    const desk = aDesk();
    await openAt(desk);
    const ended = {
      ...kpiAt(desk, 'first-response'),
      state: 'succeeded',
      runningSince: null,
      leftMs: 0,
    } as const;
    desk.seed('kpiInstances', ended);
    await desk.commit((unit) => editCalendar(unit, { calendarId, zone: 'Asia/Tokyo' }));
    assert.equal(kpiAt(desk, 'first-response').calendarVersion, 1);
    assert.equal(kpiAt(desk, 'resolve').calendarVersion, 2);
  });

  it('is for admins', async () => {
    const desk = aDesk();
    const edit = desk.commit((unit) => editCalendar(unit, { calendarId, name: 'Ours' }), {
      actor: actorOf(sam),
    });
    await assert.rejects(edit, { code: 'role.not_allowed' });
  });

  it('refuses hours in which nobody would ever work', async () => {
    const desk = aDesk();
    const week = Array.from({ length: 7 }, () => []);
    await assert.rejects(
      desk.commit((unit) => editCalendar(unit, { calendarId, week })),
      { code: 'calendar.no_hours' },
    );
  });
});

describe('a calendar that can be read in one way only', () => {
  it('may have several windows a day and exceptions', () => {
    assert.doesNotThrow(() =>
      checkCalendar(
        aCalendar({
          exceptions: {
            '2026-12-24': [
              [0, 1],
              [2, 1440],
            ],
          },
        }),
      ),
    );
  });

  it('has a known zone, seven days, real dates and windows in order that do not touch', () => {
    const broken = [
      aCalendar({ zone: 'Mars/Olympus' }),
      aCalendar({ week: [] }),
      aCalendar({ exceptions: { '2026-02-30': [] } }),
      aCalendar({ exceptions: { tomorrow: [] } }),
      ...[
        [[600, 540]],
        [[540, 1441]],
        [[0.5, 10]],
        [[-1, 10]],
        [
          [540, 600],
          [600, 660],
        ],
      ].map((windows) => aCalendar({ exceptions: { '2026-12-24': windows as [number, number][] } })),
    ];
    for (const calendar of broken) assert.throws(() => checkCalendar(calendar), { code: 'input.invalid' });
  });
});
