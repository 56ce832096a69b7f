import assert from 'node:assert/strict';
import { card } from '../../../cards/card.ts';
import { gauge } from '../../../cards/iot/gauge.ts';
import { assertValidCard, textsOf } from '../../fixtures/cards.ts';

const drawn = (lies: 'below' | 'inside' | 'above') =>
  card([gauge({ value: '7.4', band: { low: '2.1', high: '3', lies } })]);

describe('a gauge', () => {
  it('has the value in the field where it lies', () => {
    assert.match(textsOf(drawn('above')).join(), /^below 2\.1,usual 2\.1 to 3,above 3,● 7\.4$/);
    assert.match(textsOf(drawn('below')).join(), /below 2\.1,● 7\.4/);
    assert.match(textsOf(drawn('inside')).join(), /usual 2\.1 to 3,● 7\.4/);
    for (const lies of ['above', 'below', 'inside'] as const) assertValidCard(drawn(lies));
  });

  it('says so while nothing is expected yet', () => {
    assert.match(textsOf(card([gauge({ value: '7.4', band: null })])).join(), /Now 7\.4 · still learning/);
  });
});
