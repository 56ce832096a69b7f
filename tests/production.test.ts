import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { pino } from 'pino';
import { type App, startApp } from '../app.ts';
import { readSettings } from '../settings.ts';

const sample = fileURLToPath(new URL('../infra/company.sample.json', import.meta.url));
const program = fileURLToPath(new URL('../main.ts', import.meta.url));
const objectId = '4e2b9d70-58c1-4a3f-9f06-d1b7a85c3e90';

/** A company's sign-in, as the standard has it. */
async function aProvider() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256' };
  const server: Server = createServer((request, response) => {
    const isKeys = request.url === '/keys';
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(isKeys ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/keys` }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = (oid: string): Promise<string> =>
    new SignJWT({ oid })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(issuer)
      .setAudience('api://fieldline')
      .setExpirationTime('10m')
      .sign(privateKey);
  return { issuer, token, stop: () => server.close() };
}

describe('the first steps in production', function () {
  this.timeout(30_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldline-first-'));
  const warnings: string[] = [];
  let provider: Awaited<ReturnType<typeof aProvider>>;
  let app: App | undefined;

  /** Starts the product on the same data; the address becomes known with the port, so a free one is asked for first. */
  const start = async (given: Record<string, string>): Promise<App> => {
    await app?.stop();
    warnings.length = 0;
    const settings = readSettings({
      FIELDLINE_MODE: 'production',
      MicrosoftAppId: 'a1b2c3d4-1111-4111-8111-abcdefabcdef',
      MicrosoftAppPassword: 'Zr8~real-looking-value',
      FIELDLINE_SECRET: 'k'.repeat(40),
      OIDC_ISSUER: provider.issuer,
      OIDC_AUDIENCE: 'api://fieldline',
      PUBLIC_URL: 'https://desk.example.net',
      PORT: '0',
      MQTT_PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ...given,
    });
    const log = pino(
      { level: 'warn' },
      { write: (line: string) => void warnings.push(JSON.parse(line).msg) },
    );
    app = await startApp({ ...settings, port: await aFreePort() }, log);
    return app;
  };
  const me = async (oid: string): Promise<{ status: number; body: Record<string, unknown> }> => {
    const answer = await fetch(`${app!.url}/api/me`, {
      headers: { authorization: `Bearer ${await provider.token(oid)}` },
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const fieldline = async (...args: string[]) => {
    const env = { ...process.env, PUBLIC_URL: app!.url, FIELDLINE_TOKEN: await provider.token(objectId) };
    const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk) => (said.out += chunk));
    child.stderr.on('data', (chunk) => (said.err += chunk));
    const code = await new Promise<number | null>((done) => child.once('close', done));
    return { code, ...said };
  };

  before(async () => {
    provider = await aProvider();
  });
  after(async () => {
    await app?.stop();
    provider.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('say in one warning how to let the first admin in', async () => {
    await start({});
    assert.equal(warnings.filter((one) => one.includes('ADMIN_AAD_OBJECT_ID')).length, 1);
    assert.equal((await me(objectId)).status, 401);
  });

  it('let the first admin in, and nobody else', async () => {
    await start({ ADMIN_AAD_OBJECT_ID: objectId.toUpperCase(), ADMIN_NAME: 'Olga Brandt' });
    assert.deepEqual(warnings, []);
    const { status, body } = await me(objectId);
    assert.deepEqual([status, body.id, body.name], [200, 'admin-1', 'Olga Brandt']);
    assert.equal((await me('5f3c0e81-69d2-4b40-a017-e2c8b96d4fa1')).status, 401);
  });

  it('never touch a person who is there', async () => {
    await start({ ADMIN_AAD_OBJECT_ID: '5f3c0e81-69d2-4b40-a017-e2c8b96d4fa1', ADMIN_NAME: 'Mallory' });
    const people = await app!.database.tables.people.where({});
    assert.deepEqual(
      people.map(({ id, name, version }) => [id, name, version]),
      [['admin-1', 'Olga Brandt', 1]],
    );
  });

  it('bring the company in from the command line', async () => {
    const dry = await fieldline('import', sample, '--dry-run');
    assert.equal(dry.code, 0, dry.err);
    assert.match(dry.out, /^would be \d+ created, 0 updated, 0 unchanged\n/);
    const done = await fieldline('import', sample);
    assert.match(done.out, /^\d+ created, 0 updated, 0 unchanged\n {2}calendars: 1 created/);
    const lena = await me('7d1f0c52-93ab-4e0e-8a3c-5b2f61d09e11');
    assert.equal(lena.body.name, 'Lena Brandt');
    const out = await fieldline('export');
    assert.equal(JSON.parse(out.out).queues.length, 3, 'two of the file, and the one for everything');
  });

  it('refuse in one line and with exit code 2', async () => {
    const wrong = await fieldline('import', program);
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /^fieldline: the server answered 400: .*not JSON.*\n$/);
    for (const args of [
      ['import'],
      ['import', 'nowhere.json'],
      ['import', sample, '--dryrun'],
      ['dead-letters', 'burn'],
    ]) {
      const { code, err } = await fieldline(...args);
      assert.deepEqual([code, err.trim().split('\n').length], [2, 1], err);
    }
  });
});

async function aFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
