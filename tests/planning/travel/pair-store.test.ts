import assert from 'node:assert/strict';
import { PairStore } from '../../../planning/travel/pair-store.ts';

const way = (seconds: number) => ({ seconds, metres: seconds * 10 });

describe('the store of known ways', () => {
  it('finds a way until it is too old', () => {
    const store = new PairStore({ pairs: 10, keepMs: 1_000 });
    store.keep(7, way(60), 0);
    const slot = store.find(7, 999);
    assert.deepEqual([store.secondsAt(slot), store.metresAt(slot)], [60, 600]);
    assert.equal(store.find(7, 1_000), -1);
    assert.equal(store.find(8, 0), -1);
  });

  it('holds no more than it may, and lets go first of what was not used lately', () => {
    const store = new PairStore({ pairs: 10, keepMs: 1_000 });
    for (let key = 0; key <= 200; key++) {
      store.keep(key, way(key), 0);
      assert.equal(store.secondsAt(store.find(0, 0)), 0, `used all the time, gone at ${key}`);
      assert.ok(store.size <= 10);
    }
    assert.equal(store.secondsAt(store.find(200, 0)), 200);
    assert.equal(store.find(100, 0), -1);
  });

  it('keeps thousands of ways apart while it grows, and a newer answer over an older one', () => {
    const store = new PairStore({ pairs: 5_000, keepMs: 1_000 });
    for (let key = 0; key < 5_000; key++) store.keep(key * 1_000_003, way(key), 0);
    for (let key = 0; key < 5_000; key++) {
      const slot = store.find(key * 1_000_003, 0);
      assert.deepEqual([store.secondsAt(slot), store.metresAt(slot)], [key, key * 10]);
    }
    store.keep(0, way(77), 0);
    assert.deepEqual([store.secondsAt(store.find(0, 0)), store.size], [77, 5_000]);
  });

  it('takes places within some eleven metres for one, and tells places, directions and hours apart', () => {
    const store = new PairStore({ pairs: 10, keepMs: 1_000 });
    const here = store.numberOf({ lat: 51.45451, lon: -2.58789 });
    const there = store.numberOf({ lat: 51.4546, lon: -2.5879 });
    assert.equal(store.numberOf({ lat: 51.45449, lon: -2.58791 }), here);
    assert.notEqual(there, here);
    const keys = [
      store.keyOf(here, there, 0),
      store.keyOf(there, here, 0),
      store.keyOf(here, there, 168),
      store.keyOf(2 ** 20 - 1, 2 ** 20 - 1, 255),
    ];
    assert.equal(new Set(keys).size, 4);
    assert.ok(keys.every(Number.isSafeInteger));
  });

  it('forgets everything before it runs out of numbers for places', () => {
    const store = new PairStore({ pairs: 10, keepMs: 1_000 });
    const first = store.numberOf({ lat: 1, lon: 1 });
    store.keep(store.keyOf(first, first, 0), way(1), 0);
    store.makeRoom(1_000);
    assert.deepEqual([store.epoch, store.size], [0, 1]);
    store.makeRoom(2 ** 20);
    assert.deepEqual([store.epoch, store.size], [1, 0]);
  });
});
