import assert from 'node:assert/strict';
import fc from 'fast-check';
import { blockOf, bytesIn, bytesOf, layOut } from '../../../../domain/iot/detector/memory.ts';

const need = fc.record({ doubles: fc.nat(20), singles: fc.nat(20) });

describe('a block of learned state', () => {
  it('gives every detector a region of its own', () => {
    fc.assert(
      fc.property(fc.array(need, { maxLength: 12 }), (needs) => {
        const { places, whole } = layOut(needs);
        for (const array of ['doubles', 'singles'] as const) {
          const used = needs.flatMap((one, index) =>
            Array.from({ length: one[array] }, (_, at) => places[index]![array] + at),
          );
          assert.equal(new Set(used).size, used.length);
          assert.ok(used.every((at) => at < whole[array]));
        }
        assert.equal(bytesOf(whole) % 8, 0);
      }),
    );
  });

  it('comes back from its bytes bit for bit, and not from bytes of another size', () => {
    const whole = { doubles: 3, singles: 2 };
    const block = blockOf(whole)!;
    block.doubles.set([Math.PI, -0, 5e-324]);
    block.singles.set([1.5, Number.NaN]);
    const saved = bytesIn(block);
    assert.deepEqual(bytesIn(blockOf(whole, saved)!), saved);
    assert.equal(blockOf(whole, saved.subarray(1)), null);
  });
});
