import assert from 'node:assert/strict';
import { findDevices } from '../../../../domain/iot/devices/find.ts';
import { deviceRegistry } from '../../../../domain/iot/devices/registry.ts';
import { noteSeen } from '../../../../domain/iot/devices/seen.ts';
import { dora, nina, tom } from '../../../fixtures/field-desk.ts';
import { aBooking, anAsset, aRequirement, aWorkOrder } from '../../../fixtures/field-records.ts';
import { aDevice, aMachineDesk, keysOfTest as keys } from '../../../fixtures/iot/machines.ts';

describe('the registry of devices', () => {
  const sealed = () =>
    aMachineDesk().seed(
      'devices',
      aDevice({
        sealedPrimaryKey: keys.seal('pump-7', 'one'),
        sealedSecondaryKey: keys.seal('pump-7', 'two'),
      }),
    );

  it('tells the gateway who a device is, its keys opened', async () => {
    const registry = deviceRegistry({ devices: sealed().unit().devices, keys, now: () => 0 });
    assert.deepEqual(await registry.find('pump-7'), {
      id: 'pump-7',
      unitId: 'main',
      isEnabled: true,
      keys: ['one', 'two'],
      thumbprints: [],
    });
    assert.equal(await registry.find('stranger'), null);
  });

  it('counts a key sealed under an older secret as none, so that the other still signs in', async () => {
    const desk = aMachineDesk().seed(
      'devices',
      aDevice({ sealedPrimaryKey: 'of another secret', sealedSecondaryKey: keys.seal('pump-7', 'two') }),
    );
    const open = (id: string, sealed: string) => {
      if (sealed === 'of another secret') throw new Error('does not open');
      return keys.open(id, sealed);
    };
    const registry = deviceRegistry({ devices: desk.unit().devices, keys: { open }, now: () => 0 });
    assert.deepEqual((await registry.find('pump-7'))?.keys, ['two']);
  });

  it('remembers for half a minute, and forgets when told', async () => {
    let [asked, now] = [0, 0];
    const { devices } = sealed().unit();
    const find = (id: string) => {
      asked++;
      return devices.find(id);
    };
    const registry = deviceRegistry({ devices: { find }, keys, now: () => now });
    for (let time = 0; time < 5; time++) await registry.find('pump-7');
    assert.equal(asked, 1);
    registry.forget('pump-7');
    await registry.find('pump-7');
    now = 30_001;
    await registry.find('pump-7');
    assert.equal(asked, 3);
  });
});

describe('seeing a device', () => {
  it('is noted at most four times a day', async () => {
    const desk = aMachineDesk();
    const see = (deviceId = 'pump-7') => desk.commit((unit) => noteSeen(unit, { deviceId, at: desk.now }));
    await see();
    const { version } = desk.one('devices', 'pump-7');
    await see();
    desk.advance(359);
    await see();
    assert.equal(desk.one('devices', 'pump-7').version, version);
    desk.advance(1);
    await see();
    assert.equal(desk.one('devices', 'pump-7').lastSeenAt?.getTime(), desk.now.getTime());
    await assert.doesNotReject(see('stranger'));
  });
});

describe('asking for a device in words', () => {
  const desk = aMachineDesk()
    .seed(
      'assets',
      anAsset(),
      anAsset({ id: 'asset-2', number: 'A-2', name: 'Booster pump set', place: 'basement' }),
    )
    .seed(
      'devices',
      aDevice(),
      aDevice({ id: 's-9', name: 'Sensor', assetId: 'asset-2' }),
      aDevice({ id: 's-8', name: 'Other', assetId: 'asset-2' }),
    )
    .seed('workOrders', aWorkOrder({ assetId: 'asset-2' }))
    .seed('requirements', aRequirement())
    .seed('bookings', aBooking());
  const found = async (said: string, actor = dora) =>
    (await findDevices(desk.unit(), actor, said)).map(({ id }) => id);

  it('finds it by its id, its name, or the machine it sits on', async () => {
    assert.deepEqual(await found('pump-7'), ['pump-7']);
    assert.deepEqual(await found('pump 7'), ['pump-7']);
    assert.deepEqual(await found('booster basement'), ['s-8', 's-9']);
    assert.deepEqual(await found('a-2'), ['s-8', 's-9']);
    assert.deepEqual(await found('submarine'), []);
    assert.deepEqual(await found(' '), []);
  });

  it("shows a technician what the own visits lead to, and nobody else's", async () => {
    assert.deepEqual(await found('s-9', tom), ['s-9']);
    assert.deepEqual(await found('pump-7', tom), []);
    assert.deepEqual(await found('s-9', nina), []);
  });
});
