import assert from 'node:assert/strict';
import type { ApiDeps } from '../../../api/deps.ts';
import type { Reading } from '../../../domain/iot/reading.ts';
import type { Unit } from '../../../domain/unit.ts';
import { type ApiServer, anApiServer, type Send } from '../../fixtures/api/server.ts';
import { aPerson } from '../../fixtures/desk-records.ts';
import { aThermostat } from '../../fixtures/iot/hub-records.ts';
import { noTelemetry } from '../../fixtures/no-work.ts';

const start = Date.parse('2026-03-02T00:00:00Z');
const minute = 60_000;

/** Nine hours of a thermostat, a reading of two channels every five minutes. */
const readings: Reading[] = Array.from({ length: 108 }, (_, place) => place).flatMap((place) => [
  { device: 'dev-1', channel: 'temperature', at: start + place * 5 * minute, value: 20 + (place % 12) },
  { device: 'dev-1', channel: 'pressure', at: start + place * 5 * minute, value: 3 },
]);

/** Answers from a list as the log does, and notes what it was asked. */
function aLog() {
  const asked: Parameters<ApiDeps['telemetry']['ofDevice']>[1][] = [];
  const telemetry: ApiDeps['telemetry'] = {
    ...noTelemetry,
    ofDevice: async (device, wanted) => {
      asked.push(wanted);
      const { from, to, most, channel, newestFirst } = wanted;
      const found = readings.filter(
        (one) =>
          one.device === device &&
          one.at >= from &&
          one.at < to &&
          (channel === undefined || one.channel === channel),
      );
      const ordered = newestFirst ? found.toReversed() : found;
      const last = ordered[Math.min(most, ordered.length) - 1]?.at;
      const isWithin = (one: Reading, place: number) => place < most || one.at === last;
      return ordered.filter(isWithin);
    },
  };
  return { asked, telemetry };
}

function seed(unit: Unit): void {
  unit.people.save(aPerson({ id: 'rita', name: 'Rita', roles: ['telemetry-reader'] }));
  unit.people.save(aPerson({ id: 'dora', name: 'Dora', roles: ['dispatcher'] }));
  unit.people.save(aPerson({ id: 'ana', name: 'Ana', roles: ['agent'] }));
  unit.people.save(
    aPerson({ id: 'sam', name: 'Sam', roles: ['supervisor', 'telemetry-reader'], unitId: 'other' }),
  );
  unit.devices.save(aThermostat());
}

