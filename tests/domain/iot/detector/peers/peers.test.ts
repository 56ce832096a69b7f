import assert from 'node:assert/strict';
import type { Features } from '../../../../../domain/iot/detector/detector.ts';
import { blockOf } from '../../../../../domain/iot/detector/memory.ts';
import { peersPlug } from '../../../../../domain/iot/detector/peers/peers.ts';
import { newWatch, restoreWatch } from '../../../../../domain/iot/detector/watching.ts';
import {
  alone,
  begin,
  days,
  devices,
  fleet,
  moved,
  perDay,
  period,
  raised,
  registered,
  run,
} from '../../../../fixtures/iot/freezers.ts';

describe('fleet peers', () => {
  it('tell of the one device that leaves the others, in numbers', () => {
    const found = run(
      registered(alone),
      fleet(1, (device, day) => (device === 'f-3' ? moved(1.2, day) : 0)),
    );
    assert.deepEqual(raised(found), ['f-3']);
    const { detail, severity, at } = found.find(({ kind }) => kind === 'peers')!;
    assert.match(detail, /^lies [\d.]+ above what 6 devices like it do in the same hours/);
    assert.equal(severity, 'minor');
    assert.ok(at - begin < 18 * perDay * period, 'within two days');
  });

  it('tell of the one that does not follow the others, which no device can see alone', () => {
    const found = run(
      registered(),
      fleet(3, (device, day) => (device === 'f-5' ? 0 : moved(2.5, day))),
    );
    assert.deepEqual(raised(found), ['f-5']);
  });

  it('leave it at one alert when the device already tells of its own departure', () => {
    const found = run(
      registered(),
      fleet(1, (device, day) => (device === 'f-3' ? moved(2.5, day) : 0)),
    );
    assert.deepEqual(raised(found), []);
    assert.ok(found.some(({ kind, device }) => kind === 'shift' && device === 'f-3'));
  });

  it('are quiet on devices that differ as they always did', () => {
    assert.deepEqual(
      run(
        registered(),
        fleet(4, () => 0),
      ),
      [],
    );
  });

  it('need a group of five', () => {
    const move = (device: string, day: number): number => (device === 'f-5' ? moved(1.2, day) : 0);
    assert.deepEqual(raised(run(newWatch(alone), fleet(1, move))), []);
    const few = registered(alone);
    for (const device of devices.slice(0, 3)) few.register(device, null);
    assert.deepEqual(raised(run(few, fleet(1, move))), []);
  });

  it('go on after a restart as if there had been none', () => {
    const values = fleet(5, (device, day) => (device === 'f-2' ? moved(1.2, day) : 0));
    const rows = Array.from({ length: days * perDay }, (_, row) => values(row));
    const watch = registered(alone);
    const half = 15 * perDay;
    run(watch, (row) => rows[row]!, 0, half);
    const again = restoreWatch([watch.save()], alone);
    const found = run(again, (row) => rows[row]!, half);
    assert.deepEqual(
      found,
      run(watch, (row) => rows[row]!, half),
    );
    assert.deepEqual(raised(found), ['f-2']);
    assert.deepEqual(again.save(), watch.save());
  });

  it('forget everything when their device was serviced, and keep nothing without a group', () => {
    const turn = { device: 'f-1', group: null, hoursAt: -1 };
    const plug = peersPlug(turn);
    const memory = blockOf(plug.need)!;
    const detector = plug.build({ doubles: 0, singles: 0 });
    assert.equal(turn.hoursAt, 0);
    const now = { at: begin, off: 9, slow: 9, scale: 1, isLearning: false } as Features;
    assert.equal(detector.observe(memory, now, false), 0);
    assert.ok(memory.doubles.every((value) => value === 0));
    memory.doubles.fill(1);
    detector.reset?.(memory, begin);
    assert.ok(memory.doubles.every((value) => value === 0));
  });
});
