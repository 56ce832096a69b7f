import assert from 'node:assert/strict';
import { countdown, dueIn, shareLeft } from '../../web/desk/countdown.ts';
import { productClock } from '../../web/desk/product-clock.ts';
import { slaHint } from '../../web/desk/rail/sla-hint.ts';

const minute = 60_000;
const nine = Date.parse('2026-03-02T09:00:00Z');

describe("an offer's countdown", () => {
  it('counts minutes and seconds, then seconds, then says that time is up', () => {
    assert.deepEqual(
      [105_000, 60_000, 59_001, 12_000, 1, 0, -5_000].map((left) => countdown(left).text),
      ['1:45', '1:00', '1:00', '12 s', '1 s', 'time is up', 'time is up'],
    );
  });

  it('grows more urgent towards its end', () => {
    assert.deepEqual(
      [90_000, 40_000, 10_000, 0].map((left) => countdown(left).urgency),
      ['plain', 'warning', 'danger', 'danger'],
    );
  });

  it('knows the share of its time that is left, never below nothing nor above all', () => {
    const span = { from: 0, to: 120 };
    assert.deepEqual(
      [0, 60, 120, 500, -9].map((now) => shareLeft(span, now)),
      [1, 0.5, 0, 0, 1],
    );
    assert.equal(shareLeft({ from: 5, to: 5 }, 5), 0);
  });
});

describe('a promise to a customer', () => {
  it('is said by how long there is, or how late it is', () => {
    const said = (left: number) => dueIn(nine + left, nine).text;
    assert.deepEqual([30_000, 25 * minute, 5 * 60 * minute, 72 * 60 * minute, -12 * minute].map(said), [
      'in under a minute',
      'in 25 min',
      'in 5 h',
      'in 3 days',
      '12 min late',
    ]);
  });

  const kpi = (kind: string, state: string, dueAt: string | null, endedAt: string | null = null) => ({
    kind,
    state,
    dueAt,
    endedAt,
  });

  it('is shown when it is the most urgent that still runs', () => {
    const kept = kpi('first-response', 'succeeded', '2026-03-02T08:00:00Z', '2026-03-02T07:50:00Z');
    const late = kpi('first-response', 'noncompliant', '2026-03-02T08:48:00Z');
    const open = kpi('resolve', 'in-progress', '2026-03-02T13:00:00Z');
    assert.deepEqual(slaHint([open, late], nine), { text: 'First response 12 min late', urgency: 'danger' });
    assert.deepEqual(slaHint([kept, open], nine), { text: 'Resolve in 4 h', urgency: 'plain' });
    assert.deepEqual(
      slaHint([{ ...late, endedAt: '2026-03-02T08:55:00Z' }, open], nine)?.text,
      'Resolve in 4 h',
    );
  });

  it('says that its clock stands, and nothing when nothing is promised', () => {
    assert.equal(slaHint([kpi('resolve', 'paused', null)], nine)?.text, 'Clock is paused');
    assert.equal(slaHint([kpi('resolve', 'succeeded', null, '2026-03-02T08:00:00Z')], nine), null);
  });
});

describe("the product's clock in the browser", () => {
  it("follows this machine's until the server tells of a later time", () => {
    let machine = nine;
    const clock = productClock(() => machine);
    clock.hear('2026-03-02T09:00:00.300Z');
    assert.equal(clock.now(), nine);
    clock.hear('2026-03-02T13:00:00Z');
    machine += minute;
    assert.equal(clock.now(), nine + 4 * 60 * minute + minute);
  });

  it('takes late news for late news', () => {
    const clock = productClock(() => nine);
    clock.hear('2026-03-02T13:00:00Z');
    clock.hear('2026-03-02T09:00:00Z');
    assert.equal(clock.aheadMs(), 4 * 60 * minute);
  });
});
