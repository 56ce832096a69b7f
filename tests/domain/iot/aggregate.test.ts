import assert from 'node:assert/strict';
import { aggregator } from '../../../domain/iot/aggregate.ts';

const reading = (channel: string, at: number, value: number) => ({ device: 'pump-7', channel, at, value });

describe('aggregates', () => {
  it('tell count, least, mean and greatest of each channel and stretch, in order', () => {
    const gathering = aggregator(100);
    gathering.take([reading('b', 150, 4), reading('a', 10, 1), reading('a', 90, 3)]);
    gathering.take([reading('a', 199, -6), reading('a', 100, 2)]);
    assert.deepEqual(gathering.aggregates(), [
      { channel: 'a', at: 0, count: 2, min: 1, mean: 2, max: 3 },
      { channel: 'a', at: 100, count: 2, min: -6, mean: -2, max: 2 },
      { channel: 'b', at: 100, count: 1, min: 4, mean: 4, max: 4 },
    ]);
  });

  it('are nothing where nothing was sent', () => {
    assert.deepEqual(aggregator(60_000).aggregates(), []);
  });
});
