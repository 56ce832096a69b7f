import assert from 'node:assert/strict';
import fc from 'fast-check';
import { summariseDialogue } from '../../../knowledge/summaries/summarise-dialogue.ts';

const dialogue = (lines: readonly string[]) =>
  lines.map((line, at) => {
    const [from = '', text = ''] = line.split(': ');
    return { id: `m${at}`, from, text };
  });
const call = dialogue([
  'Mia: Hello, good morning.',
  'Tom: Good morning, how can I help?',
  'Mia: I need a technician, the boiler in my kitchen leaks water.',
  'Tom: Oh dear. Is the boiler leaking much water?',
  'Mia: Yes, the whole kitchen is wet.',
  'Tom: We will send a technician to your kitchen at noon.',
  'Mia: Thank you.',
]);

describe('the summary of a dialogue', () => {
  it('tells what is wanted and what was promised, in its order, each with its message', () => {
    const told = summariseDialogue(call);
    assert.deepEqual(
      told.map(({ sources }) => sources),
      [['m2'], ['m5']],
    );
    assert.equal(told[0]?.text, "Mia needs a technician, the boiler in Mia's kitchen leaks water.");
    assert.equal(told[1]?.text, "Tom says they will send a technician to Mia's kitchen at noon.");
  });

  it('quotes languages it cannot tell in the third person', () => {
    const told = summariseDialogue(
      dialogue([
        'Mia: Guten Tag, meine Heizung ist kalt und tropft.',
        'Tom: Wir schicken morgen einen Techniker.',
      ]),
    );
    assert.equal(told[0]?.text, 'Mia: Guten Tag, meine Heizung ist kalt und tropft.');
    assert.deepEqual(told[0]?.sources, ['m0']);
  });

  it('chooses in Japanese too, where words are not spaced', () => {
    const told = summariseDialogue(
      dialogue([
        '田中: おはようございます。',
        '係: ご用件をどうぞ。',
        '田中: 三日前からキッチンのボイラーが水漏れしています。',
        '係: 明日の正午に技術者がキッチンのボイラーを修理に伺います。',
      ]),
    );
    assert.deepEqual(
      told.map(({ sources }) => sources),
      [['m2'], ['m3']],
    );
  });

  it('quotes the message that is in another language than the rest', () => {
    const told = summariseDialogue(
      dialogue([
        'Mia: Hola, me gusta mi caldera pero está rota y necesito ayuda.',
        'Tom: We will send you a technician to your house tomorrow at noon.',
      ]),
    );
    assert.equal(told[0]?.text, 'Mia: Hola, me gusta mi caldera pero está rota y necesito ayuda.');
    assert.equal(told[1]?.text, "Tom says they will send Mia a technician to Mia's house tomorrow at noon.");
  });

  it('does not end a sentence at an abbreviation', () => {
    const told = summariseDialogue(
      dialogue(['Mia: I spoke to Mr. Smith about order No. 5 yesterday.', 'Tom: Okay.']),
    );
    assert.equal(told[0]?.text, 'Mia spoke to Mr. Smith about order No. 5 yesterday.');
  });

  it('takes no longer for texts made to be slow', () => {
    for (const text of ['no, '.repeat(250_000), `a${' ?!.'.repeat(250_000)}a`, 'Mr. A '.repeat(150_000)]) {
      const begun = process.cpuUsage();
      const [first] = summariseDialogue(dialogue([`Mia: ${text}`, 'Tom: Okay.']));
      assert.ok(first && first.text.length < 1_000);
      assert.ok(process.cpuUsage(begun).user < 3_000_000, text.slice(0, 20));
    }
  });

  it('falls back to the first message where nothing else says something', () => {
    assert.deepEqual(summariseDialogue(dialogue(['Mia: Hi!', 'Tom: Hello.'])), [
      { text: 'Mia: Hi!', sources: ['m0'] },
    ]);
  });

  it('grows slowly with the dialogue', () => {
    const long = Array.from(
      { length: 60 },
      (_, at) => `${at % 2 ? 'Tom' : 'Mia'}: I want part number ${at} of the list number ${at * 7}.`,
    );
    assert.equal(summariseDialogue(dialogue(long)).length, 5);
  });

  it('says no word that is in no message, whatever is written', () => {
    const word = fc.constantFrom(
      'I',
      'you',
      'pump',
      'leaks',
      "don't",
      'we',
      'price',
      '12',
      'Monday',
      '$&',
      'will',
      'need',
      'my',
      '?',
    );
    const line = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const messages = lines.map((text, at) => ({ id: `m${at}`, from: at % 2 ? 'Tom' : 'Mia', text }));
        for (const { text, sources } of summariseDialogue(messages)) {
          const source = messages.find(({ id }) => id === sources[0]);
          assert.ok(source);
          const facts = text.match(/\b(?:12|Monday|pump|price)\b/g) ?? [];
          for (const fact of facts) assert.ok(source.text.includes(fact), text);
        }
      }),
    );
  });
});
