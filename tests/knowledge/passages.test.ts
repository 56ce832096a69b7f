import assert from 'node:assert/strict';
import { bestSentences, passagesOf, plainText } from '../../knowledge/passages.ts';

describe('passages', () => {
  it('are plain sentences under their heading, list items one by one', () => {
    const body =
      '# Drips\n\nSwitch it **off**. Wait.\n\n## Then\n\n1. Look at the [filter](https://example.org).\n2. Call us.';
    assert.deepEqual(passagesOf(body, 'en'), [
      { heading: 'Drips', sentences: ['Switch it off.', 'Wait.'] },
      { heading: 'Then', sentences: ['Look at the filter.', 'Call us.'] },
    ]);
  });

  it('join lines that only wrap and keep a figure in its sentence', () => {
    const [passage] = passagesOf('Fill it to 1.5 bar,\nthen close the valve.', 'en');
    assert.deepEqual(passage?.sentences, ['Fill it to 1.5 bar, then close the valve.']);
  });

  it('read a table row as a sentence and skip its rule', () => {
    const [passage] = passagesOf('| Amount | Who |\n| --- | --- |\n| up to 100 | nobody |', 'en');
    assert.deepEqual(passage?.sentences, ['Amount, Who', 'up to 100, nobody']);
  });

  it('stay short in a long text, whole sentences each', () => {
    const long = Array.from({ length: 60 }, (_, at) => `Sentence ${at} has exactly six words.`).join(' ');
    const passages = passagesOf(long, 'en');
    assert.ok(passages.length >= 3);
    for (const { sentences } of passages) assert.ok(sentences.join(' ').split(' ').length <= 110);
    assert.equal(passages.flatMap(({ sentences }) => sentences).join(' '), long);
  });

  it('are none for an empty body', () => {
    assert.deepEqual(passagesOf(' \n\n', 'en'), []);
  });

  it('end Japanese sentences at their own stop', () => {
    assert.equal(passagesOf('電源を切ってください。十分待ちます。', 'ja')[0]?.sentences.length, 2);
  });

  it('keep signs that are no Markdown', () => {
    assert.equal(plainText('5 * 3 < 20 and a_b'), '5 * 3 < 20 and a_b');
  });

  it('quote the three neighbours that weigh most, the first of equals', () => {
    assert.equal(bestSentences(['a.', 'b.', 'c.', 'd.', 'e.'], [0, 0, 1, 5, 1]), 'c. d. e.');
    assert.equal(bestSentences(['a.', 'b.', 'c.', 'd.'], [0, 0, 0, 0]), 'a. b. c.');
    assert.equal(bestSentences(['only.'], [1]), 'only.');
  });

  it('quote fewer sentences when they are long', () => {
    const long = `${'word '.repeat(60).trim()}.`;
    assert.equal(bestSentences([long, long, long], [1, 1, 1]), long);
  });
});
