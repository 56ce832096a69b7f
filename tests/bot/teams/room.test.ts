import assert from 'node:assert/strict';
import { teamsRoom } from '../../../bot/teams/room.ts';

const start = 1_000_000;
const sending = (number: number, more: { thread?: string; patienceMs?: number } = {}) => ({
  thread: `thread-${number}`,
  tenant: 'tenant',
  patienceMs: Number.POSITIVE_INFINITY,
  ...more,
});

/** A tenant that has just sent all it may send in a second. */
function full() {
  const room = teamsRoom();
  for (let number = 0; number < 50; number++) assert.deepEqual(room(sending(number), start), { full: null });
  return room;
}

describe('room in Teams', () => {
  it('is for seven sends a second in a thread, whatever else the tenant sends', () => {
    const room = teamsRoom();
    for (let number = 0; number < 7; number++) room(sending(number, { thread: 'one' }), start);
    assert.deepEqual(room(sending(7, { thread: 'one' }), start + 10), { full: 'thread', waitMs: 990 });
    assert.deepEqual(room(sending(8), start + 10), { full: null });
  });

  it('uses up no place of the tenant while the thread is full', () => {
    const room = teamsRoom();
    for (let number = 0; number < 100; number++) room(sending(number, { thread: 'one' }), start);
    for (let number = 100; number < 143; number++) assert.equal(room(sending(number), start).full, null);
    assert.equal(room(sending(143), start).full, 'tenant');
  });

  it('tells each thread its own instant when the tenant is full, and keeps its place for it', () => {
    const room = full();
    for (let number = 50; number < 150; number++) {
      const waitMs = number < 100 ? 1000 : 2000;
      assert.deepEqual(room(sending(number), start), { full: 'tenant', waitMs });
    }
    assert.deepEqual(room(sending(50), start + 400), { full: 'tenant', waitMs: 600 });
    for (let number = 50; number < 100; number++)
      assert.equal(room(sending(number), start + 1000).full, null);
    assert.deepEqual(room(sending(150), start + 1000), { full: 'tenant', waitMs: 2000 });
  });

  it('gives nobody a place who would not wait for it', () => {
    const room = full();
    assert.deepEqual(room(sending(50, { patienceMs: 500 }), start), { full: 'tenant', waitMs: 1000 });
    for (let number = 51; number < 101; number++)
      assert.deepEqual(room(sending(number), start), { full: 'tenant', waitMs: 1000 });
  });

  it('lets somebody else have a place nobody came for', () => {
    const room = full();
    room(sending(50), start);
    assert.equal(room(sending(50), start + 5000).full, null);
    for (let number = 51; number < 100; number++)
      assert.equal(room(sending(number), start + 5000).full, null);
    assert.equal(room(sending(100), start + 5000).full, 'tenant');
  });

  it('lets no more leave in a second because many come late', () => {
    const room = full();
    for (let number = 50; number < 150; number++) room(sending(number), start);
    const late = Array.from({ length: 100 }, (_, at) => room(sending(50 + at), start + 2500).full);
    assert.equal(late.filter((one) => one === null).length, 50);
    for (let number = 50; number < 150; number++)
      if (late[number - 50]) assert.equal(room(sending(number), start + 3500).full, null);
  });
});
