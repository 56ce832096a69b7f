import assert from 'node:assert/strict';
import { refusals } from '../domain/refusals.ts';
import { roomOf } from './house/imports.ts';
import { lineAt, type Source } from './house/source.ts';
import { read, tree } from './house/tree.ts';

interface Row {
  readonly code: string;
  readonly status: number;
  readonly meaning: string;
  readonly remedy: string;
}

const rowsOf = (markdown: string): Row[] =>
  [...markdown.matchAll(/^\|\s*`([a-z][a-z0-9_.]*)`\s*\|\s*(\d{3})\s*\|([^|\n]*)\|([^|\n]*)\|/gm)].map(
    ([, code = '', status = '', meaning = '', remedy = '']) => ({
      code,
      status: Number(status),
      meaning: meaning.trim(),
      remedy: remedy.trim(),
    }),
  );

// Codes said at once: `new Refused('x')`, `refuse('x')`, `Refused.of('x')`.
function said(found: Source): { code: string; place: string }[] {
  return [...found.code.matchAll(/\b(?:Refused|refuse)(?:\.\w+)?\(\s*'([^']+)'/g)].map((match) => ({
    code: match[1] ?? '',
    place: `${found.path}:${lineAt(found.code, match.index)}`,
  }));
}

const product = (all: readonly Source[]): Source[] =>
  all.filter(({ path }) => path.endsWith('.ts') && !['tests', 'bench'].includes(roomOf(path)));

const missing = (wanted: Iterable<string>, there: Iterable<string>): string[] => {
  const known = new Set(there);
  return [...wanted].filter((code) => !known.has(code));
};

describe('the table of errors', () => {
  const codes = Object.keys(refusals);
  let rows: Row[] = [];
  let sources: Source[] = [];

  before(() => {
    rows = rowsOf(read('docs/errors.md'));
    sources = product(tree());
  });

  it('documents every refusal of the code and no other', () => {
    assert.deepEqual(
      missing(
        codes,
        rows.map(({ code }) => code),
      ),
      [],
      'docs/errors.md lacks these',
    );
    assert.deepEqual(
      missing(
        rows.map(({ code }) => code),
        codes,
      ),
      [],
      'domain/refusals.ts lacks these',
    );
  });

  it('tells the status that the code answers with', () => {
    const inCode = Object.fromEntries(Object.entries(refusals).map(([code, { status }]) => [code, status]));
    assert.deepEqual(Object.fromEntries(rows.map(({ code, status }) => [code, status])), inCode);
  });

  it('lists each code once, with its meaning and what to do', () => {
    assert.equal(new Set(rows.map(({ code }) => code)).size, rows.length);
    for (const { code, meaning, remedy } of rows) assert.ok(meaning !== '' && remedy !== '', code);
  });

  it('holds only stable codes and statuses of errors', () => {
    for (const [code, { status }] of Object.entries(refusals)) {
      assert.match(code, /^[a-z]+(?:_[a-z]+)*\.[a-z]+(?:_[a-z]+)*$/);
      assert.ok(status >= 400 && status <= 599, code);
    }
  });

  it('knows every refusal that the product says', () => {
    const unknown = sources.flatMap(said).filter(({ code }) => !Object.hasOwn(refusals, code));
    assert.deepEqual(unknown, []);
  });

  it('has no code that the product never says', () => {
    const spoken = sources
      .filter(({ path }) => path !== 'domain/refusals.ts')
      .map(({ code }) => code)
      .join('\n');
    assert.deepEqual(
      codes.filter((code) => !spoken.includes(`'${code}'`)),
      [],
      'nothing refuses with these: remove them, or refuse with them',
    );
  });
});

describe('reading the table of errors', () => {
  it('finds rows, and passes over the head', () => {
    const text =
      '| code | status | meaning | what to do |\n| --- | --- | --- | --- |\n| `case.gone` | 404 | No case. | Look again. |\n';
    assert.deepEqual(rowsOf(text), [
      { code: 'case.gone', status: 404, meaning: 'No case.', remedy: 'Look again.' },
    ]);
  });

  it('finds refusals in code and none in comments', () => {
    const text =
      "// new Refused('not.this')\nthrow new Refused('case.gone', { id });\nreturn refuse(\n  'case.other');\n";
    const found = said({ path: 'bot/cases.ts', text, code: text.replace(/\/\/.*/, ''), bare: text });
    assert.deepEqual(found, [
      { code: 'case.gone', place: 'bot/cases.ts:2' },
      { code: 'case.other', place: 'bot/cases.ts:3' },
    ]);
  });
});
