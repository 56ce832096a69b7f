import assert from 'node:assert/strict';
import { type Flight, InFlight } from '../../../planning/travel/in-flight.ts';
import { fakeProvider } from './fakes.ts';

const answer = fakeProvider().travel({ origins: [], destinations: [] });
const flight: Flight = {
  answer,
  rowOf: new Map([
    [5, 0],
    [6, 1],
  ]),
  columnOf: new Map([[9, 0]]),
  bucket: 3,
  epoch: 0,
};
const wanted = { from: 6, to: 9, bucket: 3, epoch: 0 };

describe('requests under way', () => {
  it('are found by a pair of theirs: same direction, same hour, same numbering', () => {
    const inFlight = new InFlight();
    inFlight.add(flight);
    assert.deepEqual(inFlight.find(wanted), { flight, row: 1, column: 0 });
    assert.equal(inFlight.find({ ...wanted, from: 9, to: 6 }), undefined);
    assert.equal(inFlight.find({ ...wanted, bucket: 4 }), undefined);
    assert.equal(inFlight.find({ ...wanted, epoch: 1 }), undefined);
  });

  it('are no longer found when they have landed, while others of the same place still are', () => {
    const inFlight = new InFlight();
    const other = { ...flight, bucket: 4 };
    inFlight.add(flight);
    inFlight.add(other);
    inFlight.remove(flight);
    assert.equal(inFlight.find(wanted), undefined);
    assert.equal(inFlight.find({ ...wanted, bucket: 4 })?.flight, other);
  });
});
