import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import sdk, {
  type Client as DeviceClient,
  type DeviceMethodRequest,
  type DeviceMethodResponse,
  type Message,
  type Twin,
} from 'azure-iot-device';
import wire from 'azure-iot-device-mqtt';
import { callMethod, confirmCommand, proposeCommand } from '../../../domain/iot/commands/propose.ts';
import { sendCloudMessage } from '../../../domain/iot/commands/send-message.ts';
import { changeTwin } from '../../../domain/iot/hub/change-twin.ts';
import { engines } from '../../fixtures/databases.ts';
import { dora, sue } from '../../fixtures/field-desk.ts';
import { aHubHouse, type HubHouse } from '../../fixtures/iot/hub-house.ts';
import { until } from '../../fixtures/iot/until.ts';

/** The SDK dials this port, whatever it is told. */
const sdkPort = 8883;
const isFree = await new Promise<boolean>((resolve) => {
  const probe = createServer().once('error', () => resolve(false));
  probe.listen(sdkPort, '127.0.0.1', () => probe.close(() => resolve(true)));
});
const deviceId = 'dev-1';

(isFree ? describe : describe.skip)('an unmodified device with Azure’s SDK', function () {
  this.timeout(20_000);
  let house: HubHouse;
  let client: DeviceClient;

  before(async () => {
    house = await aHubHouse(engines[0]!, sdkPort);
  });
  after(() => house.stop());

  const open = async (options: object = {}): Promise<DeviceClient> => {
    client = sdk.Client.fromConnectionString(
      `HostName=localhost;DeviceId=${deviceId};SharedAccessKey=${house.key}`,
      wire.Mqtt,
    );
    await client.setOptions({ ca: house.caPem, ...options } as never);
    await client.open();
    return client;
  };
  beforeEach(() => open());
  afterEach(() => client.close());

  /** Everything a device hears, the way an application listens for it. */
  async function listening() {
    const heard = {
      messages: [] as string[],
      desired: [] as { [name: string]: unknown }[],
      calls: [] as unknown[],
    };
    client.on('message', (message: Message) => {
      client.complete(message, () => heard.messages.push(message.getData().toString()));
    });
    client.onDeviceMethod('reboot', (request: DeviceMethodRequest, response: DeviceMethodResponse) => {
      heard.calls.push(request.payload);
      void response.send(202, { after: request.payload });
    });
    const twin: Twin = await client.getTwin();
    twin.on('properties.desired', (desired: { [name: string]: unknown }) =>
      heard.desired.push({ ...desired }),
    );
    await until(
      async () => (await house.database.tables.twins.find(deviceId))?.listens.length === 4,
      'it listens to everything',
    );
    return { heard, twin };
  }
  const desire = (desired: { [name: string]: number | null }) =>
    house.commit((unit) => changeTwin(unit, { deviceId, desired }), { actor: sue });
  const send = (body: string) =>
    house.commit((unit) => sendCloudMessage(unit, { deviceId, body, properties: { level: 'high & dry' } }), {
      actor: sue,
    });
  const call = async (payload: number) => {
    const { id } = await house.commit((unit) => callMethod(unit, { deviceId, method: 'reboot', payload }), {
      actor: sue,
    });
    const isDone = async () => (await house.database.tables.deviceCommands.get(id)).state === 'completed';
    await until(isDone, 'the call is answered');
    return house.database.tables.deviceCommands.get(id);
  };

  it('sends telemetry with its properties and message id, acknowledged once it is kept', async () => {
    const message = new sdk.Message(JSON.stringify({ temperature: 21.5 }));
    message.messageId = 'm-1';
    message.contentType = 'application/json';
    message.contentEncoding = 'utf-8';
    message.properties.add('level', 'critical & hot');
    await client.sendEvent(message);
    const [kept] = house.readings.kept;
    assert.deepEqual(
      [kept?.device, kept?.messageId, kept?.readings[0]?.channel, kept?.readings[0]?.value],
      [deviceId, 'm-1', 'temperature', 21.5],
    );
    assert.match(kept?.properties ?? '', /level=critical%20%26%20hot/);
    await client.sendEvent(message);
    assert.equal(house.readings.kept.length, 1);
  });

  it('gets a message with its properties, settles it, and gets what waited while it was away', async () => {
    await client.close();
    const { id } = await send('while you were away');
    await open();
    const [message] = (await once(client, 'message')) as [Message];
    assert.equal(message.getData().toString(), 'while you were away');
    assert.deepEqual([message.messageId, message.properties.getValue('level')], [id, 'high & dry']);
    assert.equal((await client.complete(message)).constructor.name, 'MessageCompleted');
    await until(
      async () => (await house.database.tables.cloudMessages.get(id)).state === 'completed',
      'it is completed',
    );
    assert.equal(await house.database.tables.cloudMessages.count({ state: 'enqueued' }), 0);
  });

  it('is called and answers', async () => {
    const { heard } = await listening();
    const { status, response } = await call(7);
    assert.deepEqual([heard.calls, status, response], [[7], 202, { after: 7 }]);
  });

  it('carries out a command that somebody has confirmed', async () => {
    client.onDeviceMethod('SetValues', (request: DeviceMethodRequest, response: DeviceMethodResponse) => {
      void response.send(200, { set: request.payload.Parameters.Temperature });
    });
    await until(
      async () => (await house.database.tables.twins.find(deviceId))?.listens.includes('methods'),
      'it listens',
    );
    const parameters = { Temperature: 21 };
    const { id: commandId } = await house.commit(
      (unit) => proposeCommand(unit, { deviceId, name: 'Set Values', parameters }),
      { actor: dora },
    );
    await house.commit((unit) => confirmCommand(unit, { commandId }), { actor: dora });
    await until(
      async () => (await house.database.tables.deviceCommands.get(commandId)).state === 'completed',
      'it is done',
    );
    assert.deepEqual((await house.database.tables.deviceCommands.get(commandId)).response, { set: 21 });
  });

  it('reads its twin, reports, is refused what is too large, and hears what is newly desired', async () => {
    await desire({ interval: 60 });
    const { heard, twin } = await listening();
    assert.equal(twin.properties.desired.interval, 60);
    const report = (patch: object) =>
      new Promise<void>((resolve, reject) =>
        twin.properties.reported.update(patch, (error: Error) => (error ? reject(error) : resolve())),
      );
    await report({ fw: '1.0', fan: { on: true } });
    await report({ fan: null });
    assert.deepEqual((await house.database.tables.twins.get(deviceId)).reported, { fw: '1.0' });
    const large = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`k${at}`, 'x'.repeat(4_000)]));
    await assert.rejects(report(large), /would take \d+ bytes; 32768 are allowed/);
    heard.desired.length = 0;
    await desire({ interval: null, level: 2 });
    await until(() => heard.desired.length > 0, 'it hears of it');
    assert.deepEqual([heard.desired[0]?.level, twin.properties.desired.interval], [2, undefined]);
  });

  it('comes back after our restart and hears everything, though it does not subscribe again', async () => {
    const { heard, twin } = await listening();
    await house.restart();
    await until(() => house.gateway().topics.isConnected(deviceId), 'it is back', 10_000);
    heard.desired.length = 0;
    await desire({ level: 3 });
    await until(() => heard.desired.some(({ level }) => level === 3), 'it hears what is desired');
    await send('after the restart');
    await until(() => heard.messages.includes('after the restart'), 'it gets its messages');
    assert.equal((await call(8)).status, 202);
    await new Promise<void>((resolve, reject) =>
      twin.get((error?: Error) => (error ? reject(error) : resolve())),
    );
    assert.equal(twin.properties.desired.level, 3);
    await client.sendEvent(new sdk.Message('{"temperature": 3}'));
    assert.equal(house.readings.kept.at(-1)?.readings[0]?.value, 3);
  });

  it('renews its token and goes on without a gap', async () => {
    await client.close();
    await open({ tokenRenewal: { tokenValidTimeInSeconds: 4, tokenRenewalMarginInSeconds: 2 } });
    const { heard } = await listening();
    const before = house.gateway().health().signIns.accepted;
    await until(
      () => house.gateway().health().signIns.accepted > before,
      'it has signed in with a new token',
      10_000,
    );
    await until(() => house.gateway().topics.isConnected(deviceId), 'it is back');
    heard.desired.length = 0;
    await desire({ level: 4 });
    await until(() => heard.desired.some(({ level }) => level === 4), 'it hears what is desired');
    assert.equal((await call(9)).status, 202);
  });

  it('is not let in with a wrong key', async () => {
    const wrong = sdk.Client.fromConnectionString(
      `HostName=localhost;DeviceId=${deviceId};SharedAccessKey=${Buffer.alloc(32).toString('base64')}`,
      wire.Mqtt,
    );
    await wrong.setOptions({ ca: house.caPem } as never);
    wrong.setRetryPolicy({ shouldRetry: () => false, nextRetryTimeout: () => 0 });
    await assert.rejects(wrong.open(), /Not authorized/);
  });

  it('signs in with a certificate instead of a key', async () => {
    const { certPem: cert, keyPem: key } = house.certificate;
    const other = sdk.Client.fromConnectionString('HostName=localhost;DeviceId=dev-x;x509=true', wire.Mqtt);
    await other.setOptions({ ca: house.caPem, cert, key } as never);
    await other.open();
    await other.sendEvent(new sdk.Message('{"temperature": 4}'));
    assert.deepEqual(
      [house.readings.kept.at(-1)?.device, house.readings.kept.at(-1)?.readings[0]?.value],
      ['dev-x', 4],
    );
    await other.close();
  });
});

it(`the suite with Azure’s device SDK ${isFree ? `runs on port ${sdkPort}` : `is left out: port ${sdkPort}, which the SDK dials, is taken`}`, () => {
  assert.equal(typeof isFree, 'boolean');
});
