import assert from 'node:assert/strict';
import type { DevicePlug, Features } from '../../../../domain/iot/detector/detector.ts';
import { deviceFrame } from '../../../../domain/iot/detector/device-frame.ts';
import { blockOf } from '../../../../domain/iot/detector/memory.ts';
import type { Tally } from '../../../../domain/iot/detector/seat.ts';

/** Counts whole rows of two channels in its block; hot at every third. */
const counter: DevicePlug = {
  need: { doubles: 1, singles: 0 },
  build: ({ doubles: place }) => ({
    kind: 'joint',
    calm: { heat: 0.5, readings: 1 },
    observe({ doubles }, _now, { channel, channels }) {
      if (channel !== channels - 1) return Number.NaN;
      doubles[place]! += 1;
      return doubles[place]! % 3 === 0 ? 2 : 0;
    },
    describe: (_memory, _now, names) => ({ detail: names.join(' and '), severity: 'minor' }),
    reset({ doubles }) {
      doubles[place] = 0;
    },
  }),
};

describe('the frame of a device', () => {
  const frame = deviceFrame([counter]);
  const all = [{ name: 'flow' }, { name: 'heat' }];

  it('judges a row when it is whole, and names the channels', () => {
    const memory = blockOf(frame.need)!;
    const tally: Tally = { score: 0, kind: null, findings: [] };
    for (let row = 0; row < 8; row++)
      for (const [index, { name }] of all.entries()) {
        const now = { at: row, count: 900, isLearning: false } as Features;
        frame.judge(memory, now, { names: { device: 'a', channel: name }, index, all }, tally);
      }
    assert.deepEqual(
      tally.findings.map(({ at, channel, state, detail }) => [at, channel, state, detail]),
      [
        [2, 'heat', 'raised', 'flow and heat'],
        [3, 'heat', 'cleared', 'back to normal after joint'],
        [5, 'heat', 'raised', 'flow and heat'],
        [6, 'heat', 'cleared', 'back to normal after joint'],
      ],
    );
  });

  it('forgets at a service what its detectors forget', () => {
    const memory = blockOf(frame.need)!;
    memory.doubles[0] = 7;
    frame.reset(memory, 1);
    assert.equal(memory.doubles[0], 0);
  });
});
