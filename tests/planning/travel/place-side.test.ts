import assert from 'node:assert/strict';
import { PairStore } from '../../../planning/travel/pair-store.ts';
import { sideOf } from '../../../planning/travel/place-side.ts';

describe('one side of a matrix', () => {
  it('holds each place once, rounded, and knows where each one asked about went', () => {
    const store = new PairStore({ pairs: 10, keepMs: 1 });
    const home = { lat: 51.454512, lon: -2.587911 };
    const work = { lat: 51.5, lon: -2.5 };
    const { places, numbers, indexOf } = sideOf([home, work, { ...home, lat: 51.45449 }], store);
    assert.deepEqual(places, [{ lat: 51.4545, lon: -2.5879 }, work]);
    assert.deepEqual(
      [numbers, indexOf],
      [
        [0, 1],
        [0, 1, 0],
      ],
    );
  });
});
