import assert from 'node:assert/strict';
import { standing } from '../../domain/iot/alerts/alert.ts';
import { recordFinding } from '../../domain/iot/alerts/record-finding.ts';
import type { Told } from '../../domain/iot/told.ts';
import type { Commit } from '../../domain/unit.ts';
import { aQueue } from '../fixtures/desk-records.ts';
import { anAsset } from '../fixtures/field-records.ts';
import { aCondition, aDevice, anAlert, aQuietTime, someSettings } from '../fixtures/iot/machines.ts';

/** A store with the product's reactions, by the contract's own clock. */
export interface AlertsUnderTest {
  readonly commit: Commit;
  drop(): Promise<void>;
}

const start = Date.parse('2026-03-02T09:00:00Z');

/** What every store promises about machines: their records whole, and one open alert however many tell of it at once. */
export function alertsContract(name: string, open: () => Promise<AlertsUnderTest>): void {
  describe(`alerts on ${name}`, () => {
    let store: AlertsUnderTest;
    before(async () => {
      store = await open();
      await store.commit(async (unit) => {
        unit.assets.save(anAsset());
        unit.queues.save(aQueue({ fallback: true }));
        for (const id of ['pump-7', 'pump-8', 'pump-9', 'kept']) unit.devices.save(aDevice({ id }));
      });
    });
    after(() => store.drop());

    const told = (given: Partial<Told>): Told => ({
      device: 'pump-7',
      channel: 'vibration',
      kind: 'drift',
      state: 'raised',
      severity: 'warning',
      score: 0.7,
      detail: 'Too much.',
      at: start,
      toldAt: start,
      raisedAt: start,
      count: 1,
      ...given,
    });
    const tell = (given: Partial<Told>) => store.commit((unit) => recordFinding(unit, told(given)));
    const openOf = (deviceId: string) =>
      store.commit((unit) => unit.alerts.where({ deviceId, state: { in: standing } }));

    it('keeps every field of devices, alerts and what is behind them', async () => {
      const device = aDevice({
        id: 'whole',
        sealedPrimaryKey: '1.abc',
        thumbprints: ['ab'.repeat(32)],
        rules: [{ kind: 'threshold', channel: 'x', above: 1.5, severity: 'minor' }],
        lastSeenAt: new Date(start),
      });
      const alert = anAlert({
        id: 'whole',
        number: 'L-900',
        score: 0.123456789,
        snoozedUntil: new Date(start),
      });
      const condition = aCondition({ id: 'whole', isStanding: false, alertId: null });
      const quiet = aQuietTime({ id: 'whole', kind: 'drift', findings: 3 });
      const settings = someSettings({ id: 'whole', groupBy: ['site', 'kind'], caseFrom: 'major' });
      await store.commit(async (unit) => {
        unit.devices.save(device);
        unit.alerts.save(alert);
        unit.conditions.save(condition);
        unit.quietTimes.save(quiet);
        unit.alertSettings.save(settings);
      });
      await store.commit(async (unit) => {
        assert.deepEqual(await unit.devices.get('whole'), { ...device, version: 1 });
        assert.deepEqual(await unit.alerts.get('whole'), { ...alert, version: 1 });
        assert.deepEqual(await unit.conditions.get('whole'), { ...condition, version: 1 });
        assert.deepEqual(await unit.quietTimes.get('whole'), { ...quiet, version: 1 });
        assert.deepEqual(await unit.alertSettings.get('whole'), { ...settings, version: 1 });
        unit.alerts.remove(await unit.alerts.get('whole'));
      });
    });

    it('holds one open alert of a fault, though many tell of it at the same moment', async () => {
      await Promise.all(Array.from({ length: 15 }, (_, at) => tell({ at: start + at, count: at + 1 })));
      const found = await openOf('pump-7');
      assert.deepEqual(
        found.map(({ count }) => count),
        [15],
      );
    });

    it('holds one group of what begins together, and ends it when its last two end together', async () => {
      const kinds = ['drift', 'shift', 'point', 'variance'] as const;
      await Promise.all(kinds.map((kind) => tell({ device: 'pump-8', kind })));
      const found = await openOf('pump-8');
      assert.equal(found.length, 4);
      await Promise.all(
        kinds.map((kind) => tell({ device: 'pump-8', kind, at: start + 9000, state: 'cleared' })),
      );
      assert.deepEqual(await openOf('pump-8'), []);
    });

    it('ends with the same alerts when a whole story is told twice at once', async () => {
      const story = async () => {
        await tell({ device: 'pump-9', count: 1 });
        await tell({ device: 'pump-9', count: 9, severity: 'critical' });
        await tell({ device: 'pump-9', count: 9, state: 'cleared', at: start + 5000 });
      };
      await Promise.all([story(), story(), story()]);
      const all = await store.commit((unit) => unit.alerts.where({ deviceId: 'pump-9' }));
      assert.deepEqual(
        all.map(({ state, severity, count }) => [state, severity, count]),
        [['cleared', 'critical', 9]],
      );
    });

    it('makes one alert of a storm of 10,000 findings, fifty a commit', async () => {
      for (let from = 0; from < 10_000; from += 50)
        await store.commit(async (unit) => {
          for (let count = from + 1; count <= from + 50; count++)
            await recordFinding(unit, told({ device: 'kept', count, at: start + count }));
        });
      assert.deepEqual(
        (await openOf('kept')).map(({ count }) => count),
        [10_000],
      );
    });
  });
}
