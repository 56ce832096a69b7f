import assert from 'node:assert/strict';
import { claimDevice } from '../../../../domain/iot/devices/claim.ts';
import { codeOf, readCode } from '../../../../domain/iot/devices/code.ts';
import { requireDeviceId } from '../../../../domain/iot/devices/device-id.ts';
import { importDevices } from '../../../../domain/iot/devices/import.ts';
import { editDevice, rotateKey, setDeviceState } from '../../../../domain/iot/devices/keep.ts';
import { requireKey, requireThumbprints } from '../../../../domain/iot/devices/proof-of-identity.ts';
import { registerDevice } from '../../../../domain/iot/devices/register.ts';
import type { Actor } from '../../../../domain/people/actor.ts';
import type { Unit } from '../../../../domain/unit.ts';
import { ana, dora, happened, tom } from '../../../fixtures/field-desk.ts';
import { aBooking, anAsset, aRequirement, aWorkOrder } from '../../../fixtures/field-records.ts';
import { aDevice, aMachineDesk, keysOfTest as keys } from '../../../fixtures/iot/machines.ts';
import type { Memory } from '../../../fixtures/memory.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const by = <T>(desk: Memory, actor: Actor, useCase: (unit: Unit) => Promise<T>) =>
  desk.commit(useCase, { actor });

describe('registering a device', () => {
  it('gives it two keys of its own, sealed where they are kept', async () => {
    const desk = aMachineDesk();
    const made = await by(desk, dora, (unit) =>
      registerDevice(unit, keys, { id: 'fan-1', assetId: 'asset-1' }),
    );
    const opened = [made.sealedPrimaryKey, made.sealedSecondaryKey].map((one) =>
      keys.open('fan-1', one ?? ''),
    );
    assert.deepEqual(
      opened.map((one) => Buffer.from(one, 'base64').length),
      [32, 32],
    );
    assert.notEqual(opened[0], opened[1]);
    assert.ok(!JSON.stringify(desk.all('devices')).includes(opened[0] ?? '?'));
    assert.deepEqual(
      [made.name, made.state, made.source, made.registeredById],
      ['fan-1', 'enabled', 'api', 'dora'],
    );
    assert.deepEqual(happened(desk), ['device.registered']);
  });

  it('takes given keys and certificates, and none where it signs in by certificate alone', async () => {
    const desk = aMachineDesk();
    const thumbprint = 'AB:'.repeat(31).concat('AB');
    const made = await by(desk, dora, (unit) =>
      registerDevice(unit, keys, { id: 'fan-1', primaryKey: key, thumbprints: [thumbprint] }),
    );
    assert.equal(keys.open('fan-1', made.sealedPrimaryKey ?? ''), key);
    assert.deepEqual(made.thumbprints, ['ab'.repeat(32)]);
    const keyless = await by(desk, dora, (unit) =>
      registerDevice(unit, keys, { id: 'fan-2', isKeyless: true }),
    );
    assert.equal(keyless.sealedPrimaryKey, null);
  });

  it('is refused twice, after a revocation, with a wrong id, and to agents', async () => {
    const desk = aMachineDesk().seed('devices', aDevice(), aDevice({ id: 'old', state: 'revoked' }));
    const make = (id: string, actor = dora) => by(desk, actor, (unit) => registerDevice(unit, keys, { id }));
    await assert.rejects(make('pump-7'), /There is a device pump-7 already/);
    await assert.rejects(make('old'), /revoked for ever/);
    for (const id of ['', 'a/b', 'a#', '$edge', 'ü', '.', '..', 'x'.repeat(129)])
      await assert.rejects(make(id), /a device id is/, id);
    await assert.rejects(make('fan-1', ana), /needs the role/);
    assert.doesNotThrow(() => requireDeviceId('Boiler:3_a@site=1'));
  });

  it('refuses what is no key and no thumbprint, naming the place', () => {
    assert.equal(requireKey(key, 'primaryKey'), key);
    for (const wrong of ['', 'short', 'A'.repeat(20), 'no base64!!!', `${key}=`])
      assert.throws(() => requireKey(wrong, 'primaryKey'), /primaryKey: a key is base64/, wrong);
    assert.throws(() => requireThumbprints(['ab'], 'thumbprints'), /thumbprints\[0\]/);
    assert.throws(
      () =>
        requireThumbprints(
          ['1', '2', '3', '4', '5'].map((one) => one.repeat(64)),
          't',
        ),
      /at most 4/,
    );
  });
});

describe('bringing in a list of devices', () => {
  it('makes the new ones and changes the others, all or none', async () => {
    const desk = aMachineDesk();
    const rows = [
      { id: 'fan-1', primaryKey: key },
      { id: 'pump-7', name: 'Pump seven', state: 'disabled' as const },
    ];
    const brought = await by(desk, dora, (unit) => importDevices(unit, keys, rows));
    assert.deepEqual(
      brought.map(({ device, isNew }) => [device.id, isNew, device.state]),
      [
        ['fan-1', true, 'enabled'],
        ['pump-7', false, 'disabled'],
      ],
    );
    assert.equal(desk.one('devices', 'fan-1').source, 'file');
    assert.equal(desk.one('devices', 'pump-7').model, 'Hydra S2');
    const bad = [{ id: 'fan-2' }, { id: 'fan-3', primaryKey: 'x' }];
    await assert.rejects(
      by(desk, dora, (unit) => importDevices(unit, keys, bad)),
      /devices\[1\]\.primaryKey/,
    );
    assert.equal(desk.all('devices', { id: 'fan-2' }).length, 0);
    await assert.rejects(
      by(desk, dora, (unit) => importDevices(unit, keys, [{ id: 'a' }, { id: 'a' }])),
      /stands here twice/,
    );
  });
});

