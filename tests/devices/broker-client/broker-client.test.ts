import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { connectAsync, type MqttClient } from 'mqtt';
import { type BrokerClient, brokerClient } from '../../../devices/broker-client/broker-client.ts';
import { topicPattern } from '../../../devices/broker-client/topic-pattern.ts';
import type { ForeignMessage, Taken } from '../../../devices/intake.ts';
import { LogUnavailable } from '../../../devices/log/reading-log.ts';
import { until } from '../../fixtures/iot/until.ts';

const { TEST_MQTT_URL } = process.env;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

(TEST_MQTT_URL ? describe : describe.skip)('a client of a separate broker', () => {
  const url = TEST_MQTT_URL ?? '';
  let sender: MqttClient;
  /** A topic and a group of each test's own: lasting sessions of the test before get a share of their group's messages. */
  let site = '';
  const sessions = new Set<string>();
  let clients: BrokerClient[] = [];
  let kept: { message: ForeignMessage; by: string }[] = [];
  /** What the disk does with a message. */
  let disk: (message: ForeignMessage) => Promise<Taken>;

  const open = (clientId: string): BrokerClient => {
    sessions.add(`${site}-${clientId}`);
    const client = brokerClient({
      url,
      patterns: [
        topicPattern(`${site}/{device}/{channel}`),
        topicPattern(`${site}-bodies/devices/{device}/messages/events/#`),
      ],
      group: site,
      clientId: `${site}-${clientId}`,
      keep: async (message) => {
        const how = await disk(message);
        if (how === 'kept') kept.push({ message, by: clientId });
        return how;
      },
      log: quiet,
    });
    clients.push(client);
    return client;
  };
  const isConnected = (client: BrokerClient) =>
    until(() => client.health().state === 'connected', 'it is connected');
  const opened = async (clientId: string) => {
    const client = open(clientId);
    await isConnected(client);
    // The subscription follows the connection at once; a message sent before it would go to nobody.
    const probe = `probe-${randomUUID()}`;
    await until(async () => {
      await send('7', { topic: `${site}/${probe}/x` });
      return kept.some(({ message }) => message.device === probe);
    }, 'it is subscribed');
    kept = [];
    return client;
  };
  const send = (
    payload: string,
    { topic = `${site}/pump-7/flow`, ...more }: { topic?: string; properties?: object } = {},
  ) => sender.publishAsync(topic, payload, { qos: 1, ...more });
  const bodies = () => kept.map(({ message }) => Buffer.from(message.body).toString());

  before(async () => {
    sender = await connectAsync(url, { protocolVersion: 5 });
  });
  after(async () => {
    await sender.endAsync();
    // A clean session in its place takes each lasting one off the broker.
    for (const clientId of sessions) await (await connectAsync(url, { clientId, clean: true })).endAsync();
  });
  beforeEach(() => {
    site = `fieldline-${randomUUID().slice(0, 8)}`;
    kept = [];
    disk = async () => 'kept';
  });
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.stop()));
    clients = [];
  });

  it('hands on what is published, with device, channel, message id and properties', async () => {
    await opened('a');
    await send('21.5');
    await send('{"t":3}', { topic: `${site}-bodies/devices/d-1/messages/events/%24.mid=m-1&a=b` });
    await until(() => kept.length === 2, 'both arrive');
    assert.deepEqual(bodies(), ['{"flow":21.5}', '{"t":3}']);
    assert.deepEqual(
      kept.map(({ message: { device, messageId, properties } }) => [device, messageId, properties]),
      [
        ['pump-7', null, ''],
        ['d-1', 'm-1', 'a=b'],
      ],
    );
  });

  it('acknowledges nothing before it is on disk, and gets it again after a lost connection', async () => {
    await opened('b');
    let begun = 0;
    disk = () => {
      begun += 1;
      return new Promise(() => undefined); // the process dies before the disk is done
    };
    await send('1');
    await until(() => begun === 1, 'it is on its way to the disk');
    const [first] = clients as [BrokerClient];
    clients = [];
    disk = async () => 'kept';
    const second = open('b'); // takes the session over
    await until(() => kept.length === 1, 'the broker sends it again');
    assert.deepEqual([bodies(), kept[0]!.message.resend?.isRepeat], [['{"flow":1}'], true]);
    await second.stop();
    clients = [];
    void first; // ended by the broker when its session was taken over
    const third = open('b');
    await isConnected(third);
    await send('2');
    await until(() => kept.length === 2, 'the next one arrives');
    assert.deepEqual(bodies(), ['{"flow":1}', '{"flow":2}']);
  });

  it('holds what it was sent while the disk is full, and goes on in order', async () => {
    await opened('c');
    let isFull = true;
    disk = async () => {
      if (isFull) throw new LogUnavailable('the disk is full');
      return 'kept';
    };
    for (const value of ['1', '2', '3']) await send(value);
    await until(() => clients[0]!.health().problem === 'the disk is full', 'it says so');
    isFull = false;
    await until(() => kept.length === 3, 'all arrive', 8_000);
    assert.deepEqual(bodies(), ['{"flow":1}', '{"flow":2}', '{"flow":3}']);
  }).timeout(12_000);

  it('keeps the order of many messages whose writes overlap', async () => {
    await opened('d');
    let atOnce = 0;
    let mostAtOnce = 0;
    const order: string[] = [];
    disk = async (message) => {
      order.push(Buffer.from(message.body).toString());
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      await new Promise((resolve) => setTimeout(resolve, 10));
      atOnce -= 1;
      return 'kept';
    };
    await Promise.all(Array.from({ length: 200 }, (_, at) => send(String(at))));
    await until(() => kept.length === 200, 'all arrive');
    assert.deepEqual(
      order,
      Array.from({ length: 200 }, (_, at) => `{"flow":${at}}`),
    );
    assert.ok(mostAtOnce > 5, `${mostAtOnce} at once`);
  });

  it('shares messages with the other members of its group, each going to one of them', async () => {
    await opened('e');
    const other = open('f');
    await isConnected(other);
    await until(async () => {
      await send('0');
      return kept.some(({ by }) => by === 'f');
    }, 'the other one gets some too');
    kept = [];
    await Promise.all(Array.from({ length: 100 }, (_, at) => send(String(at + 1))));
    await until(
      () => kept.filter(({ message }) => !Buffer.from(message.body).toString().endsWith(':0}')).length >= 100,
      'all arrive',
    );
    const values = bodies().filter((body) => body !== '{"flow":0}');
    assert.equal(new Set(values).size, 100);
    assert.equal(values.length, 100);
    assert.deepEqual(new Set(kept.map(({ by }) => by)), new Set(['e', 'f']));
  });

  it('lets go of what no registered device sent, and counts it', async () => {
    const client = await opened('g');
    const before = client.health();
    disk = async () => 'unknown';
    await send('1');
    await until(() => client.health().unknown === 1, 'it is counted');
    disk = async () => 'repeat';
    await send('1');
    await until(() => client.health().repeats === 1, 'the repeat is counted');
    assert.equal(client.health().kept, before.kept);
    assert.doesNotMatch(client.health().broker, /@/);
  });
});

describe('a client whose broker is away', () => {
  it('says so, goes on trying, and can be stopped', async () => {
    const client = brokerClient({
      url: 'mqtt://user:secret@127.0.0.1:9',
      patterns: [topicPattern('{device}')],
      group: 'g',
      clientId: 'c',
      keep: async () => 'kept',
      log: quiet,
    });
    await until(() => client.health().problem, 'it has tried');
    assert.deepEqual([client.health().state, client.health().broker], ['failing', 'mqtt://127.0.0.1:9']);
    await client.stop();
  });
});

it(`the client of a separate broker ${TEST_MQTT_URL ? `runs against ${new URL(TEST_MQTT_URL).host}` : 'is left out: TEST_MQTT_URL is not set'}`, () => {
  assert.ok(TEST_MQTT_URL === undefined || TEST_MQTT_URL !== '');
});
