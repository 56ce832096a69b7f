import assert from 'node:assert/strict';
import { answerCommand, takeForCall } from '../../../domain/iot/commands/carry-out.ts';
import { reactions } from '../../../domain/reactions.ts';
import type { Commit } from '../../../domain/unit.ts';
import { type ApiServer, anApiServer, type Send } from '../../fixtures/api/server.ts';
import { twoUnits } from '../../fixtures/api/two-units.ts';
import { until } from '../../fixtures/iot/until.ts';

describe('telling devices something over the API', () => {
  let server: ApiServer;
  let commit: Commit;
  let sue: Send;
  let tom: Send;
  let ana: Send;

  before(async () => {
    server = await anApiServer(twoUnits);
    commit = server.database.commit(reactions);
    [sue, tom, ana] = await Promise.all([server.as('sue'), server.as('tom'), server.as('ana')]);
    const described = await sue('/api/device-models/Hydra', {
      method: 'PUT',
      body: {
        commands: [
          {
            name: 'Set Values',
            method: 'SetValues',
            parameters: [{ name: 'Speed', min: 500, max: 3_000, unit: 'rpm' }],
          },
        ],
      },
    });
    assert.equal(described.status, 200);
    assert.equal(
      (await sue('/api/devices/pump-7', { method: 'PATCH', body: { model: 'Hydra' } })).status,
      200,
    );
  });
  after(() => server.stop());

  const propose = (who: Send, parameters: object, name = 'Set Values') =>
    who('/api/devices/pump-7/commands', { method: 'POST', body: { name, parameters } });
  const stateOf = async (id: string) => (await sue(`/api/commands/${id}`)).body.state;

  it('proposes, confirms and follows a command, and keeps it in the history of the machine', async () => {
    const proposed = await propose(tom, { Speed: 1_500 });
    assert.deepEqual(
      [proposed.status, proposed.body.state, proposed.body.requestedBy],
      [201, 'proposed', 'Tom'],
    );
    assert.equal(proposed.headers.get('location'), `/api/commands/${proposed.body.id}`);
    const confirmed = await tom(`/api/commands/${proposed.body.id}/confirm`, { method: 'POST', body: {} });
    assert.deepEqual(
      [confirmed.status, confirmed.body.state, confirmed.body.confirmedById],
      [200, 'queued', 'tom'],
    );
    const again = await tom(`/api/commands/${proposed.body.id}/cancel`, { method: 'POST', body: {} });
    assert.equal(again.body.state, 'cancelled');
    const history = await ana("/api/commands?$filter=assetId eq 'asset-1'&$orderby=createdAt desc&$top=1");
    assert.deepEqual(
      history.body.value.map((one: { id: string; device: { name: string } }) => [one.id, one.device.name]),
      [[proposed.body.id, 'Pump 7']],
    );
    const machine = await ana('/api/assets/asset-1?$expand=commands');
    assert.ok(machine.body.commands.some(({ id }: { id: string }) => id === proposed.body.id));
  });

  it('refuses what is not safe with the range in words, and what nobody may', async () => {
    const outside = await propose(tom, { Speed: 9_000 });
    assert.deepEqual([outside.status, outside.body.code], [409, 'command.out_of_range']);
    assert.match(outside.body.detail, /Speed 9000 is outside the safe range of Hydra: 500 to 3000 rpm/);
    assert.equal((await propose(tom, {}, 'Explode')).body.code, 'command.unknown');
    assert.equal((await propose(ana, { Speed: 1_000 })).body.code, 'role.not_allowed');
    const model = await sue('/api/device-models/Hydra', {
      method: 'PUT',
      body: { commands: [{ name: 'X', method: 'x', parameters: [{ name: 'Y', min: 3, max: 1 }] }] },
    });
    assert.match(model.body.detail, /^commands\[0\]\.parameters\[0\]\.min: it is above max, 1/);
  });

  it('tells a machine by its only device, and asks which where there are several', async () => {
    const tell = () =>
      sue('/api/assets/asset-1/commands', {
        method: 'POST',
        body: { name: 'Notification', parameters: { Message: 'Hi' } },
      });
    const told = await tell();
    assert.deepEqual([told.status, told.body.deviceId], [201, 'pump-7']);
    await sue('/api/devices', { method: 'POST', body: { id: 'second', assetId: 'asset-1' } });
    assert.equal((await tell()).body.code, 'command.which_device');
    const made = await sue('/api/assets/asset-1/commands', {
      method: 'POST',
      body: { name: 'Set Values', parameters: { Speed: 700 } },
    });
    assert.equal(made.body.deviceId, 'pump-7');
    await sue('/api/devices/second/disable', { method: 'POST', body: {} });
  });

  it('queues messages for a device, tells how they are, and empties the queue', async () => {
    await sue('/api/devices/pump-7/purge-messages', { method: 'POST', body: {} });
    const sent = await sue('/api/devices/pump-7/messages', {
      method: 'POST',
      body: {
        body: { hello: 1 },
        properties: { level: 'high' },
        messageId: 'm-9',
        ack: 'full',
        ttlSeconds: 60,
      },
    });
    assert.deepEqual(
      [
        sent.status,
        sent.body.state,
        sent.body.messageId,
        sent.body.body,
        sent.body.contentType,
        sent.body.properties,
      ],
      [201, 'enqueued', 'm-9', '{"hello":1}', 'application/json', { level: 'high' }],
    );
    assert.equal(Date.parse(sent.body.expiresAt) - Date.parse(sent.body.enqueuedAt), 60_000);
    const text = await sue('/api/devices/pump-7/messages', { method: 'POST', body: { body: 'plain' } });
    assert.deepEqual([text.body.body, text.body.contentType], ['plain', null]);
    const waiting = await sue("/api/cloud-messages?$filter=deviceId eq 'pump-7' and state eq 'enqueued'");
    assert.equal(waiting.body.value.length, 2);
    const unsafe = await sue('/api/devices/pump-7/messages', {
      method: 'POST',
      body: { body: { CommandName: 'Set Values', Parameters: { Speed: 9_000 } } },
    });
    assert.equal(unsafe.body.code, 'command.out_of_range');
    assert.equal((await sue('/api/devices/pump-7/messages', { method: 'POST', body: {} })).status, 400);
    const purged = await sue('/api/devices/pump-7/purge-messages', { method: 'POST', body: {} });
    assert.deepEqual([purged.status, purged.body], [200, { purged: 2 }]);
    assert.equal((await sue(`/api/cloud-messages/${sent.body.id}`)).body.feedback, 'purged');
  });

  it('shows and changes the twin: merged, null deletes, its own ETag, and the sections as they are', async () => {
    const change = (body: object, headers = {}) =>
      sue('/api/devices/pump-7/twin', { method: 'PATCH', body, headers });
    const first = await change({ desired: { interval: 60, fan: { on: true } }, tags: { floor: 3 } });
    assert.equal(first.status, 200);
    const merged = await change(
      { desired: { fan: null, level: 2 } },
      { 'If-Match': first.headers.get('etag') ?? '' },
    );
    const { desired, tags, desiredVersion } = merged.body;
    assert.deepEqual(
      [desired, tags, desiredVersion],
      [{ interval: 60, level: 2 }, { floor: 3 }, first.body.desiredVersion + 1],
    );
    assert.equal(
      (await change({ desired: {} }, { 'If-Match': first.headers.get('etag') ?? '' })).status,
      412,
    );
    const shown = await tom('/api/devices/pump-7/twin');
    assert.deepEqual([shown.status, shown.body], [200, merged.body]);
    assert.equal((await change({})).status, 400);
    assert.equal((await change({ desired: { 'a.b': 1 } })).body.code, 'input.invalid');
    assert.equal((await change({ desired: { speed: 9_000 } })).body.code, 'command.out_of_range');
  });

  it('calls a method and answers what the device answered, its own refusals included', async () => {
    // The device of this test: whoever has it connected takes the call and hands its answer in.
    const deafen = server.database.onCommitted(({ events }) => {
      for (const { name, data } of events) {
        const { commandId, to } = data as { commandId: string; to: string };
        if (name !== 'command.moved' || to !== 'queued') continue;
        void commit((unit) => takeForCall(unit, { commandId })).then((taken) => {
          if (!taken || taken.method === 'silent') return;
          const status = taken.method === 'refuse' ? 404 : 200;
          return commit((unit) =>
            answerCommand(unit, { commandId, deviceId: 'pump-7', status, response: { got: taken.payload } }),
          );
        });
      }
    });
    const call = (method: string, body: object, key?: string) =>
      sue(`/api/devices/pump-7/methods/${method}`, {
        method: 'POST',
        body,
        headers: key ? { 'Idempotency-Key': key } : {},
      });
    const done = await call('reboot', { payload: { delay: 5 }, timeoutSeconds: 5 });
    assert.deepEqual([done.status, done.body], [200, { status: 200, payload: { got: { delay: 5 } } }]);
    assert.deepEqual((await call('refuse', {})).body, { status: 404, payload: { got: null } });
    const before = await server.database.tables.deviceCommands.count({ method: 'once' });
    const [one, other] = await Promise.all([
      call('once', { payload: 1 }, 'k-1'),
      call('once', { payload: 1 }, 'k-1'),
    ]);
    assert.deepEqual(
      [one.body, other.body],
      [
        { status: 200, payload: { got: 1 } },
        { status: 200, payload: { got: 1 } },
      ],
    );
    assert.equal((await server.database.tables.deviceCommands.count({ method: 'once' })) - before, 1);
    deafen();
  });

  it('says what stands in the way of a call', async () => {
    const call = (method: string, body: object, device = 'pump-7') =>
      sue(`/api/devices/${device}/methods/${method}`, { method: 'POST', body });
    assert.equal((await call('a%20b', {})).body.code, 'input.invalid');
    assert.equal((await call('x', { timeoutSeconds: 1 })).status, 400);
    assert.equal((await call('x', {}, 'nobody')).body.code, 'record.not_found');
    assert.equal((await call('SetValues', { payload: { Speed: 1 } })).body.code, 'command.out_of_range');
    const calling = call('x', {});
    const waiting = await until(
      async () => server.database.tables.deviceCommands.first({ method: 'x', state: 'queued' }),
      'the call waits',
    );
    const { ageCommand } = await import('../../../domain/iot/commands/carry-out.ts');
    await commit((unit) => ageCommand(unit, waiting.id)); // what its timer does when nobody has the device connected
    const absent = await calling;
    assert.deepEqual([absent.status, absent.body.code], [404, 'device.not_connected']);
    assert.equal(await stateOf(waiting.id), 'failed');
  });

  it('writes it all into the OpenAPI document', async () => {
    const { paths } = (await sue('/api/openapi.json')).body;
    for (const path of [
      '/api/devices/{id}/twin',
      '/api/devices/{id}/messages',
      '/api/devices/{id}/methods/{name}',
      '/api/commands/{id}/confirm',
    ])
      assert.ok(paths[path], path);
    assert.equal(paths['/api/devices/{id}/commands'].post['x-verb'], 'device.command');
  });
});
