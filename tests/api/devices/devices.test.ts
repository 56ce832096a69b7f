import assert from 'node:assert/strict';
import { codeOf } from '../../../domain/iot/devices/code.ts';
import { type ApiServer, anApiServer, type Send } from '../../fixtures/api/server.ts';
import { twoUnits } from '../../fixtures/api/two-units.ts';
import { keysOfTest } from '../../fixtures/iot/machines.ts';

const key = Buffer.alloc(32, 9).toString('base64');

describe('devices in the API', () => {
  let server: ApiServer;
  let dora: Send;
  let adam: Send;
  before(async () => {
    server = await anApiServer(twoUnits);
    [dora, adam] = [await server.as('dora'), await server.as('adam')];
  });
  after(() => server.stop());

  const post = (path: string, body: unknown = {}, headers = {}) =>
    dora(path, { method: 'POST', body, headers });
  const sealedKeyOf = async (id: string) =>
    keysOfTest.open(id, (await server.database.tables.devices.get(id)).sealedPrimaryKey ?? '');

  it('are registered by their id alone and answered with their key, once', async () => {
    const made = await post('/api/devices', { id: 'fan-1' });
    assert.equal(made.status, 201, made.text);
    assert.equal(Buffer.from(made.body.key, 'base64').length, 32);
    assert.equal(made.body.key, await sealedKeyOf('fan-1'));
    assert.equal(made.headers.get('location'), '/api/devices/fan-1');
    assert.deepEqual([made.body.id, made.body.name, made.body.state], ['fan-1', 'fan-1', 'enabled']);
    const again = await dora('/api/devices/fan-1');
    assert.ok(!again.text.includes('key') && !again.text.includes('sealed'), again.text);
    const twice = await post('/api/devices', { id: 'fan-1' });
    assert.deepEqual([twice.status, twice.body.code], [409, 'device.exists']);
  });

  it('repeat the key for a repeated request, and keep it nowhere in the clear', async () => {
    const headers = { 'Idempotency-Key': 'fan-2-once' };
    const first = await post('/api/devices', { id: 'fan-2' }, headers);
    const second = await post('/api/devices', { id: 'fan-2' }, headers);
    assert.deepEqual([second.status, second.body.key], [201, first.body.key]);
    const kept = await server.database.tables.idempotentAnswers.where({});
    const events = await server.database.eventLog.after(0, 500);
    for (const text of [JSON.stringify(kept), JSON.stringify(events), server.errors.join()])
      assert.ok(!text.includes(first.body.key));
  });

  it('are listed with filters and without keys', async () => {
    const { body, text } = await dora("/api/devices?$filter=assetId eq 'asset-1'&$expand=alerts");
    assert.deepEqual(
      body.value.map(({ id, alerts }: { id: string; alerts: unknown[] }) => [id, alerts.length]),
      [['pump-7', 1]],
    );
    assert.deepEqual(body.value[0].asset, { id: 'asset-1', name: 'Ceiling cassette 3.12' });
    assert.ok(!text.includes('ealed'));
  });

  it('are changed against their version, and refuse what is no thumbprint', async () => {
    const patch = (body: unknown, headers = {}) =>
      dora('/api/devices/pump-7', { method: 'PATCH', body, headers });
    const found = await dora('/api/devices/pump-7');
    const etag = found.headers.get('etag') ?? '';
    const changed = await patch({ name: 'Seven', thumbprints: ['AB'.repeat(32)] }, { 'If-Match': etag });
    assert.deepEqual(
      [changed.status, changed.body.name, changed.body.thumbprints],
      [200, 'Seven', ['ab'.repeat(32)]],
    );
    assert.equal((await patch({ name: 'Eight' }, { 'If-Match': etag })).status, 412);
    assert.match((await patch({ thumbprints: ['ab'] })).body.detail, /thumbprints\[0\]/);
  });

  it('get one key anew while the other goes on, and lose all of them when revoked', async () => {
    const { body: made } = await post('/api/devices', { id: 'fan-3', primaryKey: 'ignored' });
    const turned = await post('/api/devices/fan-3/rotate-key', { which: 'secondary' });
    assert.equal(turned.status, 200, turned.text);
    assert.notEqual(turned.body.key, made.secondaryKey);
    assert.equal(await sealedKeyOf('fan-3'), made.key);
    assert.equal((await post('/api/devices/fan-3/disable')).body.state, 'disabled');
    assert.equal((await post('/api/devices/fan-3/enable')).body.state, 'enabled');
    assert.equal((await post('/api/devices/fan-3/revoke')).body.state, 'revoked');
    assert.equal((await post('/api/devices/fan-3/rotate-key')).body.code, 'device.revoked');
    assert.equal((await post('/api/devices', { id: 'fan-3' })).body.code, 'device.revoked');
  });

  it("are brought in by a list, an IoT hub's export among them", async () => {
    const devices = [
      {
        id: 'hub-1',
        status: 'disabled',
        eTag: 'x',
        authentication: { type: 'sas', symmetricKey: { primaryKey: key } },
      },
      { id: 'own-1', name: 'Own', assetId: 'asset-1' },
    ];
    const { status, body } = await post('/api/devices/import', { devices });
    assert.deepEqual([status, body], [200, { created: 2, updated: 0, devices: ['hub-1', 'own-1'] }]);
    assert.equal(await sealedKeyOf('hub-1'), key);
    assert.equal((await server.database.tables.devices.get('hub-1')).state, 'disabled');
    const bad = await post('/api/devices/import', { devices: [{ id: 'ok' }, { id: 'not ok' }] });
    assert.match(bad.body.detail, /devices\[1\]\.id/);
    assert.equal(await server.database.tables.devices.find('ok'), undefined);
  });

  it('are claimed by the technician at the machine with the printed code', async () => {
    const labels = await adam('/api/device-labels', { method: 'POST', body: { ids: ['new-1'] } });
    const [label] = labels.body.value;
    assert.equal(label.code, codeOf(keysOfTest, { id: 'new-1', unitId: 'main' }));
    const tom = await server.as('tom');
    const claimed = await tom('/api/devices/claim', {
      method: 'POST',
      body: { code: label.code, assetId: 'asset-1' },
    });
    assert.equal(claimed.status, 200, claimed.text);
    assert.deepEqual(
      [claimed.body.id, claimed.body.assetId, claimed.body.source],
      ['new-1', 'asset-1', 'scan'],
    );
    assert.equal(await sealedKeyOf('new-1'), label.key);
    const wrong = await tom('/api/devices/claim', {
      method: 'POST',
      body: { code: 'FL1:x:AAAAAAAAAAAAAAAA' },
    });
    assert.deepEqual([wrong.status, wrong.body.code], [400, 'device.code_invalid']);
    assert.equal((await dora('/api/devices/new-1/code')).body.code, label.code);
    const again = await adam('/api/device-labels', { method: 'POST', body: { ids: ['new-2', 'new-1'] } });
    assert.deepEqual([again.status, again.body.code], [409, 'device.exists'], 'its key was told once');
  });

  it('leave their keys behind when the company is exported, and come back by its import', async () => {
    const { body: file, text } = await adam('/api/export');
    const found = file.devices.find(({ id }: { id: string }) => id === 'fan-1');
    assert.deepEqual(Object.keys(found).sort(), [
      'assetId',
      'id',
      'model',
      'name',
      'rules',
      'state',
      'thumbprints',
    ]);
    assert.ok(!text.includes('ealed') && !text.includes(await sealedKeyOf('fan-1')));
    const devices = [
      { ...found, name: 'Fan one' },
      { id: 'fresh', name: 'Fresh', assetId: 'asset-1' },
    ];
    const { body } = await adam('/api/import', { method: 'POST', body: { devices } });
    assert.deepEqual(body.byKind.devices, { created: 1, updated: 1, unchanged: 0 });
    assert.equal((await server.database.tables.devices.get('fan-1')).name, 'Fan one');
    assert.notEqual(await sealedKeyOf('fan-1'), '');
    const lost = await adam('/api/import', {
      method: 'POST',
      body: { devices: [{ ...found, assetId: 'nowhere' }] },
    });
    assert.match(lost.body.detail, /devices\[0\]\.assetId/);
    await post('/api/devices', { id: 'gone' });
    await post('/api/devices/gone/revoke', {});
    const raised = await adam('/api/import', {
      method: 'POST',
      body: { devices: [{ id: 'gone', name: 'Gone', state: 'enabled' }] },
    });
    assert.match(raised.body.detail, /devices\[0\]\.state: the device was revoked/);
  });
});
