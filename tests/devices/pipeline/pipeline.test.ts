import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ThresholdRule } from '../../../domain/iot/rules/rule.ts';
import { Refused } from '../../../domain/refusals.ts';
import { type FakeLog, fakeAlerts, fakeLog, fakeNews, freshFolder, running } from './fakes.ts';

const start = Date.parse('2026-03-02T09:00:00Z');
const minute = 60_000;
const hot: ThresholdRule = {
  kind: 'threshold',
  channel: 'heat',
  above: 80,
  for: 'PT2M',
  severity: 'critical',
};

/** A clock that a test moves. */
function aClock() {
  let at = start;
  return {
    now: () => new Date(at),
    pass: (ms: number) => {
      at += ms;
      return at;
    },
  };
}

/** Ten minutes of two devices: a fault of pump-7, a silence of pump-8, and what a rule forbids. */
function fill(log: FakeLog, clock: ReturnType<typeof aClock>, minutes: number): void {
  for (let step = 0; step < minutes; step++) {
    const at = clock.pass(minute);
    const sinceStart = (at - start) / minute;
    log.add('pump-7', at, { load: sinceStart % 7 < 2 ? 150 : 50, heat: sinceStart % 9 > 4 ? 90 : 20 });
    if (sinceStart % 11 < 5) log.add('pump-8', at + 1, { load: 50 });
  }
}

