import assert from 'node:assert/strict';
import type { TelemetryRequest } from '../../../devices/http/telemetry-requests.ts';
import { Refused } from '../../../domain/refusals.ts';
import { type GatewayOnTest, gatewayOnTest, sasOf } from '../../fixtures/iot/gateway-on-test.ts';
import { everything } from '../../fixtures/iot/log-folder.ts';

describe('telemetry over HTTP', () => {
  let site: GatewayOnTest;
  let key: string;
  beforeEach(async () => {
    site = await gatewayOnTest();
    [key = ''] = site.register('pump-1');
  });
  afterEach(() => site.close());

  const take = (changed: Partial<TelemetryRequest> = {}) =>
    site.gateway.requests.take({
      device: 'pump-1',
      host: 'hub.example:443',
      authorization: sasOf(key, { host: 'hub.example', device: 'pump-1' }),
      address: '10.0.0.1',
      contentType: 'application/json',
      messageId: undefined,
      properties: [],
      body: Buffer.from('{"temperature":21}'),
      ...changed,
    });
  const refusal = async (changed: Partial<TelemetryRequest>) => {
    const error = await take(changed).then(
      () => null,
      (refused) => refused,
    );
    return error instanceof Refused ? error.code : error;
  };

  it('is on disk when it is answered, once a message id', async () => {
    await take({ messageId: 'm-1', properties: [['level', 'hot & high']] });
    await take({ messageId: 'm-1' });
    await take({});
    await take({});
    const kept = await everything(site.log);
    assert.deepEqual(
      kept.map(({ messageId }) => messageId),
      ['m-1', null, null],
    );
    assert.equal(kept[0]?.properties, 'level=hot%20%26%20high');
  });

  it('takes half a character in a property, and no message of a batch that is too large alone', async () => {
    const contentType = 'application/vnd.microsoft.iothub.json';
    const half = '[{"body":"{\\"a\\":1}","base64Encoded":false,"properties":{"level":"\\ud800"}}]';
    await take({ contentType, body: Buffer.from(half) });
    assert.equal((await everything(site.log))[0]?.properties, 'level=%EF%BF%BD');
    const large = JSON.stringify([{ body: 'x'.repeat(300_000), base64Encoded: false }]);
    assert.equal(await refusal({ contentType, body: Buffer.from(large) }), 'input.invalid');
  });

  it('takes batches, base64 or text', async () => {
    const batch = [
      {
        body: Buffer.from('{"a":1}').toString('base64'),
        properties: { 'iothub-messageid': 'b-1', 'iothub-app-level': 'high' },
      },
      { body: '{"a":2}', base64Encoded: false },
      { body: Buffer.from('no json').toString('base64') },
    ];
    const contentType = 'application/vnd.microsoft.iothub.json';
    await take({ contentType, body: Buffer.from(JSON.stringify(batch)) });
    const kept = await everything(site.log);
    assert.deepEqual(
      kept.map(({ messageId, properties, readings }) => [messageId, properties, readings[0]?.value]),
      [
        ['b-1', 'level=high', 1],
        [null, undefined, 2],
        [null, undefined, undefined],
      ],
    );
    assert.equal(site.log.health().quarantined, 1);
    for (const body of [
      '{}',
      '[{"x":1}]',
      '[{"body":"e30=","properties":"long"}]',
      JSON.stringify([{ body: 'e30=', properties: { a: 'x'.repeat(9_000) } }]),
      'no',
      JSON.stringify(Array.from({ length: 501 }, () => ({ body: '' }))),
    ])
      assert.equal(
        await refusal({ contentType, body: Buffer.from(body) }),
        'input.invalid',
        body.slice(0, 20),
      );
  });

  it('refuses whoever is not the device, and what is too large', async () => {
    assert.equal(await refusal({ authorization: '' }), 'sign_in.invalid');
    assert.equal(
      await refusal({ authorization: sasOf(key, { host: 'evil.example', device: 'pump-1' }) }),
      'sign_in.invalid',
    );
    assert.equal(await refusal({ device: 'pump-2' }), 'sign_in.invalid');
    assert.equal(await refusal({ body: Buffer.alloc(256 * 1024 + 1, 32) }), 'input.too_large');
    assert.equal(await refusal({ messageId: 'x'.repeat(129) }), 'input.invalid');
    assert.equal(site.log.end, 0);
  });

  it('tells a device that sends too much when to come back', async () => {
    await site.close();
    site = await gatewayOnTest({ deviceRate: 1 });
    [key = ''] = site.register('pump-1');
    const answers = [];
    for (let nth = 0; nth < 9; nth++) answers.push(await refusal({ messageId: `${nth}` }));
    assert.deepEqual(answers.slice(0, 6), Array(6).fill(null));
    assert.equal(answers.at(-1), 'rate.exceeded');
  });
});
