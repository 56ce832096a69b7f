import assert from 'node:assert/strict';
import fc from 'fast-check';
import { standing } from '../../../../domain/iot/alerts/alert.ts';
import { clearAlert } from '../../../../domain/iot/alerts/attend.ts';
import type { Told } from '../../../../domain/iot/told.ts';
import { as, cardsOf, dora, happened } from '../../../fixtures/field-desk.ts';
import { aDevice, aMachineDesk, anAlert, finds } from '../../../fixtures/iot/machines.ts';
import type { Memory } from '../../../fixtures/memory.ts';

const open = (desk: Memory) => desk.all('alerts', { state: { in: standing } });
const at = (desk: Memory) => desk.now.getTime();

describe('a finding', () => {
  it('makes one alert, shown to the dispatchers', async () => {
    const desk = aMachineDesk();
    const alert = await finds(desk, { count: 3 });
    assert.equal(alert?.number, 'L-101');
    assert.equal(alert?.state, 'open');
    assert.equal(alert?.assetId, 'asset-1');
    assert.equal(alert?.count, 3);
    assert.deepEqual(happened(desk), ['alert.raised']);
    assert.deepEqual(cardsOf(desk, 'dora'), [`alert:${alert?.id}`]);
    assert.deepEqual(cardsOf(desk, 'sue'), []);
  });

  it('of a critical fault is shown to supervisors, too', async () => {
    const desk = aMachineDesk();
    const alert = await finds(desk, { severity: 'critical' });
    assert.deepEqual(cardsOf(desk, 'sue'), [`alert:${alert?.id}`]);
  });

  it('of no severity worth a card makes an alert and shows none', async () => {
    const desk = aMachineDesk();
    await finds(desk, { severity: 'info' });
    assert.equal(open(desk).length, 1);
    assert.deepEqual(cardsOf(desk, 'dora'), []);
  });

  it('of the same episode updates the alert in place: count, worst severity, newest words', async () => {
    const desk = aMachineDesk();
    const raisedAt = at(desk);
    const first = await finds(desk, { severity: 'minor', count: 1 });
    desk.advance(5);
    await finds(desk, { raisedAt, severity: 'major', score: 0.9, count: 40, detail: 'Now 9.1 mm/s.' });
    const alert = desk.one('alerts', first?.id ?? '');
    assert.deepEqual(
      [alert.count, alert.severity, alert.score, alert.detail, alert.lastAt.getTime()],
      [40, 'major', 0.9, 'Now 9.1 mm/s.', at(desk)],
    );
    assert.equal(desk.all('alerts').length, 1);
  });

  it('told again after a crash changes nothing', async () => {
    const desk = aMachineDesk();
    const raisedAt = at(desk);
    await finds(desk, { count: 12 });
    const before = JSON.stringify([desk.all('alerts'), desk.all('conditions'), desk.all('posts')]);
    desk.advance(1);
    assert.equal(await finds(desk, { raisedAt, count: 5 }), null);
    assert.equal(await finds(desk, { raisedAt: raisedAt - 60_000, count: 50 }), null);
    assert.equal(JSON.stringify([desk.all('alerts'), desk.all('conditions'), desk.all('posts')]), before);
  });

  it('that clears ends the alert, and its episode never raises again', async () => {
    const desk = aMachineDesk();
    const raisedAt = at(desk);
    await finds(desk);
    desk.advance(10);
    const cleared = await finds(desk, { raisedAt, state: 'cleared', count: 30 });
    assert.equal(cleared?.state, 'cleared');
    assert.equal(cleared?.clearReason, 'in-band');
    assert.equal(cleared?.inBandAt?.getTime(), at(desk));
    assert.equal(await finds(desk, { raisedAt, count: 31 }), null);
    assert.equal(open(desk).length, 0);
  });

  it('that clears before it is known to have begun leaves nothing open', async () => {
    const desk = aMachineDesk();
    const raisedAt = at(desk);
    assert.equal(await finds(desk, { raisedAt, state: 'cleared' }), null);
    assert.equal(await finds(desk, { raisedAt }), null);
    assert.equal(desk.all('alerts').length, 0);
  });

  it('that comes back within the group time is the same alert again, later another one', async () => {
    const desk = aMachineDesk();
    const first = await finds(desk, { count: 4 });
    const raisedAt = at(desk);
    desk.advance(2);
    await finds(desk, { raisedAt, state: 'cleared', count: 4 });
    desk.advance(3);
    const again = await finds(desk, { count: 2 });
    assert.deepEqual(
      [again?.id, again?.state, again?.count, again?.clearReason],
      [first?.id, 'open', 6, null],
    );
    const second = at(desk);
    desk.advance(1);
    await finds(desk, { raisedAt: second, state: 'cleared', count: 2 });
    desk.advance(6);
    assert.notEqual((await finds(desk))?.id, first?.id);
    assert.equal(desk.all('alerts').length, 2);
  });

  it('does not reopen what a person has cleared, unless it gets worse', async () => {
    const desk = aMachineDesk();
    const raisedAt = at(desk);
    const first = await finds(desk, { severity: 'minor' });
    await as(desk, dora)(clearAlert, { alertId: first?.id ?? '', reason: 'A known rattle' });
    assert.equal(await finds(desk, { raisedAt, severity: 'minor', count: 9 }), null);
    assert.equal(open(desk).length, 0);
    const worse = await finds(desk, { raisedAt, severity: 'critical', count: 10 });
    assert.notEqual(worse?.id, first?.id);
    assert.equal(open(desk).length, 1);
  });

  it('of a device nobody knows is refused', async () => {
    const desk = aMachineDesk();
    await assert.rejects(finds(desk, { device: 'stranger' }), /There is no device stranger/);
  });

  it('of a disabled device is noted and raises nothing', async () => {
    const desk = aMachineDesk().seed('devices', aDevice({ state: 'disabled' }));
    assert.equal(await finds(desk), null);
    assert.equal(desk.all('alerts').length, 0);
    assert.equal(desk.one('conditions', 'pump-7/drift/vibration').isStanding, true);
  });

  it('is one of 10,000 of one fault: one alert, one card, few redraws', async () => {
    const desk = aMachineDesk();
    const raisedAt = at(desk);
    for (let count = 1; count <= 10_000; count++)
      await finds(desk, { raisedAt, at: raisedAt + count, count });
    assert.equal(desk.all('alerts').length, 1);
    assert.equal(desk.all('alerts')[0]?.count, 10_000);
    assert.equal(cardsOf(desk, 'dora').length, 1);
    assert.ok((desk.all('posts', { personId: 'dora' })[0]?.revision ?? 99) <= 15);
    assert.ok(desk.events.filter(({ name }) => name === 'alert.changed').length <= 14);
  });

  it('that flaps 1,000 times in a minute makes one alert', async () => {
    const desk = aMachineDesk();
    for (let time = 0; time < 1000; time++) {
      const raisedAt = at(desk) + time * 60;
      await finds(desk, { raisedAt, at: raisedAt });
      await finds(desk, { raisedAt, at: raisedAt + 30, state: 'cleared' });
    }
    assert.equal(desk.all('alerts').length, 1);
    assert.equal(desk.all('alerts')[0]?.count, 1000);
  });

  it('never makes two open alerts of one device, kind and channel, in whatever order it is told', async () => {
    const one = fc.record({
      channel: fc.constantFrom('vibration', 'pressure'),
      kind: fc.constantFrom('drift', 'point'),
      state: fc.constantFrom('raised', 'cleared'),
      severity: fc.constantFrom('major', 'minor', 'critical'),
      raisedAt: fc
        .integer({ min: 0, max: 6 })
        .map((minute) => Date.parse('2026-03-02T09:00:00Z') + minute * 60_000),
      late: fc.integer({ min: 0, max: 9 }),
      count: fc.integer({ min: 1, max: 9 }),
    });
    const step = fc.oneof(
      { weight: 9, arbitrary: one },
      { weight: 1, arbitrary: fc.constant('a person clears') },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const desk = aMachineDesk();
        for (const told of steps) {
          if (typeof told === 'string') {
            const [some] = open(desk);
            if (some) await as(desk, dora)(clearAlert, { alertId: some.id, reason: told });
          } else {
            const { late, ...rest } = told;
            await finds(desk, { ...rest, at: told.raisedAt + late * 1000 } as Partial<Told>);
          }
          const keys = open(desk).map(({ deviceId, kind, channel }) => `${deviceId} ${kind} ${channel}`);
          assert.equal(new Set(keys).size, keys.length, keys.join());
          for (const alert of open(desk)) {
            const condition = desk.one('conditions', `${alert.deviceId}/${alert.kind}/${alert.channel}`);
            assert.ok(
              condition.isStanding || alert.inBandAt,
              'an open alert is out of band, or stands for a group',
            );
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('ends in the same state however often the same story is told', async () => {
    const desk = aMachineDesk();
    const story = [
      { raisedAt: at(desk), count: 1 },
      { raisedAt: at(desk), count: 8, severity: 'critical' },
      { raisedAt: at(desk), state: 'cleared', count: 9 },
      { raisedAt: at(desk) + 400_000, at: at(desk) + 400_000, count: 2 },
    ] as const;
    for (const told of story) await finds(desk, told);
    const once = desk.all('alerts').map(({ id, state, count, severity }) => ({ id, state, count, severity }));
    for (let time = 0; time < 3; time++) for (const told of story) await finds(desk, told);
    const again = desk
      .all('alerts')
      .map(({ id, state, count, severity }) => ({ id, state, count, severity }));
    assert.deepEqual(again, once);
    assert.equal(again.length, 2);
  });

  it('of a child is counted there and its group stands as long as any of it', async () => {
    const desk = aMachineDesk().seed('alerts', anAlert({ id: 'other', deviceId: 'x', groupKey: 'device=x' }));
    const raisedAt = at(desk);
    const parent = await finds(desk);
    const child = await finds(desk, { channel: 'pressure', kind: 'shift' });
    assert.equal(child?.parentId, parent?.id);
    const held = await finds(desk, { raisedAt, state: 'cleared' });
    assert.equal(held?.state, 'open');
    assert.notEqual(held?.inBandAt, null);
    await finds(desk, { channel: 'pressure', kind: 'shift', raisedAt, state: 'cleared' });
    assert.deepEqual(
      desk.all('alerts', { deviceId: 'pump-7' }).map(({ state }) => state),
      ['cleared', 'cleared'],
    );
  });
});
