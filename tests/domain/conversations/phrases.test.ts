import assert from 'node:assert/strict';
import { type Phrase, phrase, phraseNames, spokenLanguage } from '../../../domain/conversations/phrases.ts';

const blanksIn = (name: Phrase, language: string): string[] => {
  const marked = new Proxy({}, { get: (_, blank) => `<${String(blank)}>` }) as Record<string, string>;
  return [...phrase(name, language, marked).matchAll(/<(\w+)>/g)].map(([, blank]) => blank!).sort();
};

describe('what the bot says on its own', () => {
  it('has the same blanks in every language', () => {
    for (const name of phraseNames)
      for (const language of ['de', 'es', 'fr'])
        assert.deepEqual(blanksIn(name, language), blanksIn(name, 'en'), `${name} in ${language}`);
  });

  it('answers in the customer language where it has the words, else in English', () => {
    assert.equal(spokenLanguage('de-AT'), 'de');
    assert.equal(spokenLanguage('ja'), 'en');
    assert.equal(spokenLanguage(null), 'en');
  });

  it('never reads a value as a blank', () => {
    assert.match(phrase('whichCase', 'en', { number: '{title}', title: 'x' }), /case \{title\}/);
  });
});
