import assert from 'node:assert/strict';
import { lexiconFrom } from '../../../knowledge/sentiment/lexicon.ts';
import { splitRuns } from '../../../knowledge/sentiment/runs.ts';
import { weigh } from '../../../knowledge/sentiment/rules.ts';
import { tokensOf } from '../../../knowledge/sentiment/tokens.ts';

const lexicon = lexiconFrom(
  [
    '# a small language',
    'not: not never',
    'after: nicht',
    'next: ない',
    'very: very super',
    'little: slightly',
    'but: but',
    '2: good super on_time gefallt 便利',
    '-2: bad broke* late',
    '3: 😍 :)',
  ].join('\n'),
);
const worth = (text: string, language = 'en'): number =>
  weigh(splitRuns(tokensOf(text, language), language, lexicon), lexicon).worths.reduce(
    (sum, each) => sum + each,
    0,
  );

describe('the rules of sentiment', () => {
  it('add what words, stems, faces and entries of several words are worth', () => {
    assert.equal(worth('good'), 2);
    assert.equal(worth('it is broken'), -2);
    assert.equal(worth('they came on time'), 2);
    assert.equal(worth('😍 :)'), 6);
  });

  it('turn what follows a negation in the same clause', () => {
    assert.ok(worth('not good') < 0);
    assert.ok(worth('never very good') < 0);
    assert.equal(worth('not today, good'), 2);
  });

  it('turn what stands before a negation where a language puts it there', () => {
    assert.ok(worth('das gefällt mir nicht', 'de') < 0);
    assert.ok(worth('便利ではない', 'ja') > 0, 'nothing known stands right before it');
    assert.ok(worth('便利ない', 'ja') < 0);
  });

  it('weigh by the words around', () => {
    assert.ok(worth('very good') > worth('good'));
    assert.ok(worth('slightly good') < worth('good'));
    assert.ok(worth('that is GOOD') > worth('that is good'));
    assert.ok(worth('gooood') > worth('good'));
    assert.equal(worth('super'), 2);
    assert.ok(worth('super good') < 2 * worth('good'), 'it only makes stronger');
  });

  it('count what stands after "but" more than what stands before it', () => {
    assert.ok(worth('good but late') < 0);
    assert.ok(worth('late but good') > 0);
  });

  it('read words grown together in a hashtag', () => {
    assert.equal(worth('#goodday'), 2);
  });

  it('leave out addresses and accounts', () => {
    assert.equal(worth('@good https://good.example/good good@bad.example'), 0);
  });
});

describe('tokensOf', () => {
  it('keeps English contractions of not, and parts French ones', () => {
    const words = (text: string, language: string) => tokensOf(text, language).map(({ text: word }) => word);
    assert.deepEqual(words("I can't, he'll", 'en'), ['i', 'cant', ',', 'he']);
    assert.deepEqual(words('j’aime', 'fr'), ['j', 'aime']);
  });

  it('reads escaped signs as what they stand for', () => {
    assert.deepEqual(
      tokensOf('&lt;3', 'en').map(({ kind }) => kind),
      ['face'],
    );
  });
});
