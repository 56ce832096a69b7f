import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import sdk, { type Client as DeviceClient, type Message } from 'azure-iot-device';
import wire from 'azure-iot-device-mqtt';
import { mountDeviceSockets } from '../../../api/devices/sockets.ts';
import { sendCloudMessage } from '../../../domain/iot/commands/send-message.ts';
import { engines } from '../../fixtures/databases.ts';
import { sue } from '../../fixtures/field-desk.ts';
import { testAuthority } from '../../fixtures/iot/certificates.ts';
import { aHubHouse, type HubHouse } from '../../fixtures/iot/hub-house.ts';
import { until } from '../../fixtures/iot/until.ts';

const deviceId = 'dev-1';

/** The SDK dials port 443, which a test may not have: its own option for proxies leads it to another. */
class Detour extends Agent {
  readonly port: number;
  constructor(port: number, ca: string) {
    super({ ca });
    this.port = port;
  }
  override createConnection(options: Parameters<Agent['createConnection']>[0]) {
    return connect({ ...(options as object), port: this.port });
  }
}

describe('an unmodified device with Azure’s SDK over WebSocket', function () {
  this.timeout(20_000);
  let house: HubHouse;
  let front: Server;
  let client: DeviceClient;

  before(async () => {
    house = await aHubHouse(engines[0]!, 0);
    const authority = testAuthority('The proxy’s CA');
    const { certPem: cert, keyPem: key } = authority.serverFor('localhost');
    front = createServer({ cert, key }).listen(0, '127.0.0.1');
    await once(front, 'listening');
    mountDeviceSockets(front, { take: (stream, origin) => house.gateway().take(stream, origin) });
    const { port } = front.address() as AddressInfo;
    client = sdk.Client.fromConnectionString(
      `HostName=localhost;DeviceId=${deviceId};SharedAccessKey=${house.key}`,
      wire.MqttWs,
    );
    await client.setOptions({ mqtt: { webSocketAgent: new Detour(port, authority.caPem) } } as never);
    await client.open();
  });
  after(async () => {
    await client.close();
    front.close();
    await house.stop();
  });

  it('sends telemetry, gets messages and reads its twin', async () => {
    await client.sendEvent(new sdk.Message('{"temperature": 21.5}'));
    assert.equal(house.readings.kept[0]?.readings[0]?.value, 21.5);
    const twin = await client.getTwin();
    assert.deepEqual(twin.properties.desired, { $version: 1 });
    const arriving = once(client, 'message');
    const { id } = await house.commit((unit) => sendCloudMessage(unit, { deviceId, body: { hello: 1 } }), {
      actor: sue,
    });
    const [message] = (await arriving) as [Message];
    assert.equal(message.getData().toString(), '{"hello":1}');
    await until(
      async () => (await house.database.tables.cloudMessages.get(id)).state === 'completed',
      'it is completed',
    );
  });
});
