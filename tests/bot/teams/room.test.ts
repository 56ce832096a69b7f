import assert from 'node:assert/strict';
import { teamsRoom } from '../../../bot/teams/room.ts';

const start = 1_000_000;
/** How many places a second are given out in a tenant: a tenth below what Teams takes. */
const places = 45;
const sending = (number: number, more: { thread?: string; patienceMs?: number } = {}) => ({
  thread: `thread-${number}`,
  tenant: 'tenant',
  patienceMs: Number.POSITIVE_INFINITY,
  ...more,
});
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);

/** A tenant that has just sent all it gives places for in a second, by threads 0 to 44. */
function full() {
  const room = teamsRoom();
  for (const number of numbers(0, places)) assert.deepEqual(room(sending(number), start), { full: null });
  return room;
}

describe('room in Teams', () => {
  it('is for seven sends a second in a thread, whatever else the tenant sends', () => {
    const room = teamsRoom();
    for (const _ of numbers(0, 7)) room(sending(0, { thread: 'one' }), start);
    assert.deepEqual(room(sending(0, { thread: 'one' }), start + 10), { full: 'thread', waitMs: 990 });
    assert.deepEqual(room(sending(8), start + 10), { full: null });
  });

  it('uses up no place of the tenant while the thread is full', () => {
    const room = teamsRoom();
    for (const _ of numbers(0, 100)) room(sending(0, { thread: 'one' }), start);
    for (const number of numbers(100, places - 7)) assert.equal(room(sending(number), start).full, null);
    assert.equal(room(sending(200), start).full, 'tenant');
  });

  it('tells each thread its own instant when the tenant is full, and keeps its place for it', () => {
    const room = full();
    for (const number of numbers(places, places))
      assert.deepEqual(room(sending(number), start), { full: 'tenant', waitMs: 1000 });
    for (const number of numbers(2 * places, places))
      assert.deepEqual(room(sending(number), start), { full: 'tenant', waitMs: 2000 });
    assert.deepEqual(room(sending(places), start + 400), { full: 'tenant', waitMs: 600 });
    for (const number of numbers(places, places))
      assert.equal(room(sending(number), start + 1000).full, null);
    assert.deepEqual(room(sending(200), start + 1000), { full: 'tenant', waitMs: 2000 });
  });

  it('gives nobody a place who would not wait for it', () => {
    const room = full();
    const hasty = { patienceMs: 500 };
    assert.deepEqual(room(sending(200, hasty), start), { full: 'tenant', waitMs: 1000 });
    for (const number of numbers(places, places))
      assert.deepEqual(room(sending(number), start), { full: 'tenant', waitMs: 1000 });
  });

  it('lets somebody else have a place nobody came for', () => {
    const room = full();
    room(sending(places), start);
    for (const number of numbers(places, places))
      assert.equal(room(sending(number), start + 5000).full, null);
    assert.equal(room(sending(200), start + 5000).full, 'tenant');
  });

  it('lets no more leave in a second than Teams takes, though many come late for their places', () => {
    const room = full();
    const late = numbers(places, 2 * places);
    for (const number of late) room(sending(number), start);
    const left = late.filter((number) => room(sending(number), start + 2500).full === null);
    assert.equal(left.length, 50);
    const rest = late.filter((number) => !left.includes(number));
    for (const number of rest) assert.equal(room(sending(number), start + 3500).full, null);
  });
});
