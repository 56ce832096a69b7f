import assert from 'node:assert/strict';
import type { ChannelPlug, Features } from '../../../../../domain/iot/detector/detector.ts';
import { blockOf } from '../../../../../domain/iot/detector/memory.ts';
import { hourNeed, keepHour } from '../../../../../domain/iot/detector/peers/hours.ts';
import { sparingWeather } from '../../../../../domain/iot/detector/peers/weather.ts';
import { newWatch } from '../../../../../domain/iot/detector/watching.ts';
import type { Finding, FindingKind } from '../../../../../domain/iot/finding.ts';
import { fleet, moved, registered, run } from '../../../../fixtures/iot/freezers.ts';

describe('weather', () => {
  const drifts = (found: readonly Finding[]): number =>
    found.filter(({ kind, state }) => kind === 'drift' && state === 'raised').length;

  it('that moves all devices of a group slowly raises no alert at any of them', () => {
    assert.deepEqual(
      run(
        registered(),
        fleet(2, (_, day) => moved(0.6, day)),
      ),
      [],
    );
  });

  it('does not hide the drift of one', () => {
    assert.equal(
      drifts(
        run(
          registered(),
          fleet(2, (device, day) => (device === 'f-1' ? moved(0.6, day) : 0)),
        ),
      ),
      1,
    );
  });

  it('cannot be told from faults without a group', () => {
    assert.ok(
      drifts(
        run(
          newWatch(),
          fleet(2, (_, day) => moved(0.6, day)),
        ),
      ) >= 3,
    );
  });

  const hot = (kind: FindingKind): ChannelPlug => ({
    need: { doubles: 0, singles: 0 },
    build: () => ({
      kind,
      calm: { heat: 1, readings: 1 },
      observe: () => 3,
      describe: () => ({ detail: '', severity: 'info' }),
    }),
  });

  /** The heat of a detector of the kind at a device that lies off by `own`, while its four peers lie off by `others`. */
  function heatOf(kind: FindingKind, own: number, others: number, isOpen = false): number {
    const members = ['a', 'b', 'c', 'd', 'e'].map((device) => ({ device, memory: blockOf(hourNeed)! }));
    for (const { memory } of members) keepHour(memory, 0, { at: 0, departure: others, level: others });
    const detector = sparingWeather(hot(kind), {
      device: 'c',
      group: { members, isInOrder: true },
      hoursAt: 0,
    }).build({
      doubles: 0,
      singles: 0,
    });
    return detector.observe(members[2]!.memory, { at: 60_000, slow: own, scale: 1 } as Features, isOpen);
  }

  it('cools a drift that at least half of the peers share by half, in the same direction', () => {
    assert.ok(heatOf('drift', 4, 3) < 1);
    assert.ok(heatOf('season', -4, -2) < 1);
    for (const others of [1, 0, -4]) assert.equal(heatOf('drift', 4, others), 3);
  });

  it('leaves alone what weather does not do, and episodes that stand', () => {
    assert.equal(heatOf('stuck', 4, 4), 3);
    assert.equal(heatOf('drift', 4, 4, true), 3);
  });
});
