import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

const fieldline = (args: readonly string[], input: string) => {
  const done = spawnSync('bin/fieldline', ['sentiment', ...args], { encoding: 'utf8', input });
  return { code: done.status, error: done.stderr, said: done.stdout };
};

describe('fieldline sentiment', () => {
  it('answers each message in order, with its level, valence and language', () => {
    const { code, said } = fieldline(
      [],
      [
        '{"id":"a","text":"Thank you, that was wonderful!"}',
        '{"id":"b","text":"Furchtbar, es ist schon wieder kaputt","lang":"de"}',
        '{"id":"c","text":"Where is the valve?","lang":null}',
      ].join('\n'),
    );
    assert.equal(code, 0);
    const answers = said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      answers.map(({ id, lang }) => [id, lang]),
      [
        ['a', 'en'],
        ['b', 'de'],
        ['c', 'en'],
      ],
    );
    assert.match(answers[0].level, /positive/);
    assert.match(answers[1].level, /negative/);
    assert.equal(answers[2].level, 'neutral');
    assert.ok(answers[0].valence > 0.5 && answers[1].valence < -0.5);
  });

  it('refuses a bad line with its place', () => {
    const { code, error } = fieldline([], '{"id":"a","text":"fine"}\n{"id":"b"}\n');
    assert.equal(code, 2);
    assert.match(error, /^fieldline: standard input line 2: text: [^\n]+\n$/);
  });

  it('tells what it reads and prints', () => {
    const { code, said } = fieldline(['--help'], '');
    assert.equal(code, 0);
    assert.match(said, /"valence"/);
  });
});
