import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { heardDevices } from '../../../devices/pipeline/heard-devices.ts';
import type { LogInOrder } from '../../../devices/pipeline/ports.ts';

const hourMs = 3_600_000;

/** A log with one message of each device at each time. */
function aLog(...messages: readonly (readonly [device: string, arrivedAt: number])[]): LogInOrder {
  const batches = messages.map(([device, arrivedAt], position) => ({
    position,
    device,
    arrivedAt,
    readings: [],
  }));
  return {
    readFrom: async (from, most) =>
      ({ batches: batches.slice(from, from + most), next: Math.min(from + most, batches.length) }) as never,
    start: 0,
    end: batches.length,
    onAppended: () => () => undefined,
  };
}

describe('devices that are heard of', () => {
  it('are noted with their first message and then every six hours', async () => {
    const kept: string[] = [];
    const heard = heardDevices(aLog(['a', 0], ['a', hourMs], ['b', 0], ['a', 7 * hourMs]), {
      keep: async (devices) => void kept.push(...devices.map(([id, at]) => `${id} ${at.getTime() / hourMs}`)),
      paceMs: 5,
      logger: { warn: () => assert.fail('nothing goes wrong') },
    });
    assert.equal((await heard.log.readFrom(0, 3)).batches.length, 3);
    await wait(40);
    assert.deepEqual(kept, ['a 0', 'b 0']);
    await heard.log.readFrom(3, 9);
    await wait(40);
    assert.deepEqual(kept, ['a 0', 'b 0', 'a 7']);
    assert.deepEqual([heard.log.start, heard.log.end], [0, 4]);
    await heard.stop();
  });

  it('are noted at their next message when the database was away, and it is said', async () => {
    let tries = 0;
    const said: string[] = [];
    const heard = heardDevices(aLog(['a', 0]), {
      keep: async () => {
        if (++tries === 1) throw new Error('away');
      },
      paceMs: 5,
      logger: { warn: (_, text) => void said.push(text) },
    });
    await heard.log.readFrom(0, 1);
    await wait(40);
    await heard.log.readFrom(0, 1);
    await wait(40);
    assert.deepEqual([tries, said.length], [2, 1]);
    await heard.stop();
  });
});