describe('the pipeline', () => {
  it('turns what it reads into alerts, in order, and leaves quiet devices alone', async () => {
    const [log, alerts, clock] = [fakeLog(), fakeAlerts(), aClock()];
    const run = await running(log, { folder: freshFolder(), now: clock.now, record: alerts.record });
    log.add('pump-7', clock.pass(1000), { load: 50 });
    log.add('pump-8', clock.pass(1000), { load: 50 });
    log.add('pump-7', clock.pass(1000), { load: 120 });
    log.add('pump-7', clock.pass(1000), { load: 60 });
    await run.settled();
    assert.deepEqual(alerts.changes, ['raised pump-7/point/load', 'cleared pump-7/point/load']);
    assert.deepEqual(
      run.pipeline.now('pump-7').channels.map(({ channel, value }) => [channel, value]),
      [['load', 60]],
    );
    assert.equal(run.pipeline.now('nobody').latestAt, null);
    await run.pipeline.stop();
    assert.equal(run.pipeline.health().findingsKept, 2);
  });

  it('sees a silence when it happens, by the clock of the product', async () => {
    const [log, alerts, clock] = [fakeLog(), fakeAlerts(), aClock()];
    const run = await running(log, { folder: freshFolder(), now: clock.now, record: alerts.record });
    log.add('pump-7', clock.pass(1000), { load: 50 });
    await run.settled();
    clock.pass(4 * 60 * minute); // a demonstration jumps ahead
    run.pipeline.wake();
    await run.settled();
    assert.deepEqual(alerts.changes, ['raised pump-7/gap/load']);
    assert.equal(run.pipeline.health().openFindings, 1);
    await run.pipeline.stop();
  });

  it('makes one alert of ten thousand readings of one fault, and counts them', async () => {
    const [log, alerts, clock] = [fakeLog(), fakeAlerts(), aClock()];
    const run = await running(log, { folder: freshFolder(), now: clock.now, record: alerts.record });
    for (let from = 0; from < 10_000; from += 100)
      log.addMany(
        'pump-7',
        clock.pass(1000),
        Array.from({ length: 100 }, (_, place) => ({
          channel: 'load',
          at: start + from + place,
          value: 150,
        })),
      );
    await run.settled();
    assert.deepEqual(alerts.changes, ['raised pump-7/point/load']);
    assert.ok(alerts.told.length <= 3, `told ${alerts.told.length} times`);
    log.add('fan', clock.pass(2 * minute), { load: 50 }); // time passes
    await run.settled();
    assert.equal(alerts.told.findLast(({ kind }) => kind === 'point')?.count, 10_000);
    assert.equal(alerts.changes.filter((change) => change.includes('point')).length, 1);
    await run.pipeline.stop();
  });

  it('follows the rules of a device and what was repaired', async () => {
    const [log, alerts, clock, news] = [fakeLog(), fakeAlerts(), aClock(), fakeNews()];
    const given = { folder: freshFolder(), now: clock.now, record: alerts.record, followed: news.followed };
    const run = await running(log, given);
    news.tell({ is: 'device', at: start, device: 'pump-7', peers: null, rules: [hot] });
    run.pipeline.wake();
    await run.settled();
    for (let step = 0; step < 4; step++) log.add('pump-7', clock.pass(minute), { heat: 85 });
    await run.settled();
    assert.deepEqual(alerts.changes, ['raised pump-7/threshold/heat']);
    news.tell({ is: 'serviced', at: start, device: 'pump-7' });
    run.pipeline.wake();
    await run.settled();
    log.add('pump-7', clock.pass(minute), { load: 150 });
    await run.settled();
    assert.match(alerts.told.at(-1)?.detail ?? '', /after 1 resets/);
    news.tell({ is: 'device', at: start, device: 'pump-7', peers: null, rules: [] });
    run.pipeline.wake();
    await run.settled();
    assert.equal(alerts.changes.at(-1), 'cleared pump-7/threshold/heat');
    await run.pipeline.stop();
  });

  it('judges what arrived before a rule was changed by the rules of before, however late it looks', async () => {
    const [log, alerts, clock, news] = [fakeLog(), fakeAlerts(), aClock(), fakeNews()];
    news.tell({ is: 'device', at: start, device: 'pump-7', peers: null, rules: [{ ...hot, for: 'PT0S' }] });
    const given = { folder: freshFolder(), now: clock.now, record: alerts.record, followed: news.followed };
    const first = await running(log, given);
    await first.settled();
    await first.pipeline.stop();
    log.add('pump-7', clock.pass(1000), { heat: 85 }); // nobody looks
    news.tell({ is: 'device', at: clock.pass(1000), device: 'pump-7', peers: null, rules: [] });
    log.add('pump-7', clock.pass(1000), { heat: 86 });
    const second = await running(log, given);
    await second.settled();
    assert.deepEqual(alerts.changes, ['raised pump-7/threshold/heat', 'cleared pump-7/threshold/heat']);
    await second.pipeline.stop();
  });

  it('knows after a kill what was told just before it, for the very first message it looks at', async () => {
    const [log, alerts, clock, news] = [fakeLog(), fakeAlerts(), aClock(), fakeNews()];
    const given = { folder: freshFolder(), now: clock.now, record: alerts.record, followed: news.followed };
    const first = await running(log, given);
    log.add('pump-7', clock.pass(minute), { heat: 20 }); // with a tick, which the journal has
    await first.settled();
    const dead = freshFolder();
    cpSync(given.folder, dead, { recursive: true });
    await first.pipeline.stop();
    const rules = [{ ...hot, for: 'PT0S' }];
    news.tell({ is: 'device', at: clock.pass(1000), device: 'pump-7', peers: null, rules });
    log.add('pump-7', clock.pass(1000), { heat: 85 });
    log.add('pump-7', clock.pass(1000), { heat: 20 });
    const second = await running(log, { ...given, folder: dead });
    await second.settled();
    assert.deepEqual(alerts.changes, ['raised pump-7/threshold/heat', 'cleared pump-7/threshold/heat']);
    await second.pipeline.stop();
  });

  it('goes on where it stopped', async () => {
    const [log, alerts, clock] = [fakeLog(), fakeAlerts(), aClock()];
    const given = { folder: freshFolder(), now: clock.now, record: alerts.record };
    const first = await running(log, given);
    log.add('pump-7', clock.pass(1000), { load: 120 });
    await first.settled();
    await first.pipeline.stop();
    log.add('pump-7', clock.pass(1000), { load: 130 });
    log.add('pump-7', clock.pass(1000), { load: 60 });
    const second = await running(log, given);
    await second.settled();
    assert.deepEqual(alerts.changes, ['raised pump-7/point/load', 'cleared pump-7/point/load']);
    assert.equal(second.pipeline.health().readings, 2); // and not the one before
    await second.pipeline.stop();
  });

  it('tells after a kill at any moment what it would have told without one, and nothing twice', async () => {
    const whole = { log: fakeLog(), alerts: fakeAlerts(), clock: aClock() };
    const news = fakeNews();
    news.tell({ is: 'device', at: start, device: 'pump-7', peers: null, rules: [hot] });
    const common = { followed: news.followed, saveEveryMs: 5 };
    const unbroken = await running(whole.log, {
      ...common,
      folder: freshFolder(),
      now: whole.clock.now,
      record: whole.alerts.record,
    });
    const [log, alerts, clock] = [fakeLog(), fakeAlerts(), aClock()];
    let folder = freshFolder();
    let run = await running(log, { ...common, folder, now: clock.now, record: alerts.record });
    for (let round = 0; round < 8; round++) {
      fill(whole.log, whole.clock, 6);
      fill(log, clock, 6);
      await unbroken.settled();
      if (round % 2 === 0) await run.settled();
      else await new Promise((resolve) => setTimeout(resolve, 3 * round));
      const dead = freshFolder(); // what the disk holds at this moment, mid-round or not
      cpSync(folder, dead, { recursive: true, filter: (path) => existsSync(path) });
      await run.pipeline.stop();
      folder = dead;
      run = await running(log, { ...common, folder, now: clock.now, record: alerts.record });
    }
    await run.settled();
    await unbroken.settled();
    assert.deepEqual([...alerts.changes].sort(), [...whole.alerts.changes].sort());
    assert.ok(whole.alerts.changes.length > 15, String(whole.alerts.changes.length));
    assert.deepEqual(run.errors, []);
    await run.pipeline.stop();
    await unbroken.pipeline.stop();
  });

  it('holds no device to account for a time in which nobody listened', async () => {
    const [log, alerts, clock] = [fakeLog(), fakeAlerts(), aClock()];
    const given = { folder: freshFolder(), now: clock.now, record: alerts.record };
    const first = await running(log, given);
    log.add('pump-7', clock.pass(1000), { load: 50 });
    await first.settled();
    await first.pipeline.stop();
    clock.pass(60 * minute);
    const second = await running(log, given);
    clock.pass(2 * minute);
    second.pipeline.wake();
    await second.settled();
    assert.deepEqual(alerts.changes, []);
    clock.pass(2 * minute);
    second.pipeline.wake();
    await second.settled();
    assert.deepEqual(alerts.changes, ['raised pump-7/gap/load']);
    await second.pipeline.stop();
  });

  it('waits while the database is away, says so, and loses nothing', async () => {
    const [log, alerts, clock] = [fakeLog(), fakeAlerts(), aClock()];
    let isAway = true;
    const record = async (told: Parameters<typeof alerts.record>[0]) => {
      if (isAway) throw new Error('the database is away');
      return alerts.record(told);
    };
    const run = await running(log, {
      folder: freshFolder(),
      now: clock.now,
      record,
      isStoreUp: async () => !isAway,
    });
    log.add('pump-7', clock.pass(1000), { load: 120 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const waiting = run.pipeline.health();
    assert.deepEqual(
      [waiting.state, waiting.problem, waiting.behind],
      ['waiting', 'the database is away', 1],
    );
    isAway = false;
    await run.settled();
    assert.deepEqual(alerts.changes, ['raised pump-7/point/load']);
    assert.equal(run.pipeline.health().state, 'ok');
    await run.pipeline.stop();
  });

  it('stops at once while it waits, and tells after the next start', async () => {
    const [log, alerts, clock] = [fakeLog(), fakeAlerts(), aClock()];
    const folder = freshFolder();
    const away = async () => Promise.reject(new Error('away'));
    const first = await running(log, { folder, now: clock.now, record: away, isStoreUp: async () => false });
    log.add('pump-7', clock.pass(1000), { load: 120 });
    await new Promise((resolve) => setTimeout(resolve, 60));
    const from = performance.now();
    await first.pipeline.stop();
    assert.ok(performance.now() - from < 1000);
    const second = await running(log, { folder, now: clock.now, record: alerts.record });
    await second.settled();
    assert.deepEqual(alerts.changes, ['raised pump-7/point/load']);
    await second.pipeline.stop();
  });

  it('goes past a finding that is refused and a message that a detector stumbles over', async () => {
    const [log, alerts, clock] = [fakeLog(), fakeAlerts(), aClock()];
    const record = async (told: Parameters<typeof alerts.record>[0]) => {
      if (told.some(({ device }) => device === 'stranger'))
        throw new Refused('record.not_found', { kind: 'device' });
      return alerts.record(told);
    };
    const run = await running(log, { folder: freshFolder(), now: clock.now, record });
    log.add('stranger', clock.pass(1), { load: 120 });
    log.add('pump-8', clock.pass(1), { load: 666 });
    log.add('pump-7', clock.pass(1), { load: 120 });
    await run.settled();
    assert.deepEqual(alerts.changes, ['raised pump-7/point/load']);
    const { findingsRefused, stumbles } = run.pipeline.health();
    assert.deepEqual([findingsRefused, stumbles], [1, 1]);
    await run.pipeline.stop();
  });

  it('learns anew from the log when what it learned cannot be read', async () => {
    const [log, alerts, clock] = [fakeLog(), fakeAlerts(), aClock()];
    const given = { folder: freshFolder(), now: clock.now, record: alerts.record };
    const first = await running(log, given);
    log.add('pump-7', clock.pass(1000), { load: 120 });
    await first.settled();
    await first.pipeline.stop();
    writeFileSync(join(given.folder, 'learned'), 'nonsense');
    const second = await running(log, given);
    await second.settled();
    assert.equal(second.pipeline.health().readings, 1);
    assert.deepEqual(alerts.changes, ['raised pump-7/point/load']);
    assert.ok(readdirSync(given.folder).includes('learned.damaged'));
    await second.pipeline.stop();
  });
});
