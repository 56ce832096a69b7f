import assert from 'node:assert/strict';
import { noWay } from '../../../domain/scheduling/travel-matrix.ts';
import { legOf, type TravelAnswer } from '../../../planning/travel/provider.ts';

describe('one leg of a travel answer', () => {
  const answer: TravelAnswer = {
    rows: 1,
    columns: 3,
    durations: Int32Array.of(60, 120, noWay),
    distances: Int32Array.of(700, 1_500, noWay),
    estimated: Uint8Array.of(0, 1, 0),
    troubles: [],
  };

  it('says how long, how far and whether it is an estimate', () => {
    assert.deepEqual(legOf(answer, 0, 0), { seconds: 60, metres: 700, estimated: false });
    assert.deepEqual(legOf(answer, 0, 1), { seconds: 120, metres: 1_500, estimated: true });
  });

  it('is null where no road leads', () => {
    assert.equal(legOf(answer, 0, 2), null);
  });
});
