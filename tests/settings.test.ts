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
});
