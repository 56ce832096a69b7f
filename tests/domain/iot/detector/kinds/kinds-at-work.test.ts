import assert from 'node:assert/strict';
import { newWatch } from '../../../../../domain/iot/detector/watching.ts';
import {
  day,
  fieldOnly,
  findingsIn,
  minute,
  monday,
  raisedIn,
  type Shape,
} from '../../../../fixtures/iot/series.ts';

const from =
  (begin: number, end = 99) =>
  (days: number) =>
    days >= begin && days < end;

/** Nothing before the fault, and the first finding of this kind within so many readings of ten minutes. */
function assertFound(shape: Shape, kind: string, within: { begin: number; readings: number }): void {
  const raised = raisedIn(findingsIn(shape));
  assert.ok(raised.length > 0, 'nothing was found');
  const early = raised.filter(({ days }) => days < within.begin);
  assert.deepEqual(early, [], 'something was found before anything was wrong');
  const found = raised.find((one) => one.kind === kind);
  assert.ok(found, `no ${kind}, but ${JSON.stringify(raised)}`);
  const readings = ((found.days - within.begin) * day) / (10 * minute);
  assert.ok(readings <= within.readings, `${kind} only after ${readings.toFixed(1)} readings`);
}

describe('the detectors at work on one channel', () => {
  it('stay quiet over a month of clean readings', () => {
    for (const seed of [1, 2, 3]) assert.deepEqual(findingsIn({ days: 30, seed }), []);
  });

  it('see one wild reading at once', () => {
    const is = from(16, 16 + 5 / 1440);
    assertFound({ days: 18, change: (value, days) => (is(days) ? value + 9 : value) }, 'point', {
      begin: 16,
      readings: 0,
    });
  });

  it('see a level that moved within twelve readings, up and down', () => {
    for (const move of [4, -4]) {
      const is = from(16, 17);
      assertFound({ days: 19, change: (value, days) => (is(days) ? value + move : value) }, 'shift', {
        begin: 16,
        readings: 12,
      });
    }
  });

  it('see a slow drift long before it is a step', () => {
    const shape: Shape = {
      days: 22,
      change: (value, days) => (days > 16 ? value + (days - 16) * 1.5 : value),
    };
    assertFound(shape, 'drift', { begin: 16, readings: 3.2 * 144 });
  });

  it('see noise that grew and noise that died down', () => {
    const is = from(16);
    assertFound(
      { days: 18, change: (value, days, noise) => (is(days) ? value + 2 * noise : value) },
      'variance',
      { begin: 16, readings: 20 },
    );
    assertFound(
      { days: 18, change: (value, days, noise) => (is(days) ? value - 0.9 * noise : value) },
      'variance',
      { begin: 16, readings: 30 },
    );
  });

  it('see a sensor that repeats itself within six readings', () => {
    const is = from(16, 16.5);
    assertFound({ days: 18, change: (value, days) => (is(days) ? 51.25 : value) }, 'stuck', {
      begin: 16,
      readings: 6,
    });
  });

  it('see a silence when it happens, not when it is over', () => {
    const found = findingsIn({ days: 18, isMissing: from(16, 16.3) }).filter(({ kind }) => kind === 'gap');
    assert.deepEqual(
      found.map(({ state }) => state),
      ['raised', 'cleared'],
    );
    const late = (found[0]!.at - (monday + 16 * day)) / (10 * minute);
    assert.ok(late <= 3, `raised ${late} periods after the first missing reading`);
    assert.match(found[0]!.detail, /no reading for \d+ minutes; one is usual every 10 minutes/);
  });

  it('see a daily cycle that stops', () => {
    const is = from(16, 17.5);
    const flat = (value: number, days: number) =>
      is(days) ? value - 3 * Math.sin(2 * Math.PI * days) : value;
    const raised = raisedIn(findingsIn({ days: 18, change: flat }));
    assert.ok(raised.length > 0 && raised[0]!.days < 17, JSON.stringify(raised));
    assert.ok(raised.every(({ days }) => days >= 16));
  });

  it('say nothing when a fault is over and readings come back', () => {
    const is = from(16, 17);
    const raised = raisedIn(
      findingsIn({ days: 24, change: (value, days) => (is(days) ? value + 5 : value) }),
    );
    assert.ok(
      raised.every(({ days }) => days < 17),
      JSON.stringify(raised),
    );
  });

  it('know a machine that runs and rests', () => {
    const rests = (days: number) => Math.floor(days * 20) % 3 === 0;
    const change = (value: number, days: number) => (rests(days) ? value - 9 : value);
    assert.deepEqual(findingsIn({ days: 21, change }), []);
    const shifted = (value: number, days: number) => change(value, days) + (days >= 16 ? 4.5 : 0);
    assert.equal(
      raisedIn(findingsIn({ days: 18, change: shifted })).find(({ kind }) => kind === 'shift')?.kind,
      'shift',
    );
  });

  it('take one late reading for no fault, and values that are coarse or constant by nature for no stuck sensor', () => {
    assert.deepEqual(findingsIn({ days: 16, isMissing: (days) => Math.round(days * 144) % 500 === 499 }), []);
    const coarse = raisedIn(
      findingsIn({ days: 21, swing: 0, noise: 0.3, change: (value) => Math.round(value) }),
    );
    assert.deepEqual(
      coarse.filter(({ kind }) => kind === 'stuck'),
      [],
    );
    assert.deepEqual(findingsIn({ days: 16, change: () => 4 }), []);
  });

  it('raise once an episode: one raised, then one cleared', () => {
    const is = from(16, 18);
    const found = findingsIn(
      { days: 22, change: (value, days) => (is(days) ? value + 6 : value) },
      newWatch(fieldOnly),
    );
    const open = new Map<string, number>();
    for (const { kind, state } of found) {
      const standing = (open.get(kind) ?? 0) + (state === 'raised' ? 1 : -1);
      assert.ok(standing === 0 || standing === 1, `${kind} was ${state} while ${standing + 1} stood`);
      open.set(kind, standing);
    }
    assert.ok(
      [...open.values()].every((standing) => standing === 0),
      'something stayed open',
    );
  });
});
