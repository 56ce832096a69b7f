import assert from 'node:assert/strict';
import { BadSettings, readCaller, readSettings } from '../settings.ts';

const production = {
  FIELDLINE_MODE: 'production',
  MicrosoftAppId: 'a1b2c3d4-1111-4111-8111-abcdefabcdef',
  MicrosoftAppPassword: 'Zr8~real-looking-value',
  FIELDLINE_SECRET: 'k'.repeat(40),
  OIDC_ISSUER: 'https://login.example.net/tenant/v2.0',
  OIDC_AUDIENCE: 'api://fieldline',
  PUBLIC_URL: 'https://desk.example.net/',
};

const assertRefused = (env: Record<string, string | undefined>, words: RegExp) =>
  assert.throws(
    () => readSettings(env),
    (error: Error) =>
      error instanceof BadSettings && words.test(error.message) && !error.message.includes('\n'),
  );

describe('the settings', () => {
  it('are complete for a demo on loopback without anything said', () => {
    const settings = readSettings({ FIELDLINE_MODE: 'demo' });
    assert.deepEqual(
      [settings.port, settings.host, settings.publicUrl],
      [3978, '127.0.0.1', 'http://127.0.0.1:3978'],
    );
    assert.equal(settings.databaseUrl, 'sqlite:./data/fieldline.db');
  });

  it('are for production unless the demo is asked for', () => assertRefused({}, /production mode needs it/));

  it('take a whole production environment', () => {
    const settings = readSettings(production);
    assert.equal(settings.publicUrl, 'https://desk.example.net');
    assert.equal(settings.oidc?.audience, 'api://fieldline');
  });

  for (const name of [
    'MicrosoftAppId',
    'MicrosoftAppPassword',
    'FIELDLINE_SECRET',
    'OIDC_ISSUER',
    'OIDC_AUDIENCE',
    'PUBLIC_URL',
  ])
    it(`refuse production without ${name}`, () =>
      assertRefused({ ...production, [name]: undefined }, new RegExp(`^${name}: `)));

  it('refuse sample secrets and short ones', () => {
    assertRefused({ ...production, FIELDLINE_SECRET: 'change-me-change-me-change-me-change-me' }, /sample/);
    assertRefused({ ...production, FIELDLINE_SECRET: 'k'.repeat(20) }, /at least 32/);
    assertRefused({ ...production, MicrosoftAppPassword: 'your-password-here' }, /sample/);
    assertRefused({ ...production, MicrosoftAppId: '00000000-0000-0000-0000-000000000000' }, /sample/);
  });

  it('take real values whatever letter they begin with', () => {
    const settings = readSettings({
      ...production,
      MicrosoftAppId: '0f3c9a51-7d0e-4c6b-9b1a-2f4e8d6c5b7a',
      FIELDLINE_SECRET: 'x4D0oUeP2mZq81LrT0uYwPa7BdEhGjN5',
    });
    assert.equal(settings.bot.appId, '0f3c9a51-7d0e-4c6b-9b1a-2f4e8d6c5b7a');
  });

  it('guard the counters with a token that cannot be guessed, and never print it', () => {
    assert.equal(readSettings(production).metricsToken, undefined);
    const METRICS_TOKEN = 'scrape-me-0123456789';
    assert.equal(readSettings({ ...production, METRICS_TOKEN }).metricsToken, METRICS_TOKEN);
    assertRefused({ ...production, METRICS_TOKEN: 'short-one' }, /^METRICS_TOKEN: at least 16 characters$/);
  });

  it('refuse a demo that others could reach', () =>
    assertRefused({ FIELDLINE_MODE: 'demo', HOST: '0.0.0.0' }, /^HOST: /));

  it('refuse what is half said or unreadable, naming it', () => {
    assertRefused(
      { FIELDLINE_MODE: 'demo', OIDC_ISSUER: 'https://x.example' },
      /^OIDC_ISSUER and OIDC_AUDIENCE/,
    );
    assertRefused({ FIELDLINE_MODE: 'demo', PORT: 'ninety' }, /^PORT: .*"ninety"/);
    assertRefused({ FIELDLINE_MODE: 'party' }, /^FIELDLINE_MODE: /);
    assertRefused({ FIELDLINE_MODE: 'demo', MicrosoftAppId: 'x' }, /^MicrosoftAppPassword: /);
  });

  it('name the first admin by the object id, spelt as tokens spell it', () => {
    assert.equal(readSettings(production).admin, undefined);
    const ADMIN_AAD_OBJECT_ID = '4E2B9D70-58C1-4A3F-9F06-D1B7A85C3E90';
    const { admin } = readSettings({ ...production, ADMIN_AAD_OBJECT_ID });
    assert.deepEqual(admin, { aadObjectId: ADMIN_AAD_OBJECT_ID.toLowerCase(), name: 'Administrator' });
    const named = readSettings({ ...production, ADMIN_AAD_OBJECT_ID, ADMIN_NAME: 'Olga Brandt' });
    assert.equal(named.admin?.name, 'Olga Brandt');
  });

  it('refuse a first admin who can be nobody', () => {
    const given = (id: string) => ({ ...production, ADMIN_AAD_OBJECT_ID: id });
    assertRefused(given('olga@example.net'), /^ADMIN_AAD_OBJECT_ID: .*GUID.*"olga@example.net"/);
    assertRefused(given('00000000-0000-0000-0000-000000000000'), /^ADMIN_AAD_OBJECT_ID: .*sample/);
  });

  it('of a command that only asks the server are its address and a token', () => {
    assert.deepEqual(readCaller({ PUBLIC_URL: 'https://desk.example.net/', FIELDLINE_TOKEN: 'abc' }), {
      publicUrl: 'https://desk.example.net',
      token: 'abc',
    });
    assert.equal(readCaller({ FIELDLINE_TOKEN: 'abc', PORT: '4000' }).publicUrl, 'http://127.0.0.1:4000');
    assert.throws(() => readCaller({}), /^Error: FIELDLINE_TOKEN: /);
  });

  it('say where devices connect and how what they say is kept', () => {
    const { telemetry } = readSettings({ FIELDLINE_MODE: 'demo' });
    assert.deepEqual(telemetry.mqtt, { host: '127.0.0.1', port: 1884, isChosen: false });
    assert.deepEqual([telemetry.restKeys, telemetry.retentionDays, telemetry.retentionGb], [[], 365, 20]);
    const chosen = { FIELDLINE_MODE: 'demo', MQTT_PORT: '0', MQTT_TLS_CERT: 'c.pem', MQTT_TLS_KEY: 'k.pem' };
    assert.deepEqual(readSettings(chosen).telemetry.mqtt, {
      host: '127.0.0.1',
      port: 0,
      isChosen: true,
      tls: { port: 8883, certPath: 'c.pem', keyPath: 'k.pem' },
    });
    assertRefused({ ...chosen, MQTT_TLS_KEY: undefined }, /MQTT_TLS_CERT and MQTT_TLS_KEY/);
    assertRefused({ FIELDLINE_MODE: 'demo', MQTT_HOST: '0.0.0.0' }, /MQTT_HOST/);
    assert.equal(readSettings({ ...chosen, MQTT_PORT: 'off' }).telemetry.mqtt.port, null);
    assertRefused({ ...chosen, MQTT_PORT: 'none' }, /MQTT_PORT: a port number, or off/);
  });

  it('name a broker and an IoT Hub to read from, and print neither password nor key', () => {
    const demo = { FIELDLINE_MODE: 'demo' };
    const { broker, iotHub } = readSettings(demo).telemetry;
    assert.deepEqual([broker, iotHub], [undefined, undefined]);
    const url = 'mqtt://user:hunter22@broker.example.net:1883';
    const named = { ...demo, MQTT_URL: url, MQTT_TOPICS: ' plants/{device}/{channel}, t/{device} ' };
    assert.deepEqual(readSettings(named).telemetry.broker, {
      url,
      topics: ['plants/{device}/{channel}', 't/{device}'],
      group: 'fieldline',
    });
    const connectionString =
      'Endpoint=sb://x.example.net/;SharedAccessKeyName=s;SharedAccessKey=a;EntityPath=e';
    assert.deepEqual(
      readSettings({ ...demo, IOTHUB_EVENTS_CONNECTION_STRING: connectionString }).telemetry.iotHub,
      { connectionString, consumerGroup: '$Default' },
    );
    assertRefused({ ...demo, MQTT_URL: 'http://broker' }, /^MQTT_URL: an mqtt, mqtts, ws or wss address/);
    assertRefused({ ...demo, MQTT_GROUP: 'a/b' }, /^MQTT_GROUP/);
    assertRefused({ ...demo, IOTHUB_EVENTS_CONNECTION_STRING: 'hunter22' }, /^IOTHUB_EVENTS(?!.*hunter22)/);
  });

  it('take keys for data at rest, the newest first, and print none', () => {
    const [young, old] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const env = {
      FIELDLINE_MODE: 'demo',
      DATA_ENCRYPTION_KEY: `${young.toString('base64')}, ${old.toString('base64')}`,
    };
    assert.deepEqual(
      readSettings(env).telemetry.restKeys.map((key) => Buffer.from(key)),
      [young, old],
    );
    for (const key of ['short', 'x'.repeat(44), Buffer.alloc(31).toString('base64')])
      assert.throws(
        () => readSettings({ ...env, DATA_ENCRYPTION_KEY: key }),
        (error: Error) =>
          /^DATA_ENCRYPTION_KEY: 32 random bytes/.test(error.message) && !error.message.includes(key),
      );
  });
});
