import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Route } from '../../api/http/route.ts';
import { routes } from '../../api/http/routes.ts';
import { type ApiServer, anApiServer } from '../fixtures/api/server.ts';
import { staffOf, twoUnits } from '../fixtures/api/two-units.ts';

/**
 * Something of each set: first what is customer cu-1's own (where customers own any) and what technician tom's visit leads
 * to, then what is somebody else's.
 */
const samples: Readonly<Record<string, readonly [own: string, others: string]>> = {
  cases: ['C-1', 'case-2'],
  conversations: ['conv-1', 'conv-2'],
  messages: ['00m-1', '00m-2'],
  customers: ['cu-1', 'cu-2'],
  'work-orders': ['W-1', 'wo-2'],
  bookings: ['book-1', 'book-2'],
  assets: ['asset-1', 'asset-2'],
  devices: ['pump-7', 'pump-8'],
  alerts: ['L-1', 'alert-2'],
  commands: ['cmd-1', 'cmd-2'],
  'cloud-messages': ['cm-1', 'cm-1'],
  'device-models': ['T-200', 'T-200'],
  'quiet-times': ['quiet-1', 'quiet-1'],
  attachments: ['file-1', 'file-2'],
  desk: ['ana:line', 'ana:line'],
  articles: ['art-1', 'art-2'],
  accounts: ['acc-1', 'acc-1'],
  sites: ['site-1', 'site-1'],
  people: ['ana', 'ana'],
  agents: ['ana', 'sue'],
  queues: ['q-cooling', 'q-cooling'],
  offers: ['offer-1', 'offer-1'],
  slas: ['sla-1', 'sla-1'],
  calendars: ['cal-field', 'cal-field'],
  'kpi-instances': ['kpi-1', 'kpi-1'],
  escalations: ['escalation:kpi-1', 'escalation:kpi-1'],
  requirements: ['req-1', 'req-1'],
  resources: ['res-tom', 'res-tom'],
  territories: ['ter-1', 'ter-1'],
  products: ['part-pump', 'part-pump'],
};

/** The sets of which a technician reads no more than the own visits lead to. */
const underOwnWork: ReadonlySet<string> = new Set([
  ...['cases', 'conversations', 'messages', 'customers'],
  ...['work-orders', 'bookings', 'assets', 'attachments'],
  ...['devices', 'alerts', 'commands'],
]);

/** Every field that some action needs; each takes its own, so that what decides is who asks. */
const anyBody = {
  text: 'x',
  why: 'x',
  reason: 'x',
  report: 'x',
  rating: 5,
  presence: 'away',
  caseId: 'C-1',
  resourceId: 'res-tom',
  startAt: '2026-03-03T10:00:00Z',
  hours: 4,
  name: 'Set Values',
  body: 'x',
  desired: {},
  commands: [],
};

/** Where a body is no object with fields. */
const bodies: Readonly<Record<string, unknown>> = { 'PUT /api/devices/:id/rules': [] };

const golden = new URL('golden/roles.json', import.meta.url);

/**
 * Who gets how far on every route. Nothing is changed by asking: writes on a thing carry a version that never was (412
 * means allowed), other writes an empty body (400 means allowed).
 */
describe('the role sweep', () => {
  let server: ApiServer;
  const found: Record<string, Record<string, number>> = {};

  before(async function () {
    this.timeout(60_000);
    server = await anApiServer(twoUnits, {
      attachments: { read: async () => new Uint8Array([137, 80, 78, 71]) },
    });
    const people: [name: string, token: string | null, which: 0 | 1][] = [['anonymous', null, 0]];
    const customer = await server.token('cu-1');
    people.push(["customer, one's own", customer, 0], ["customer, somebody else's", customer, 1]);
    for (const [role, id] of Object.entries(staffOf)) people.push([role, await server.token(id), 0]);
    people.push(["technician, somebody else's", await server.token(staffOf.technician!), 1]);
    people.push(['agent and supervisor of another unit', await server.token('sam'), 0]);
    for (const route of routes) {
      const row: Record<string, number> = {};
      for (const [name, token, which] of people)
        row[name] = await statusOf(server.url, route, { token, which });
      found[nameOf(route)] = row;
    }
    if (process.env.UPDATE_GOLDEN || !existsSync(golden))
      writeFileSync(golden, `${JSON.stringify(found, null, 2)}\n`);
  });
  after(() => server.stop());

  it('meets every route, and each answers every role as reviewed', () => {
    const reviewed = JSON.parse(readFileSync(golden, 'utf8'));
    assert.deepEqual(
      found,
      reviewed,
      'look at the difference; UPDATE_GOLDEN=1 writes it down once it is right',
    );
  });

  it('lets nobody in without a token but where anyone may call', () => {
    for (const route of routes) {
      const status = found[nameOf(route)]?.anonymous;
      if (route.roles === 'anyone') assert.notEqual(status, 401, route.path);
      else assert.equal(status, 401, route.path);
    }
  });

  it("never shows a customer what is somebody else's", () => {
    for (const [name, row] of Object.entries(found)) {
      const [, , set = '', id] = name.split(' ')[1]!.split('/');
      const [own, others] = samples[set] ?? [];
      if (id !== ':id' || own === others) continue;
      assert.ok([403, 404].includes(row["customer, somebody else's"]!), name);
    }
  });

  it("never shows a technician what somebody else's visits lead to", () => {
    for (const [name, row] of Object.entries(found)) {
      const [, , set = '', id] = name.split(' ')[1]!.split('/');
      if (id !== ':id' || !underOwnWork.has(set)) continue;
      assert.ok([403, 404].includes(row["technician, somebody else's"]!), name);
      if (name === `GET /api/${set}/:id`) assert.equal(row.technician, 200, name);
    }
  });

  it('never shows one unit to another', () => {
    for (const [name, row] of Object.entries(found))
      if (name.includes(':id'))
        assert.ok([403, 404].includes(row['agent and supervisor of another unit']!), name);
  });

  it('changes nothing by asking', async () => {
    assert.equal((await server.database.tables.cases.get('case-1')).version, 1);
    assert.equal(await server.database.tables.cases.count({}), 4);
  });
});

const nameOf = ({ method, path }: Route): string => `${method.toUpperCase()} ${path}`;

async function statusOf(
  url: string,
  route: Route,
  { token, which }: { readonly token: string | null; readonly which: 0 | 1 },
): Promise<number> {
  const set = route.path.split('/')[2] ?? '';
  const sample = samples[set]?.[which];
  assert.ok(sample || !route.path.includes(':id'), `no sample of ${set}`);
  const answer = await fetch(url + route.path.replace(':id', encodeURIComponent(sample ?? '')), {
    method: route.method.toUpperCase(),
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(route.method !== 'get' && { 'Content-Type': 'application/json', 'If-Match': '"0"' }),
    },
    ...(route.method !== 'get' && {
      body: route.path.includes(':id') ? JSON.stringify(bodies[nameOf(route)] ?? anyBody) : '{}',
    }),
  });
  await answer.body?.cancel();
  return answer.status;
}
