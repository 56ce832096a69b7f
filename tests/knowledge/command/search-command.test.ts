import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'fieldline-search-'));
const file = (name: string, lines: readonly (object | string)[]): string => {
  const path = join(folder, name);
  writeFileSync(
    path,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return path;
};
const fieldline = (args: readonly string[], env: Record<string, string> = {}) => {
  const done = spawnSync('bin/fieldline', args, { encoding: 'utf8', env: { ...process.env, ...env } });
  const said = done.stdout.split('\n').filter(Boolean);
  return { code: done.status, error: done.stderr, said, answers: () => said.map((line) => JSON.parse(line)) };
};
const articles = file('articles.jsonl', [
  { id: 'leak', title: 'The AC leaks', body: 'Switch it off. Put a bucket under it.', product: 'B1000' },
  { id: 'leak-2', title: 'The AC leaks', body: 'Call us.', product: 'Z9' },
  { id: 'bill', title: 'Reading your invoice', body: 'The date is at the top.', category: 'billing' },
  { id: 'heizung', title: 'Die Heizung ist kalt', body: 'Drehen Sie das Ventil auf.' },
]);
const queries = file('queries.jsonl', [
  { id: 'q1', text: 'my ac is leaking', product: 'Z9' },
  { id: 'q2', text: 'Warum ist die Heizung so kalt?' },
  { id: 'q3', text: 'zeppelin' },
]);

describe('fieldline search', () => {
  it('answers each query in order, by product and in its language', () => {
    const { code, answers } = fieldline(['search', '--articles', articles, '--queries', queries, '--timing']);
    assert.equal(code, 0);
    const found = answers();
    assert.deepEqual(
      found.map(({ id, results }) => [id, results[0]?.article]),
      [
        ['q1', 'leak-2'],
        ['q2', 'heizung'],
        ['q3', undefined],
      ],
    );
    assert.equal(found[0].results[0].passage, 'Call us.');
    assert.ok(found.every(({ ms }) => ms >= 0));
  });

  it('gives no more than asked for', () => {
    const { answers } = fieldline(['search', '--articles', articles, '--queries', queries, '--top', '1']);
    assert.deepEqual(
      answers().map(({ results }) => results.length),
      [1, 1, 0],
    );
    assert.equal(answers()[0].ms, undefined);
  });

  it('takes any id, an empty article, and a language that is none', () => {
    const odd = file('odd.jsonl', [
      { id: '__proto__', title: 'Boiler leaks', body: 'Close the valve.', lang: null },
      { id: 'empty', lang: '' },
      { id: 'constructor', title: '', body: 'A constructor set.', lang: 'constructor' },
    ]);
    const asked = file('odd-queries.jsonl', [
      { id: 'q1', text: 'boiler \ud800 leak', product: 'the of' },
      { id: 'q2', text: 'constructor set', lang: '__proto__' },
      { id: 'q3', text: 'the and of' },
      { id: 'q4', text: '?! \u{1F4A7}' },
    ]);
    const { code, answers } = fieldline([
      'search',
      '--articles',
      odd,
      '--queries',
      asked,
      '--top',
      '999999999',
    ]);
    assert.equal(code, 0);
    assert.deepEqual(
      answers().map(({ results }) => results.map(({ article }: { article: string }) => article)),
      [['__proto__'], ['constructor'], [], []],
    );
  });

  it('quotes fewer than 2,000 characters and tears none', () => {
    const long = file('long.jsonl', [{ id: 'a', text: `pump ${'\u{1F4A7}'.repeat(3_000)}` }]);
    const asked = file('long-queries.jsonl', [{ id: 'q', text: 'pump' }]);
    const [found] = fieldline(['similar', '--texts', long, '--queries', asked]).answers();
    assert.ok(found.results[0].passage.length < 2_000);
    assert.ok(found.results[0].passage.isWellFormed());
  });

  it('ends in peace when its reader has seen enough', () => {
    const many = file(
      'many.jsonl',
      Array.from({ length: 5_000 }, (_, at) => ({ id: `${at}`, text: 'leak' })),
    );
    const shell = 'set -o pipefail; bin/fieldline search --articles "$A" --queries "$Q" | head -n 1; echo $?';
    const env = { ...process.env, A: articles, Q: many };
    const done = spawnSync('bash', ['-c', shell], { encoding: 'utf8', env });
    assert.match(done.stdout, /^\{"id":"0".*\n0\n$/);
    assert.equal(done.stderr.replace(/^npm warn.*\n/gm, ''), '');
  });

  it('is no command because an object has it', () => {
    for (const name of ['toString', 'constructor', '__proto__']) {
      const { code, error } = fieldline([name]);
      assert.equal(code, 2, name);
      assert.match(error, /there is no command/);
    }
  });

  const refusals: readonly (readonly [why: string, args: readonly string[], said: RegExp])[] = [
    ['no articles are named', ['search', '--queries', queries], /--articles: name a file/],
    [
      'a file is not there',
      ['search', '--articles', join(folder, 'none'), '--queries', queries],
      /none cannot be read/,
    ],
    [
      'a line is no JSON',
      ['search', '--articles', file('torn.jsonl', [{ id: 'a' }, '{"id":']), '--queries', queries],
      /torn.jsonl line 2 is no JSON/,
    ],
    [
      'a field is missing',
      ['search', '--articles', file('bare.jsonl', [{ title: 'x' }]), '--queries', queries],
      /bare.jsonl line 1: id: /,
    ],
    [
      'an id is there twice',
      [
        'similar',
        '--texts',
        file('twice.jsonl', [
          { id: 'a', text: 'x' },
          { id: 'a', text: 'y' },
        ]),
        '--queries',
        queries,
      ],
      /the id "a" is there twice/,
    ],
    [
      'both files are standard input',
      ['search', '--articles', '-', '--queries', '-'],
      /--queries: standard input can be read once/,
    ],
    [
      'the number is none',
      ['search', '--articles', articles, '--queries', queries, '--top', '0'],
      /--top: a whole number of at least 1; it is "0"/,
    ],
    [
      'the encoder is unknown',
      ['similar', '--texts', queries, '--queries', queries, '--encoder', 'best'],
      /--encoder: none, package or openai/,
    ],
    ['an option is unknown', ['search', '--artikles', articles], /artikles/],
  ];
  for (const [why, args, said] of refusals)
    it(`refuses in one line when ${why}`, () => {
      const { code, error } = fieldline(args);
      assert.equal(code, 2);
      assert.match(error, said);
      assert.equal(error.trim().split('\n').length, 1, error);
    });

  it('names the setting that an encoder lacks', () => {
    const { code, error } = fieldline(
      ['similar', '--texts', queries, '--queries', queries, '--encoder', 'openai'],
      { OPENAI_API_KEY: '', AZURE_OPENAI_ENDPOINT: '', AZURE_OPENAI_API_KEY: '' },
    );
    assert.equal(code, 2);
    assert.match(error, /OPENAI_API_KEY: set it/);
  });
});

after(() => rmSync(folder, { recursive: true }));

describe('fieldline similar', () => {
  it('finds the texts that say the same, with the encoder of the package too', () => {
    const texts = file('texts.jsonl', [
      { id: 'card', text: 'My card has not come yet' },
      { id: 'fee', text: 'Why did I pay a fee?' },
    ]);
    const asked = file('asked.jsonl', [{ id: 'q', text: 'the card did not arrive', lang: 'en' }]);
    for (const encoder of ['none', 'package']) {
      const { answers } = fieldline(['similar', '--texts', texts, '--queries', asked, '--encoder', encoder]);
      assert.equal(answers()[0].results[0].article, 'card', encoder);
    }
  }).timeout(30_000);
});
