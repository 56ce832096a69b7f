import assert from 'node:assert/strict';
import { recordFinding } from '../../../domain/iot/alerts/record-finding.ts';
import type { Told } from '../../../domain/iot/told.ts';
import { reactions } from '../../../domain/reactions.ts';
import { type ApiServer, anApiServer, type Send } from '../../fixtures/api/server.ts';
import { twoUnits } from '../../fixtures/api/two-units.ts';

const at = Date.parse('2026-03-02T09:00:00Z');

describe('alerts in the API', () => {
  let server: ApiServer;
  let dora: Send;
  let sue: Send;
  beforeEach(async () => {
    server = await anApiServer(twoUnits);
    [dora, sue] = [await server.as('dora'), await server.as('sue')];
  });
  afterEach(() => server.stop());

  const post = (path: string, body: unknown = {}, send = dora) => send(path, { method: 'POST', body });
  const tell = (given: Partial<Told> = {}) =>
    server.database.commit(reactions)((unit) =>
      recordFinding(unit, {
        device: 'pump-7',
        channel: 'temperature',
        kind: 'threshold',
        state: 'raised',
        severity: 'major',
        score: 0.9,
        detail: 'Temperature is 81 °C, the limit is 70 °C.',
        at,
        toldAt: at,
        raisedAt: at,
        count: 1,
        ...given,
      }),
    );

  it('are listed by their state, with device, channel, kind, state and severity', async () => {
    const made = await tell();
    const { body } = await dora(
      "/api/alerts?$filter=state eq 'open' and device eq 'pump-7' and channel eq 'temperature'",
    );
    const [found, ...more] = body.value;
    assert.equal(more.length, 0);
    assert.deepEqual(
      [found.id, found.device, found.channel, found.kind, found.state, found.severity, found.number],
      [made?.id, 'pump-7', 'temperature', 'threshold', 'open', 'major', 'L-101'],
    );
    assert.equal(found.asset.id, 'asset-1');
    await tell({ state: 'cleared', at: at + 60_000 });
    assert.equal(
      (await dora("/api/alerts?$filter=state eq 'open' and channel eq 'temperature'")).body.value.length,
      0,
    );
  });

  it('show a telemetry reader machines, and nothing that people say', async () => {
    const tess = await server.as('tess');
    await post('/api/alerts/L-1/open-case');
    const { body } = await tess("/api/alerts?$filter=number eq 'L-1'&$expand=case,asset,workOrder");
    const [found] = body.value;
    assert.notEqual(found.caseId, null);
    assert.deepEqual([found.case, found.workOrder, found.device], [null, null, 'pump-7']);
    assert.equal((await tess('/api/cases')).status, 403);
    const wide = (await dora("/api/assets?$filter=id eq 'asset-1'&$expand=devices,alerts")).body.value[0];
    assert.deepEqual([wide.devices[0].id, wide.alerts[0].number], ['pump-7', 'L-1']);
    const customer = await server.as('cu-1');
    const own = (await customer("/api/assets?$filter=id eq 'asset-1'&$expand=devices,alerts")).body.value[0];
    assert.deepEqual([own.devices, own.alerts], [[], []]);
  });

  it('are acknowledged, dispatched and cleared by their number', async () => {
    assert.equal((await post('/api/alerts/L-1/acknowledge')).body.state, 'acknowledged');
    const again = await post('/api/alerts/L-1/acknowledge');
    assert.deepEqual([again.status, again.body.code], [409, 'alert.transition_not_allowed']);
    const sent = await post('/api/alerts/L-1/dispatch');
    assert.equal(sent.status, 200, sent.text);
    const order = (await dora(`/api/work-orders/${sent.body.workOrderId}`)).body;
    assert.equal(order.caseId, sent.body.caseId);
    assert.equal((await dora(`/api/cases/${order.caseId}`)).body.origin, 'device');
    assert.equal((await post('/api/alerts/L-1/dispatch')).body.workOrderId, order.id);
    assert.equal((await post('/api/alerts/L-1/clear', {})).status, 400);
    const cleared = await post('/api/alerts/L-1/clear', { reason: 'Replaced the bearing' });
    assert.deepEqual(
      [cleared.body.state, cleared.body.clearReason, cleared.body.clearedBy.id],
      ['cleared', 'by-hand', 'dora'],
    );
    assert.equal((await post('/api/alerts/L-1/snooze')).body.code, 'alert.over');
  });

  it('are put aside and kept quiet', async () => {
    const aside = await post('/api/alerts/L-1/snooze', { minutes: 90 });
    assert.equal(aside.body.snoozedUntil, '2026-03-02T10:30:00.000Z');
    const quiet = await post('/api/alerts/L-1/suppress', { hours: 4, reason: 'Part ordered' });
    assert.equal(quiet.body.clearReason, 'suppressed');
    const { body } = await dora("/api/quiet-times?$filter=purpose eq 'suppression'");
    assert.deepEqual([body.value[0].device, body.value[0].endAt], ['pump-7', '2026-03-02T13:00:00.000Z']);
  });

  it('are not raised within maintenance, which can be planned and ended', async () => {
    const window = { startAt: '2026-03-02T08:00:00Z', endAt: '2026-03-02T12:00:00Z', reason: 'Service' };
    const planned = await post('/api/quiet-times', { assetId: 'asset-1', ...window });
    assert.equal(planned.status, 201, planned.text);
    assert.equal(await tell(), null);
    const found = await dora(`/api/quiet-times/${planned.body.id}`);
    assert.deepEqual([found.body.purpose, found.body.findings], ['maintenance', 1]);
    assert.equal((await post(`/api/quiet-times/${planned.body.id}/end`)).status, 200);
    assert.equal((await dora("/api/alerts?$filter=channel eq 'temperature'")).body.value.length, 1);
    assert.match((await post('/api/quiet-times', window)).body.detail, /exactly one of assetId and deviceId/);
  });

  it('follow the settings of the unit, changed against their version', async () => {
    const path = '/api/alert-settings';
    const first = await dora(path);
    assert.deepEqual(
      [first.body.groupSeconds, first.body.isGrouping, first.body.groupBy],
      [300, true, ['device']],
    );
    const patch = (body: unknown, headers = {}) => sue(path, { method: 'PATCH', body, headers });
    const changed = await patch(
      { groupSeconds: 60, groupBy: ['site'] },
      { 'If-Match': first.headers.get('etag') ?? '' },
    );
    assert.deepEqual([changed.status, changed.body.groupSeconds, changed.body.verifyMinutes], [200, 60, 30]);
    assert.equal(
      (await patch({ groupSeconds: 90 }, { 'If-Match': first.headers.get('etag') ?? '' })).status,
      412,
    );
    assert.equal((await patch({ groupSeconds: 0 })).status, 400);
    assert.equal((await patch({ groupBy: ['moon'] })).status, 400);
  });
});
