import assert from 'node:assert/strict';
import { offerCard } from '../../cards/offers.ts';
import type { OfferState } from '../../domain/routing/offer.ts';
import { anOfferView } from '../fixtures/card-views.ts';
import { buttonsOf, press, textsOf } from '../fixtures/cards.ts';

describe('an offer', () => {
  it('says what it is about, why this agent, and until when as a clock time', () => {
    const said = textsOf(offerCard(anOfferView())).join('\n');
    for (const words of [
      'C-1042',
      'The AC on floor 3',
      'Clara Customer, Harbour Estates',
      'gold',
      'fewest cases',
      'Water runs',
    ])
      assert.ok(said.includes(words), words);
    assert.match(said, /Answer by 14:32 · you have 120 seconds/);
  });

  it('is accepted or declined with one press', () => {
    const card = offerCard(anOfferView());
    assert.deepEqual(press(card, 'offer.accept').data, { offerId: 'offer-1' });
    assert.deepEqual(press(card, 'offer.decline').data, { offerId: 'offer-1' });
  });

  it('says danger first', () => {
    assert.match(textsOf(offerCard(anOfferView({ danger: true }))).join('\n'), /Danger was reported/);
    assert.doesNotMatch(textsOf(offerCard(anOfferView())).join('\n'), /Danger/);
  });

  const endings: readonly (readonly [OfferState, RegExp])[] = [
    ['accepted', /You took it/],
    ['declined', /You declined/],
    ['timed-out', /Timed out at 14:32/],
    ['taken', /Taken by Ben\./],
    ['withdrawn', /Withdrawn/],
  ];
  for (const [state, words] of endings) {
    it(`says how it ended and has no buttons any more: ${state}`, () => {
      const card = offerCard(anOfferView({ state, takenBy: 'Ben' }));
      assert.match(textsOf(card).join('\n'), words);
      assert.deepEqual(buttonsOf(card), []);
    });
  }
});
