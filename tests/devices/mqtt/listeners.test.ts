import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectNet, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { testAuthority } from '../../fixtures/iot/certificates.ts';
import { type GatewayOnTest, gatewayOnTest, sasOf } from '../../fixtures/iot/gateway-on-test.ts';

describe("the gateway's listeners", () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldline-tls-'));
  const authority = testAuthority();
  const server = authority.serverFor('localhost', '127.0.0.1');
  const [certPath, keyPath] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  let site: GatewayOnTest;
  beforeEach(async () => {
    writeFileSync(certPath, server.certPem);
    writeFileSync(keyPath, server.keyPem);
    site = await gatewayOnTest({ tls: { port: 0, certPath, keyPath } });
  });
  afterEach(() => site.close());
  after(() => rmSync(folder, { recursive: true, force: true }));

  const tls = () => ({ url: `mqtts://${site.tlsHost}`, ca: authority.caPem });

  it('speak TLS with their certificate to devices that have a key', async () => {
    const [key] = site.register('pump-1');
    const password = sasOf(key!, { host: 'localhost', device: 'pump-1' });
    const client = await site.connect('pump-1', { ...tls(), username: 'localhost:8883/pump-1/', password });
    await client.publishAsync('devices/pump-1/messages/events/', '{"temperature":1}', { qos: 1 });
    assert.equal(site.log.end, 1);
  });

  it('let a device in by the thumbprint of its own certificate, and no other', async () => {
    const own = authority.deviceFor('pump-1');
    const other = authority.deviceFor('pump-1');
    site.register('pump-1', { keys: [], thumbprints: [own.thumbprint] });
    const none = { password: undefined, username: 'localhost/pump-1/?api-version=2021-04-12' };
    const by = (one: typeof own) => ({ ...tls(), ...none, cert: one.certPem, key: one.keyPem });
    const client = await site.connect('pump-1', { ...by(own), protocolVersion: 5 });
    assert.ok(client.connected);
    await assert.rejects(site.connect('pump-1', by(other)), /Not authorized/);
    await assert.rejects(site.connect('pump-1', { ...tls(), ...none }), /Bad username or password/);
    await assert.rejects(site.connect('pump-1', { ...none }), /Bad username or password/, 'not without TLS');
  });

  it('outlive handshakes that fail', async () => {
    const port = Number(site.tlsHost.split(':')[1]);
    const plain = connectNet({ port, host: '127.0.0.1' });
    plain.on('error', () => undefined);
    plain.write('this is no TLS at all, is it\r\n\r\n');
    await new Promise<void>((done) => plain.once('close', () => done()));
    const strict = connectTls({ port, host: '127.0.0.1' });
    await new Promise<void>((done) => strict.once('error', () => done()));
    site.register('pump-1');
    assert.ok((await site.connect('pump-1', tls())).connected);
  });

  it('take up a renewed certificate without closing anything', async () => {
    site.register('pump-1');
    const client = await site.connect('pump-1', tls());
    const listeners = await site.gateway.listen({
      host: '127.0.0.1',
      port: 0,
      isChosen: true,
      tls: { port: 0, certPath, keyPath },
    });
    const thumbprint = () =>
      new Promise<string>((done, fail) => {
        const socket = connectTls(
          { port: listeners.tlsPort!, host: '127.0.0.1', ca: authority.caPem },
          () => {
            done(socket.getPeerCertificate().fingerprint256.replaceAll(':', '').toLowerCase());
            socket.destroy();
          },
        );
        socket.once('error', fail);
      });
    assert.equal(await thumbprint(), server.thumbprint);
    const renewed = authority.serverFor('localhost', '127.0.0.1');
    writeFileSync(certPath, renewed.certPem);
    writeFileSync(keyPath, renewed.keyPem);
    listeners.renew();
    assert.equal(await thumbprint(), renewed.thumbprint);
    assert.ok(client.connected);
  });

  it('refuse to start on a chosen port that is taken, and leave out a usual one', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise<void>((done) => taken.once('listening', () => done()));
    const { port } = taken.address() as { port: number };
    const at = { host: '127.0.0.1', port };
    await assert.rejects(
      site.gateway.listen({ ...at, isChosen: true }),
      /MQTT_PORT: cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\)/,
    );
    const off = await site.gateway.listen({ ...at, port: null, isChosen: true });
    assert.equal(off.port, null);
    await off.close();
    const without = await site.gateway.listen({ ...at, isChosen: false });
    assert.equal(without.port, null);
    await without.close();
    taken.close();
  });

  it('refuse to start without the files that were named', async () => {
    const missing = { port: 0, certPath: join(folder, 'none.pem'), keyPath };
    await assert.rejects(
      site.gateway.listen({ host: '127.0.0.1', port: 0, isChosen: true, tls: missing }),
      /MQTT_TLS_CERT: .*none\.pem cannot be read \(ENOENT\)/,
    );
  });
});
