import assert from 'node:assert/strict';
import { fitWeights } from '../../../bench/knowledge/sentiment-fit.ts';
import { areaUnder, correlation, macroF1 } from '../../../bench/knowledge/sentiment-figures.ts';
import { ownLessons } from '../../../bench/knowledge/sentiment-lessons.ts';
import { buckets, featuresOf, measures } from '../../../knowledge/sentiment/features.ts';
import { languages } from '../../../knowledge/sentiment/lexicon.ts';
import { packed, unpacked, valenceBy, weightsOf } from '../../../knowledge/sentiment/model.ts';

const lesson = (text: string, valence: number) => ({ features: featuresOf(text, 'en'), valence, weight: 1 });

describe('the model of sentiment', () => {
  it('learns what the rules do not know', () => {
    const weights = fitWeights([lesson('the frobnicator hums', 3), lesson('the quux hums', -3)], 0.1);
    assert.ok(valenceBy(weights, featuresOf('frobnicator', 'en')) > 0.5);
    assert.ok(valenceBy(weights, featuresOf('quux', 'en')) < -0.5);
  });

  it('learns the same from the same', () => {
    const lessons = [lesson('the frobnicator hums', 3), lesson('a quux', -2)];
    assert.deepEqual(fitWeights(lessons, 1), fitWeights(lessons, 1));
  });

  it('is kept in a few bytes without losing its judgement', () => {
    const weights = fitWeights([lesson('the frobnicator hums', 3), lesson('the quux hums', -3)], 0.1);
    const features = featuresOf('a frobnicator', 'en');
    const kept = unpacked(packed(weights));
    assert.ok(Math.abs(valenceBy(kept, features) - valenceBy(weights, features)) < 0.05);
  });

  it('refuses weights of another size', () => {
    assert.throws(() => unpacked('1 2 3\nAAAA\n'), /train them anew/);
  });

  it('comes with weights and own sentences of each kind for every language it knows', () => {
    for (const language of languages) {
      assert.equal(weightsOf(language)?.length, measures + buckets, language);
      const own = ownLessons(language).filter(({ set }) => set === 'own');
      for (const sign of [-1, 0, 1])
        assert.ok(
          own.filter(({ valence }) => Math.sign(valence) === sign).length >= 20,
          `${language} ${sign}`,
        );
    }
    assert.equal(weightsOf('pl'), undefined);
  });
});

describe('the figures of sentiment', () => {
  it('know a perfect, a useless and a contrary judge', () => {
    assert.equal(correlation([1, 2, 3], [2, 4, 6]).toFixed(6), '1.000000');
    assert.equal(correlation([1, 2, 3], [3, 2, 1]).toFixed(6), '-1.000000');
    assert.equal(areaUnder([1, 2, 3, 4], [false, false, true, true]), 1);
    assert.equal(areaUnder([1, 1, 1, 1], [false, true, false, true]), 0.5);
    assert.equal(macroF1(['negative', 'neutral', 'positive'], ['negative', 'neutral', 'positive']), 1);
    assert.equal(macroF1(['neutral', 'neutral'], ['negative', 'positive']), 0);
  });
});