describe('readings of a device', () => {
  const { asked, telemetry } = aLog();
  let server: ApiServer;
  let rita: Send;
  let dora: Send;

  before(async () => {
    server = await anApiServer(seed, { telemetry });
    [rita, dora] = [await server.as('rita'), await server.as('dora')];
  });
  after(() => server.stop());

  const list = async (query: string, send = rita) => {
    const answer = await send(`/api/devices/dev-1/readings?${query.replaceAll(' ', '%20')}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.body;
  };
  const problem = async (path: string, send = rita) => {
    const { status, body } = await send(`/api/devices/dev-1/${path.replaceAll(' ', '%20')}`);
    return `${status} ${body.code}`;
  };

  it('are listed from an instant on, as channel, at and value', async () => {
    const { value, ...rest } = await list('$filter=at ge 2026-03-02T08:55:00Z');
    assert.deepEqual(value, [
      { channel: 'temperature', at: '2026-03-02T08:55:00.000Z', value: 31 },
      { channel: 'pressure', at: '2026-03-02T08:55:00.000Z', value: 3 },
    ]);
    assert.deepEqual(rest, {});
  });

  it('are asked of the log by time and channel alone, so that a long log costs nothing', async () => {
    await list(
      "$filter=at ge 2026-03-02T01:00:00Z and at lt 2026-03-02T02:00:00Z and channel eq 'pressure'&$top=3",
    );
    assert.deepEqual(asked.at(-1), {
      from: start + 60 * minute,
      to: start + 120 * minute,
      most: 4,
      channel: 'pressure',
      newestFirst: false,
    });
  });

  it('come newest first, the last one alone when that is asked', async () => {
    const { value } = await list("$filter=channel eq 'temperature'&$orderby=at desc&$top=1&$select=value");
    assert.deepEqual(value, [{ value: 31 }]);
  });

  it('are filtered by value too, and counted', async () => {
    const body = await list("$filter=value gt 29 and channel eq 'temperature'&$count=true&$top=5");
    assert.equal(body['@odata.count'], 18);
    assert.deepEqual([...new Set(body.value.map(({ value }: Reading) => value))].sort(), [30, 31]);
    assert.equal((await list("$filter=channel eq 'temperature' and channel eq 'pressure'")).value.length, 0);
    assert.equal((await list("$filter=channel in ('pressure','x')&$count=true"))['@odata.count'], 108);
    assert.equal((await list('$filter=at eq 2026-03-02T01:00:00Z')).value.length, 2);
  });

  it('come page by page, none left out and none twice', async () => {
    const seen: string[] = [];
    for (let path: string | undefined = '/api/devices/dev-1/readings?$top=150'; path !== undefined; ) {
      const { body } = await rita(path);
      seen.push(...body.value.map(({ at, channel }: { at: string; channel: string }) => `${at} ${channel}`));
      path = body['@odata.nextLink']?.replace('http://fieldline.test', '');
    }
    assert.equal(seen.length, 150);
    assert.equal(new Set(seen).size, 150);
    assert.equal((await list('')).value.length, 50);
  });

  it('are for those who hold the role, in their own unit', async () => {
    assert.equal(await problem('readings', dora), '403 role.not_allowed');
    assert.equal(await problem('readings', await server.as('sam')), '404 record.not_found');
    assert.equal((await server.nobody('/api/devices/dev-1/readings')).status, 401);
    assert.equal((await rita('/api/devices/dev-9/readings')).body.code, 'record.not_found');
  });

  it('refuse what cannot be read, in words', async () => {
    assert.equal(await problem('readings?$orderby=value'), '400 filter.invalid');
    assert.equal(await problem('readings?$orderby=at,channel'), '400 filter.invalid');
    assert.equal(await problem('readings?$filter=heat gt 3'), '400 filter.invalid');
    assert.equal(await problem('readings?$filter=at ge yesterday'), '400 filter.invalid');
    assert.equal(await problem('readings?$expand=device'), '400 filter.invalid');
  });

  it('stand behind aggregates, which everybody who works here may see', async () => {
    const path = '/api/devices/dev-1/aggregates?channel=temperature&every=PT1H&from=2026-03-02T00:00:00Z';
    for (const send of [dora, rita, await server.as('ana')]) {
      const { body, status, text } = await send(path);
      assert.equal(status, 200, text);
      assert.equal(body.value.length, 9);
      const first = {
        channel: 'temperature',
        at: '2026-03-02T00:00:00.000Z',
        count: 12,
        min: 20,
        mean: 25.5,
        max: 31,
      };
      assert.deepEqual(body.value[0], first);
    }
    const all = await dora('/api/devices/dev-1/aggregates?every=P1D');
    assert.deepEqual(
      all.body.value.map(({ channel, count }: { channel: string; count: number }) => [channel, count]),
      [
        ['pressure', 108],
        ['temperature', 108],
      ],
    );
    assert.equal(await problem('aggregates', await server.as('sam')), '404 record.not_found');
  });

  it('are not to be had through aggregates that are too short, too many or of no time', async () => {
    for (const query of [
      'every=PT59M',
      'every=PT1H1S',
      'every=often',
      'every=PT1H&from=2025-01-01T00:00:00Z',
      'from=2026-03-03T00:00:00Z&to=2026-03-02T00:00:00Z',
      'to=soon',
    ])
      assert.equal(await problem(`aggregates?${query}`, dora), '400 input.invalid', query);
    assert.equal(await problem('aggregates?every=PT4M', rita), '400 input.invalid');
    const short = await rita('/api/devices/dev-1/aggregates?every=PT5M&channel=pressure');
    assert.equal(short.body.value.length, 108);
  });

  it('cannot be cut out of a stretch by asking for a moment of it', async () => {
    const at = 'from=2026-03-02T01:00:00Z&to=2026-03-02T01:00:00.001Z';
    const { body } = await dora(`/api/devices/dev-1/aggregates?channel=temperature&every=PT1H&${at}`);
    assert.deepEqual(
      body.value.map(({ count }: { count: number }) => count),
      [12],
    );
  });
});
