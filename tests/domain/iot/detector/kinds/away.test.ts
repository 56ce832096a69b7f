import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Features } from '../../../../../domain/iot/detector/detector.ts';
import { awayOf } from '../../../../../domain/iot/detector/kinds/away.ts';

const away = (z: number, off: number, offDoubt = 0) => awayOf({ z, off, offDoubt } as Features);

describe('moving away from normal', () => {
  it('needs a surprise and a distance from the reference of the same sign', () => {
    assert.equal(away(6, -0.5), 0); // back to the reference after a fault
    assert.ok(away(6, 6) > 5);
    assert.ok(away(-6, -6) < -5);
    assert.ok(away(0.5, 9) <= 0.5); // far out, but so were the readings before
  });

  it('is never farther than either of the two, and less so while the reference is unsure', () => {
    const any = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(any, any, (z, off) => {
        const seen = Math.abs(away(z, off));
        assert.ok(seen <= Math.abs(z) && seen <= Math.abs(off));
        assert.ok(Math.abs(away(z, off, 4)) <= seen);
      }),
    );
  });
});
