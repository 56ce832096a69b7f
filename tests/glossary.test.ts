import assert from 'node:assert/strict';
import { roomOf } from './house/imports.ts';
import { matches, source } from './house/source.ts';
import { read, tree } from './house/tree.ts';

const law = [
  ...[
    'customer',
    'contact',
    'account',
    'case',
    'conversation',
    'session',
    'participant',
    'message',
    'channel',
  ],
  ...['queue', 'workstream', 'agent', 'supervisor', 'dispatcher', 'technician', 'resource', 'characteristic'],
  ...[
    'territory',
    'work order',
    'service task',
    'requirement',
    'booking',
    'travel time',
    'SLA',
    'KPI instance',
  ],
  ...[
    'entitlement',
    'agreement',
    'customer asset',
    'asset',
    'functional location',
    'warehouse',
    'stock',
    'journal',
  ],
  ...['device', 'reading', 'alert', 'article'],
];

const termsOf = (markdown: string): Map<string, string> =>
  new Map(
    [...markdown.matchAll(/^- \*\*([^*]+)\*\*: (.+)$/gm)].map(([, term = '', text = '']) => [term, text]),
  );

const rowsOf = (markdown: string): Map<string, string[]> =>
  new Map(
    [...markdown.matchAll(/^\|\s*`(\w+)`\s*\|([^|\n]+)\|/gm)].map(([, name = '', cell = '']) => [
      name,
      [...cell.matchAll(/`([^`]+)`/g)].map(([, value = '']) => value),
    ]),
  );

// The unions of plain words that the domain exports: `export type CaseState = 'active' | ...;`
const unionsOf = (code: string): [name: string, values: string[]][] =>
  [...code.matchAll(/^export type (\w+) =((?:\s*\|?\s*'[a-z-]+')+);/gm)].map(([, name = '', union = '']) => [
    name,
    [...union.matchAll(/'([a-z-]+)'/g)].map(([, value = '']) => value),
  ]);

describe('the glossary', () => {
  const text = read('docs/glossary.md');
  const terms = termsOf(text);
  const unions = new Map(
    tree()
      .filter(({ path }) => path.startsWith('domain/') && path.endsWith('.ts'))
      .flatMap(({ code }) => unionsOf(code)),
  );

  it('explains every word of the law in one sentence', () => {
    assert.deepEqual(
      law.filter((term) => !terms.has(term)),
      [],
    );
    for (const [term, sentence] of terms) assert.match(sentence, /^[A-Z][^.]+(?:\.[a-z][^.]+)*\.$/, term);
  });

  it('lists the states as the code has them', () => {
    const rows = rowsOf(text);
    assert.ok(rows.size > 0);
    for (const [name, values] of rows)
      assert.deepEqual(values, unions.get(name), `${name} in docs/glossary.md`);
  });

  it('lists every state that the code has', () => {
    const rows = rowsOf(text);
    const states = [...unions.keys()].filter((name) => name.endsWith('State'));
    assert.ok(states.length > 0);
    assert.deepEqual(
      states.filter((name) => !rows.has(name)),
      [],
    );
  });

  it('is kept: a case is called a case', () => {
    const other = new RegExp(`\\b${['tick', 'et'].join('')}(?:s|ing)?\\b`, 'gi');
    const found = tree()
      .filter(({ path }) => !/^demo\/articles-|^tests\/fixtures\//.test(path) && roomOf(path) !== '.ci')
      .flatMap((file) => matches(file, other, { view: 'text', what: (word) => word, mend: 'say case' }));
    assert.deepEqual(
      found.map(({ path, line, what, mend }) => `${path}:${line} says ${what}; mend: ${mend}`),
      [],
    );
  });
});

describe('reading the glossary', () => {
  it('finds terms, rows and unions', () => {
    assert.deepEqual([...termsOf('- **work order**: Work.\n- plain\n')], [['work order', 'Work.']]);
    assert.deepEqual([...rowsOf('| a | b |\n| `Mood` | `good`, `bad` |\n')], [['Mood', ['good', 'bad']]]);
    const { code } = source(
      'domain/mood.ts',
      "export type Mood =\n  | 'good'\n  | 'so-so';\nexport type Size = Mood;\n",
    );
    assert.deepEqual(unionsOf(code), [['Mood', ['good', 'so-so']]]);
  });
});
