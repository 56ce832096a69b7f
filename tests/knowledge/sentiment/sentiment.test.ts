import assert from 'node:assert/strict';
import { sentimentOf } from '../../../knowledge/sentiment/sentiment.ts';

const sign = (text: string, language?: string): number => {
  const { level } = sentimentOf(text, language);
  return level.includes('negative') ? -1 : level.includes('positive') ? 1 : 0;
};

describe('sentimentOf', () => {
  const said: readonly (readonly [language: string, good: string, plain: string, bad: string])[] = [
    [
      'en',
      'Thank you so much, the engineer was wonderful!',
      'Where is the meter?',
      'Nobody came and I am furious.',
    ],
    ['es', 'Muchas gracias, todo perfecto', 'Dónde está el contador?', 'Es horrible, nadie responde'],
    ['de', 'Vielen Dank, alles super gelaufen!', 'Wo ist der Zähler?', 'Furchtbar, niemand geht ans Telefon'],
    [
      'fr',
      'Merci beaucoup, travail impeccable',
      'Où se trouve le compteur ?',
      'C’est lamentable, personne ne répond',
    ],
    [
      'ja',
      'とても親切で助かりました。ありがとう！',
      'メーターはどこですか。',
      '最悪です。すぐに壊れました。',
    ],
  ];
  for (const [language, good, plain, bad] of said)
    it(`tells good from plain from bad in ${language}`, () => {
      assert.deepEqual(
        [good, plain, bad].map((text) => sign(text, language)),
        [1, 0, -1],
      );
    });

  it('finds the language of a message that names none', () => {
    assert.deepEqual(
      said.map(([, good]) => sentimentOf(good).lang),
      said.map(([language]) => language),
    );
  });

  it('knows the language of a text without small words by the words it knows', () => {
    assert.deepEqual(sentimentOf('awesome service').lang, 'en');
    assert.equal(sign('awesome service'), 1);
  });

  it('takes a tag with a region for its language', () => {
    assert.equal(sentimentOf('Das ist schlecht', 'de-AT').lang, 'de');
  });

  it('hears only faces in a language without a list', () => {
    assert.deepEqual(sentimentOf('To jest wiadomość', 'pl'), { level: 'neutral', valence: 0, lang: 'pl' });
    assert.equal(sign('To jest wiadomość 😡😡', 'pl'), -1);
  });

  it('finds nothing in nothing', () => {
    assert.deepEqual(sentimentOf('', 'en'), { level: 'neutral', valence: 0, lang: 'en' });
    assert.deepEqual(sentimentOf('  '), { level: 'neutral', valence: 0, lang: 'und' });
    assert.equal(sentimentOf('https://example.org/love', 'en').valence, 0);
  });

  it('stays within -4 and 4 however much is said', () => {
    const { valence, level } = sentimentOf(
      'AMAZING!!! I love love love it, best best best 😍😍😍 '.repeat(40),
      'en',
    );
    assert.ok(valence <= 4);
    assert.equal(level, 'very positive');
  });

  it('turns with a negation', () => {
    assert.ok(
      sentimentOf('The repair was good', 'en').valence > sentimentOf('The repair was not good', 'en').valence,
    );
    assert.ok(
      sentimentOf('Das gefällt mir', 'de').valence > sentimentOf('Das gefällt mir nicht', 'de').valence,
    );
  });

  it('says the same of the same text every time', () => {
    assert.deepEqual(sentimentOf('It broke again!', 'en'), sentimentOf('It broke again!', 'en'));
  });

  it('is not slowed down by a text made to be slow', () => {
    const begun = process.cpuUsage();
    for (const text of [
      ':-'.repeat(50_000),
      '#'.repeat(100_000),
      'a’'.repeat(50_000),
      '('.repeat(100_000),
      'ん'.repeat(100_000),
    ])
      assert.ok(Number.isFinite(sentimentOf(text).valence));
    assert.ok(process.cpuUsage(begun).user < 2_000_000);
  });
});
