import assert from 'node:assert/strict';
import type { Memory } from '../../../../../domain/iot/detector/memory.ts';
import { medianOfPeers, peerGroups } from '../../../../../domain/iot/detector/peers/groups.ts';

const saying = (value: number): Memory => ({ doubles: Float64Array.of(value), singles: new Float32Array(0) });
const ask = ({ doubles }: Memory): number => doubles[0]!;

/** A group of the devices d0, d1, ... that say their number, joined in the given order. */
function groupOf(order: readonly number[]) {
  const groups = peerGroups();
  const joined = order.map((one) =>
    groups.join('pumps', 'flow', { device: `d${String(one).padStart(3, '0')}`, memory: saying(one) }),
  );
  return { groups, group: joined[0]! };
}
const upTo = (count: number): number[] => Array.from({ length: count }, (_, one) => one);

describe('groups of peers', () => {
  it('answer the median of the others, never the device itself', () => {
    const { group } = groupOf([3, 0, 100, 2, 1]);
    assert.deepEqual(medianOfPeers(group, 'd100', ask), { median: 1.5, answered: 4 });
    assert.deepEqual(medianOfPeers(group, 'd000', ask), { median: 2.5, answered: 4 });
  });

  it('leave out peers that have nothing to say', () => {
    const { group } = groupOf([1, 2, 3]);
    const silent = ({ doubles }: Memory): number => (doubles[0] === 2 ? Number.NaN : doubles[0]!);
    assert.deepEqual(medianOfPeers(group, 'd001', silent), { median: 3, answered: 1 });
  });

  it('answer nothing for a device that is alone', () => {
    const { answered, median } = medianOfPeers(groupOf([1]).group, 'd001', ask);
    assert.equal(answered, 0);
    assert.ok(Number.isNaN(median));
  });

  it('are the same in whichever order the devices joined, also when only some can be asked', () => {
    const [one, other] = [groupOf(upTo(200)), groupOf(upTo(200).reverse())];
    for (const device of ['d000', 'd100', 'd199'])
      assert.deepEqual(medianOfPeers(one.group, device, ask), medianOfPeers(other.group, device, ask));
    assert.equal(medianOfPeers(one.group, 'd100', ask).answered, 64);
  });

  it('keep channels and groups apart, and forget who left', () => {
    const { groups, group } = groupOf([1, 2, 3]);
    const elsewhere = groups.join('pumps', 'pressure', { device: 'd009', memory: saying(9) });
    assert.equal(elsewhere.members.length, 1);
    groups.leave(group, 'd003');
    groups.leave(group, 'd777');
    assert.deepEqual(medianOfPeers(group, 'd001', ask), { median: 2, answered: 1 });
  });
});
