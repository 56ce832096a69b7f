import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { generate, type IConnectPacket } from 'mqtt-packet';
import { type GatewayOnTest, gatewayOnTest, sasOf } from '../../fixtures/iot/gateway-on-test.ts';
import { everything } from '../../fixtures/iot/log-folder.ts';
import { rawClient } from '../../fixtures/iot/raw-client.ts';

describe('the gateway and hostile clients', () => {
  let site: GatewayOnTest;
  let keys: readonly string[];
  let port: number;
  beforeEach(async () => {
    site = await gatewayOnTest();
    keys = site.register('pump-1');
    port = Number(site.host.split(':')[1]);
  });
  afterEach(() => site.close());

  const hello = (changed: Partial<IConnectPacket> = {}): IConnectPacket => ({
    cmd: 'connect',
    clientId: 'pump-1',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clean: true,
    keepalive: 60,
    username: `${site.host}/pump-1/?api-version=2021-04-12`,
    password: Buffer.from(sasOf(keys[0]!, { host: site.host, device: 'pump-1' })),
    ...changed,
  });
  const answerTo = async (packet: IConnectPacket) => {
    const client = await rawClient(port, packet.protocolVersion === 5 ? 5 : 4);
    client.send(packet);
    const answer = await client.next();
    client.socket.destroy();
    return answer;
  };
  const code = async (changed: Partial<IConnectPacket>) => {
    const answer = await answerTo(hello(changed));
    return answer?.cmd === 'connack' ? (answer.returnCode ?? answer.reasonCode) : null;
  };
  const password = (of: { host?: string; device?: string; expiry?: number }, key = keys[0]!) => ({
    password: Buffer.from(sasOf(key, { host: site.host, device: 'pump-1', ...of })),
  });

  it('lets in whoever has a key of the device, by the host it dialled, with or without its port', async () => {
    assert.equal(await code({}), 0);
    assert.equal(await code(password({ host: '127.0.0.1' })), 0);
    assert.equal(await code(password({}, keys[1])), 0);
    assert.equal(
      await code({ ...password({ host: 'HUB.example' }), username: 'hub.example:8883/pump-1' }),
      0,
    );
    assert.equal(await code({ username: `${site.host}/pump-1/api-version=2016-11-14` }), 0);
    const [scheme, pairs] = sasOf(keys[0]!, { host: site.host, device: 'pump-1' }).split(' ');
    const turned = `${scheme} ${pairs!.split('&').reverse().join('&')}&skn=`;
    assert.equal(await code({ password: Buffer.from(turned) }), 0, 'in another order');
  });

  it('refuses forged, foreign and expired tokens', async () => {
    const valid = sasOf(keys[0]!, { host: site.host, device: 'pump-1' });
    const foreign = site.register('pump-2');
    const refused: Record<string, Partial<IConnectPacket>> = {
      'another key': password({}, randomBytes(32).toString('base64')),
      'the key of another device': password({}, foreign[0]),
      'for another device': password({ device: 'pump-2' }),
      'for another host': password({ host: 'evil.example' }),
      'for a module': password({ device: 'pump-1/modules/m' }),
      'for the whole hub': { password: Buffer.from(valid.replace(/%2Fdevices%2Fpump-1/, '')) },
      expired: password({ expiry: Math.floor(Date.now() / 1000) - 1 }),
      'a longer life than signed': { password: Buffer.from(valid.replace(/se=\d+/, 'se=9999999999')) },
      'a policy': { password: Buffer.from(`${valid}&skn=owner`) },
    };
    for (const [what, changed] of Object.entries(refused)) assert.equal(await code(changed), 5, what);
    const unreadable: Record<string, Partial<IConnectPacket>> = {
      'no token': { password: Buffer.from('hello') },
      'a part twice': { password: Buffer.from(`${valid}&sr=x`) },
      'a short signature': { password: Buffer.from(valid.replace(/sig=[^&]+/, 'sig=abcd')) },
      'no password': { password: Buffer.alloc(0) },
      'the user name of another device': { username: `${site.host}/pump-2/?api-version=1` },
      'a module': { username: `${site.host}/pump-1/module/?api-version=1` },
    };
    for (const [what, changed] of Object.entries(unreadable)) assert.equal(await code(changed), 4, what);
    assert.equal(await code({ clientId: 'pump/1', username: 'h/pump/1' }), 4);
  });

  it('refuses unknown and disabled devices alike', async () => {
    const [key] = site.register('pump-3', { isEnabled: false });
    const as = (device: string) => ({
      clientId: device,
      username: `${site.host}/${device}/`,
      ...password({ device }, key),
    });
    assert.equal(await code(as('pump-3')), 5);
    assert.equal(await code(as('pump-9')), 5);
  });

  it('tells clients of version 5 its reasons and its limits', async () => {
    const welcome = await answerTo(hello({ protocolVersion: 5, keepalive: 5000 }));
    assert.ok(welcome?.cmd === 'connack');
    assert.equal(welcome.reasonCode, 0);
    assert.equal(welcome.properties?.maximumQoS, 1);
    assert.equal(welcome.properties?.serverKeepAlive, 1178);
    assert.equal(welcome.properties?.sharedSubscriptionAvailable, false);
    assert.equal(await code({ protocolVersion: 5, ...password({ host: 'evil.example' }) }), 0x87);
    assert.equal(await code({ protocolVersion: 5, password: Buffer.from('x') }), 0x86);
    const properties = { authenticationMethod: 'SCRAM-SHA-1' };
    assert.equal(await code({ protocolVersion: 5, properties }), 0x8c);
  });

  it('closes on a topic alias beyond its limit, and on one that was never said', async () => {
    for (const topicAlias of [17, 3]) {
      const client = await rawClient(port, 5);
      client.send(hello({ protocolVersion: 5 }));
      await client.next();
      const properties = { topicAlias };
      client.send({ cmd: 'publish', topic: '', payload: 'x', qos: 0, dup: false, retain: false, properties });
      const goodbye = await client.next();
      assert.equal(goodbye?.cmd === 'disconnect' && goodbye.reasonCode, 0x90);
      await client.closed;
    }
  });

  it('closes on what is no MQTT, on packets before CONNECT and on a second CONNECT', async () => {
    const first: (Buffer | Parameters<typeof generate>[0])[] = [
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      randomBytes(200),
      Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff, 0x7f]),
      Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f, ...Buffer.alloc(20_000)]),
      { cmd: 'pingreq' },
      {
        cmd: 'publish',
        topic: 'devices/pump-1/messages/events/',
        payload: '{"a":1}',
        qos: 0,
        dup: false,
        retain: false,
      },
    ];
    for (const [nth, packet] of first.entries()) {
      const client = await rawClient(port);
      client.send(packet);
      if (nth === 1) client.socket.end(); // noise may look like the beginning of something long
      await client.closed;
    }
    const client = await rawClient(port);
    client.send(hello());
    await client.next();
    client.send(hello());
    await client.closed;
    assert.equal(site.log.end, 0);
    assert.equal(site.gateway.health().connections, 0);
  });

  it('survives noise after a proper sign-in', async () => {
    for (let nth = 0; nth < 40; nth++) {
      const client = await rawClient(port, nth % 2 ? 5 : 4);
      client.send(hello({ protocolVersion: nth % 2 ? 5 : 4 }));
      await client.next();
      client.send(randomBytes(300));
      client.socket.end();
      await client.closed;
    }
    assert.equal((await answerTo(hello()))?.cmd, 'connack', 'and serves the next');
  });

  it('handles what is sent behind CONNECT without waiting for the answer, in order, once signed in', async () => {
    const client = await rawClient(port);
    const say = (nth: number): Buffer =>
      generate({
        cmd: 'publish',
        topic: `devices/pump-1/messages/events/%24.mid=${nth}`,
        payload: '{"a":1}',
        qos: 1,
        dup: false,
        retain: false,
        messageId: nth,
      });
    client.send(Buffer.concat([generate(hello()), say(1), say(2), say(3)]));
    const answers = [await client.next(), await client.next(), await client.next(), await client.next()];
    assert.deepEqual(
      answers.map((packet) => [packet?.cmd, packet?.messageId]),
      [
        ['connack', undefined],
        ['puback', 1],
        ['puback', 2],
        ['puback', 3],
      ],
    );
    client.socket.destroy();
    const stranger = await rawClient(port);
    stranger.send(Buffer.concat([generate(hello(password({ host: 'evil.example' }))), say(9)]));
    await stranger.closed;
    assert.equal(site.log.end, 3);
  });

  it('recognises a resent message without an id by DUP, packet id and body', async () => {
    const say = (messageId: number, dup: boolean, body = '{"a":1}') =>
      ({
        cmd: 'publish',
        topic: 'devices/pump-1/messages/events/',
        payload: body,
        qos: 1,
        dup,
        retain: false,
        messageId,
      }) as const;
    const first = await rawClient(port);
    first.send(hello());
    await first.next();
    for (const packet of [say(1, false), say(1, false), say(2, false, '{"a":2}')]) {
      first.send(packet);
      await first.next();
    }
    first.socket.destroy();
    const again = await rawClient(port);
    again.send(hello());
    await again.next();
    for (const packet of [say(1, true), say(2, true, '{"a":2}'), say(3, true, '{"a":3}')]) {
      again.send(packet);
      assert.equal((await again.next())?.cmd, 'puback');
    }
    again.socket.destroy();
    const kept = await everything(site.log);
    assert.deepEqual(
      kept.map(({ readings }) => readings[0]?.value),
      [1, 1, 2, 3],
    );
  });

  it('slows down whoever guesses, and nobody else behind the same address', async () => {
    const wrong = password({ host: 'evil.example' });
    for (let nth = 0; nth < 11; nth++) await code(wrong);
    const since = performance.now();
    const guessing = Array.from({ length: 3 }, () => code(wrong));
    assert.equal(await code({}), 0);
    assert.ok(performance.now() - since < 250, 'the device itself does not wait');
    assert.deepEqual(await Promise.all(guessing), [5, 5, 5]);
    assert.ok(performance.now() - since > 400, 'the guesser does');
  });

  it('bears a client that sends byte by byte and one that never says who it is', async () => {
    const slow = await rawClient(port);
    for (const byte of generate(hello())) {
      slow.send(Buffer.from([byte]));
      await new Promise((done) => setImmediate(done));
    }
    assert.equal((await slow.next())?.cmd, 'connack');
    slow.socket.destroy();
    const silent = await rawClient(port);
    assert.equal(site.gateway.health().devices, 0);
    silent.socket.destroy();
    await silent.closed;
  });
});
