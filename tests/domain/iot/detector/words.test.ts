import assert from 'node:assert/strict';
import { dayOf, number, span } from '../../../../domain/iot/detector/words.ts';

describe('words of a finding', () => {
  it('write a number with the digits that matter', () => {
    const written = [0, 0.00321, 0.5, 71.44, 1234.56, -8.004, 3.2e9].map(number);
    assert.deepEqual(written, ['0', '0.00321', '0.5', '71.4', '1235', '-8', '3.20e+9']);
  });

  it('write a length of time in the unit a person would use', () => {
    const written = [400, 45_000, 90_000, 3_600_000, 7_200_000, 86_400_000, 6 * 86_400_000].map(span);
    assert.deepEqual(written, [
      '1 second',
      '45 seconds',
      '2 minutes',
      '60 minutes',
      '2 hours',
      '24 hours',
      '6 days',
    ]);
  });

  it('write a day', () => {
    assert.equal(dayOf(Date.UTC(2026, 2, 12, 23)), '12 March');
  });
});
