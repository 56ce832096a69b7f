import assert from 'node:assert/strict';
import { makeFleet } from '../../../bench/telemetry/field-device.ts';
import { faultKinds } from '../../../bench/telemetry/field-fault.ts';
import { findingsOf } from '../../../bench/telemetry/field-run.ts';
import { byKind, count, emptyScore, figuresOf } from '../../../bench/telemetry/field-score.ts';

const fleet = [...makeFleet({ seed: 7, devices: 120 })];

describe('the bench of field telemetry', () => {
  it('makes the same fleet from the same seed, with every kind of fault and healthy devices', () => {
    const [again] = makeFleet({ seed: 7, devices: 1 });
    assert.deepEqual(again, fleet[0]);
    const kinds = new Set(fleet.map(({ fault }) => fault?.kind ?? 'none'));
    assert.deepEqual(kinds, new Set(['none', ...faultKinds]));
    const [other] = makeFleet({ seed: 8, devices: 1 });
    assert.notDeepEqual(other!.rows[5], fleet[0]!.rows[5]);
  });

  it('counts an alert in the fault as found, and one outside as false', () => {
    const score = emptyScore();
    const device = fleet.find(({ fault }) => fault?.kind === 'level')!;
    const { from, until, channel } = device.fault!;
    const finding = {
      device: device.id,
      channel,
      state: 'raised',
      kind: 'shift',
      severity: 'minor',
      score: 0.6,
      detail: '',
    } as const;
    count(score, device, [
      { ...finding, at: from - 1 },
      { ...finding, at: from + 3 * device.periodMs },
      { ...finding, at: until + 2 * device.periodMs },
      { ...finding, at: until + 3 * device.periodMs, state: 'cleared' },
    ]);
    assert.deepEqual(
      score.alarms.map(({ where }) => where),
      ['before', 'after'],
    );
    assert.equal(score.outcomes[0]!.delay, 3);
    assert.equal(byKind(score).find(({ kind }) => kind === 'level')?.inTime, 1);
  });

  it('finds what is promised to be found, and keeps quiet otherwise', () => {
    const score = emptyScore();
    for (const device of fleet) count(score, device, findingsOf(device));
    const figures = figuresOf(score);
    assert.ok(figures.found >= 0.85, JSON.stringify(figures));
    assert.equal(figures.sudden, 1);
    assert.ok(figures.falseHealthy <= 0.3, JSON.stringify(figures)); // 50 device-months: a small sample of 0.2
  }).timeout(60_000);
});
