import assert from 'node:assert/strict';
import { changeTwin, noteListening, reportTwin, twinOf } from '../../../../domain/iot/hub/change-twin.ts';
import type { Refused } from '../../../../domain/refusals.ts';
import { ana, as, dora, sue } from '../../../fixtures/field-desk.ts';
import { aDeskWithDevice } from '../../../fixtures/iot/hub-records.ts';

const deviceId = 'dev-1';
const refusedWith =
  (code: string, words = /./) =>
  (error: Refused) =>
    error.code === code && words.test(error.message);

describe('the twin of a device', () => {
  it('is there before anything was said of the device, and not for a device that is not', async () => {
    const desk = aDeskWithDevice();
    const twin = await twinOf(desk.unit(), deviceId);
    assert.deepEqual([twin.desired, twin.reported, twin.desiredVersion, twin.version], [{}, {}, 1, 0]);
    await assert.rejects(twinOf(desk.unit(), 'nobody'), refusedWith('record.not_found'));
  });

  it('takes what is desired and reported apart, and tells of what is desired', async () => {
    const desk = aDeskWithDevice();
    await as(desk, sue)(changeTwin, {
      deviceId,
      desired: { interval: 60, fan: { on: true } },
      tags: { floor: 3 },
    });
    await as(desk, dora)(changeTwin, { deviceId, desired: { fan: null } });
    assert.equal(await desk.commit((unit) => reportTwin(unit, { deviceId, patch: { interval: 60 } })), 2);
    const twin = desk.one('twins', deviceId);
    assert.deepEqual(
      [twin.desired, twin.desiredVersion, twin.reported, twin.reportedVersion, twin.tags],
      [{ interval: 60 }, 3, { interval: 60 }, 2, { floor: 3 }],
    );
    assert.deepEqual(
      desk.events.map(({ name, data }) => ({ name, ...data })),
      [
        { name: 'twin.desired', deviceId, version: 2, patch: { interval: 60, fan: { on: true } } },
        { name: 'twin.desired', deviceId, version: 3, patch: { fan: null } },
      ],
    );
  });

  it('is changed by dispatchers and supervisors alone', async () => {
    const desk = aDeskWithDevice();
    await assert.rejects(
      as(desk, ana)(changeTwin, { deviceId, desired: {} }),
      refusedWith('role.not_allowed'),
    );
    assert.deepEqual(desk.all('twins'), []);
  });

  it('refuses a set point outside the safe range of the model, by whichever name the device knows it', async () => {
    const desk = aDeskWithDevice();
    const set = (desired: { [name: string]: number }) => as(desk, sue)(changeTwin, { deviceId, desired });
    await assert.rejects(set({ temperature: 45 }), refusedWith('command.out_of_range', /5 to 30 °C/));
    await assert.rejects(
      set({ targetTemperature: 45 }),
      refusedWith('command.out_of_range', /Temperature 45/),
    );
    await assert.rejects(set({ speed: 900 }), refusedWith('command.no_range'));
    assert.deepEqual((await set({ targetTemperature: 21.5 })).desired, { targetTemperature: 21.5 });
  });

  it('refuses to grow past its limit, and stays as it was', async () => {
    const desk = aDeskWithDevice();
    const report = (patch: { [name: string]: string }) =>
      desk.commit((unit) => reportTwin(unit, { deviceId, patch }));
    for (let count = 0; count < 7; count++) await report({ [`k${count}`]: 'x'.repeat(4_096) });
    await assert.rejects(report({ k7: 'x'.repeat(4_096) }), refusedWith('twin.too_large'));
    assert.equal(desk.one('twins', deviceId).reportedVersion, 8);
  });

  it('remembers what the device listens to, and saves nothing when that is known', async () => {
    const desk = aDeskWithDevice();
    const note = (...listens: ('messages' | 'methods')[]) =>
      desk.commit((unit) => noteListening(unit, { deviceId, listens }));
    await note('methods', 'messages', 'methods');
    await note('messages', 'methods');
    assert.deepEqual(desk.one('twins', deviceId).listens, ['messages', 'methods']);
    assert.equal(desk.one('twins', deviceId).version, 1);
  });
});