describe('keeping a device', () => {
  it('changes its name, machine and certificates, saying what of it changed', async () => {
    const desk = aMachineDesk();
    const thumbprints = ['c'.repeat(64)];
    await by(desk, dora, (unit) =>
      editDevice(unit, { deviceId: 'pump-7', name: ' Seven ', assetId: null, thumbprints }),
    );
    const { name, assetId } = desk.one('devices', 'pump-7');
    assert.deepEqual([name, assetId], ['Seven', null]);
    assert.deepEqual(
      desk.events.map(({ data }) => (data as { what?: string }).what),
      ['certificates', 'link', 'name'],
    );
    await assert.rejects(by(desk, dora, (unit) => editDevice(unit, { deviceId: 'pump-7', assetId: 'nope' })));
  });

  it('rotates one key and leaves the other', async () => {
    const desk = aMachineDesk();
    await by(desk, dora, (unit) => registerDevice(unit, keys, { id: 'fan-1' }));
    const before = desk.one('devices', 'fan-1');
    const after = await by(desk, dora, (unit) =>
      rotateKey(unit, keys, { deviceId: 'fan-1', which: 'secondary' }),
    );
    assert.equal(after.sealedPrimaryKey, before.sealedPrimaryKey);
    assert.notEqual(
      keys.open('fan-1', after.sealedSecondaryKey ?? ''),
      keys.open('fan-1', before.sealedSecondaryKey ?? ''),
    );
  });

  it('revokes it for ever: its keys are gone', async () => {
    const desk = aMachineDesk();
    await by(desk, dora, (unit) => registerDevice(unit, keys, { id: 'fan-1' }));
    await by(desk, dora, (unit) => setDeviceState(unit, { deviceId: 'fan-1', state: 'revoked' }));
    const { sealedPrimaryKey, sealedSecondaryKey, thumbprints } = desk.one('devices', 'fan-1');
    assert.deepEqual([sealedPrimaryKey, sealedSecondaryKey, thumbprints], [null, null, []]);
    for (const deed of [
      (unit: Unit) => setDeviceState(unit, { deviceId: 'fan-1', state: 'enabled' }),
      (unit: Unit) => rotateKey(unit, keys, { deviceId: 'fan-1', which: 'primary' }),
      (unit: Unit) => editDevice(unit, { deviceId: 'fan-1', name: 'x' }),
    ])
      await assert.rejects(by<unknown>(desk, dora, deed), /revoked for ever/);
  });
});

describe('scanning a device', () => {
  const onSite = () =>
    aMachineDesk()
      .seed('workOrders', aWorkOrder({ assetId: 'asset-1' }))
      .seed('requirements', aRequirement())
      .seed('bookings', aBooking({ state: 'in-progress' }))
      .seed('assets', anAsset(), anAsset({ id: 'asset-2', number: 'A-2', name: 'Boiler' }));
  const scan = (desk: Memory, id: string, assetId?: string, actor = tom) =>
    by(desk, actor, (unit) =>
      claimDevice(unit, keys, { code: codeOf(keys, { id, unitId: actor.unitId }), assetId }),
    );

  it('registers it with the key printed beside its code, and links it to the machine of the visit', async () => {
    const desk = onSite();
    const { device, asset, isNew } = await scan(desk, 'new-sensor:3');
    assert.deepEqual([device.id, asset.id, isNew, device.source], ['new-sensor:3', 'asset-1', true, 'scan']);
    assert.equal(keys.open('new-sensor:3', device.sealedPrimaryKey ?? ''), keys.derive(device));
    assert.equal((await scan(desk, 'new-sensor:3')).isNew, false);
  });

  it('links one that is registered and belongs nowhere', async () => {
    const desk = onSite().seed('devices', aDevice({ id: 'loose', assetId: null }));
    const { device } = await scan(desk, 'loose', 'asset-1');
    assert.deepEqual([device.assetId, device.sealedPrimaryKey], ['asset-1', null]);
  });

  it("leaves another machine's device to the dispatcher, and another's machine alone", async () => {
    const desk = onSite().seed('devices', aDevice({ id: 'theirs', assetId: 'asset-2' }));
    await assert.rejects(scan(desk, 'theirs'), /theirs is linked to Boiler; a dispatcher/);
    await assert.rejects(scan(desk, 'new', 'asset-2'), /There is no asset asset-2/);
    assert.equal((await scan(desk, 'theirs', 'asset-1', dora)).device.assetId, 'asset-1');
    await assert.rejects(scan(desk, 'new', undefined, dora), /no visit of yours/);
  });

  it('takes no code that this house has not printed', () => {
    const code = codeOf(keys, { id: 'pump-7', unitId: 'main' });
    const reading = (text: string, unitId = 'main') => readCode(keys, { text, unitId });
    assert.equal(reading(` ${code.toLowerCase()} `), 'pump-7');
    assert.throws(() => reading(code.replace('pump-7', 'pump-8')), /does not belong to pump-8/);
    assert.throws(() => reading(code, 'north'), /does not belong to pump-7/);
    for (const wrong of ['', 'pump-7', 'FL1:pump-7', `FL2${code.slice(3)}`])
      assert.throws(() => reading(wrong), /This is not the code of a device of ours/, wrong);
  });
});
