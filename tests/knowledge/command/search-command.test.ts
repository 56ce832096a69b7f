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
