import assert from 'node:assert/strict';
import { baseLanguage, fold, termsOf, wordsOf } from '../../../knowledge/language/analyser.ts';
import { stem } from '../../../knowledge/language/stemmers.ts';

const terms = (text: string, language = 'en') =>
  termsOf(wordsOf(text, language), language).map(({ term }) => term);

describe('the analyser', () => {
  it('folds case, accents and ligatures to the same letters', () => {
    assert.equal(fold('Tür ÉCOLE Straße œuvre'), 'tur ecole strasse oeuvre');
  });

  it('keeps the voicing marks of Japanese, which change the word', () => {
    assert.notEqual(fold('が'), fold('か'));
  });

  it('brings the forms of an English word together', () => {
    for (const word of ['leaks', 'leaked', 'leaking']) assert.equal(stem(word, 'en'), 'leak');
    assert.equal(stem('dripping', 'en'), stem('drips', 'en'));
    assert.equal(stem('charging', 'en'), stem('charge', 'en'));
    assert.equal(stem('batteries', 'en'), stem('battery', 'en'));
    assert.equal(stem('closes', 'en'), stem('closing', 'en'));
  });

  it('leaves short words and words that only look inflected alone', () => {
    for (const word of ['gas', 'string', 'speed', 'glass']) assert.equal(stem(word, 'en'), word);
  });

  it('brings the forms of German, Spanish and French words together', () => {
    assert.equal(stem('tropft', 'de'), stem('tropfen', 'de'));
    assert.equal(stem('heizungen', 'de'), stem('heizung', 'de'));
    assert.equal(stem('gotean', 'es'), stem('goteando', 'es'));
    assert.equal(stem('ascensores', 'es'), stem('ascensor', 'es'));
    assert.equal(stem('bloquees', 'fr'), stem('bloquer', 'fr'));
  });

  it('reads German written without umlauts as if they were there', () => {
    assert.deepEqual(wordsOf('Tuer oeffnen, neue Feuerwehr', 'de'), ['tur', 'offnen', 'neue', 'feuerwehr']);
  });

  it('drops small words and courtesies, so that a greeting asks for nothing', () => {
    assert.deepEqual(terms('Hello, how are you? Thanks!'), []);
    assert.deepEqual(terms('Guten Tag', 'de'), []);
    assert.deepEqual(terms("Bonjour, qu'est-ce que c'est ?", 'fr'), []);
  });

  it('takes all names of a thing for one, phrases before their words', () => {
    for (const name of ['AC', 'A/C', 'aircon', 'air-conditioning', 'air conditioner'])
      assert.deepEqual(terms(name), terms('air con'), name);
    assert.deepEqual(terms('the elevator is out of order'), terms('lift not working'));
    assert.deepEqual(terms('Fahrstuhl', 'de'), terms('Aufzug', 'de'));
  });

  it('remembers the words a term was written as', () => {
    assert.deepEqual(termsOf(wordsOf('Air Conditioner leaks', 'en'), 'en'), [
      { term: 'aircon', words: 'air conditioner' },
      { term: 'leak', words: 'leaks' },
    ]);
  });

  it('cuts Japanese and Chinese, which write no spaces, into words', () => {
    assert.ok(wordsOf('エアコンから水が漏れています', 'ja').includes('水'));
    assert.ok(wordsOf('空调漏水了', 'zh').length > 1);
  });

  it('takes an unknown language word by word', () => {
    assert.deepEqual(terms('Klimatyzacja przecieka', 'pl'), ['klimatyzacja', 'przecieka']);
  });

  it('reduces a language tag to its language', () => {
    assert.equal(baseLanguage('en-GB'), 'en');
    assert.equal(baseLanguage('PT_br'), 'pt');
    for (const tag of ['', 'x!', '__proto__', 'constructor', 'english'])
      assert.equal(baseLanguage(tag), 'und', tag);
  });
});
