import assert from 'node:assert/strict';
import type { Unit } from '../../../domain/unit.ts';
import { type ApiServer, anApiServer, type Send } from '../../fixtures/api/server.ts';
import { aPerson } from '../../fixtures/desk-records.ts';
import { aThermostat } from '../../fixtures/iot/hub-records.ts';

function seed(unit: Unit): void {
  unit.people.save(aPerson({ id: 'sue', name: 'Sue', roles: ['supervisor'] }));
  unit.people.save(aPerson({ id: 'ana', name: 'Ana', roles: ['agent'] }));
  unit.devices.save(aThermostat());
}

describe('the rules of a device', () => {
  let server: ApiServer;
  let sue: Send;

  before(async () => {
    server = await anApiServer(seed);
    sue = await server.as('sue');
  });
  after(() => server.stop());

  const put = (body: unknown, send = sue) => send('/api/devices/dev-1/rules', { method: 'PUT', body });
  const isNewsToTell = async () =>
    (await server.database.eventLog.after(0, 100)).filter(({ name }) => name === 'device.rules_changed')
      .length;

  it('are replaced whole, and the watch is told once', async () => {
    const rule = { kind: 'threshold', channel: 'temperature', above: 80, severity: 'critical' };
    const answer = await put([rule]);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(answer.body.value, [rule]);
    await put([rule]);
    assert.equal(await isNewsToTell(), 1);
    assert.deepEqual((await sue('/api/devices/dev-1/rules')).body.value, [rule]);
    assert.deepEqual((await put([])).body.value, []);
    assert.equal(await isNewsToTell(), 2);
  });

  it('are kept in one form: durations as such, hours with their zone, a severity for each', async () => {
    const schedule = { weekdays: ['monday', 'friday'], from: '22:00', to: '06:00' };
    const answer = await put([
      { kind: 'threshold', channel: 'x', below: 2, clear: 3, for: 300, repeat: 2, schedule },
    ]);
    assert.deepEqual(answer.body.value, [
      {
        kind: 'threshold',
        channel: 'x',
        below: 2,
        clear: 3,
        for: 'PT300S',
        repeat: 2,
        severity: 'major',
        schedule: { ...schedule, zone: 'Europe/Paris' },
      },
    ]);
  });

  it('are refused with the place of what is wrong', async () => {
    const good = { kind: 'threshold', channel: 'x', above: 1, severity: 'minor' };
    const wrong: readonly (readonly [unknown, RegExp])[] = [
      [[good, { ...good, below: 3 }], /1\.above/],
      [[{ ...good, for: '5 minutes' }], /0\.for/],
      [[{ ...good, above: 'high' }], /0\.above/],
      [[{ ...good, severity: 'awful' }], /0\.severity/],
      [[{ ...good, kind: 'magic' }], /0\.kind/],
      [[{ ...good, colour: 'red' }], /colour/],
      [[{ ...good, schedule: { zone: 'Mars/Base' } }], /0\.schedule\.zone/],
      [Array.from({ length: 51 }, () => good), /50/],
      [good, /array/],
    ];
    for (const [body, place] of wrong) {
      const { status, body: told, text } = await put(body);
      assert.deepEqual([status, told.code], [400, 'input.invalid'], text);
      assert.match(told.detail, place);
    }
  });

  it('are set by dispatchers and supervisors, and read by staff', async () => {
    const ana = await server.as('ana');
    assert.equal((await put([], ana)).status, 403);
    assert.equal((await ana('/api/devices/dev-1/rules')).status, 200);
    assert.equal((await sue('/api/devices/dev-9/rules', { method: 'PUT', body: [] })).status, 404);
  });
});
