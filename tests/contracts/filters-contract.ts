import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Case } from '../../domain/cases/case.ts';
import { matches, pageOf } from '../../domain/matches.ts';
import type { Filter, Page } from '../../domain/table.ts';
import type { Commit } from '../../domain/unit.ts';
import { rowCase, rowMessage } from '../fixtures/store/rows.ts';

const asked = (commit: Commit, filter: Filter<Case>, page?: Page<Case>) =>
  commit(async (unit) => (await unit.cases.where(filter, page)).map(({ id }) => id));

const word = fc.constantFrom('', 'a', 'A', 'b', 'ab', 'Äb', '%', '_', 'ß', '\\', "'", 'Ω-', '日本');
const owner = fc.option(word);
const count = fc.option(fc.integer({ min: -2, max: 4 }));
const moment = fc.option(
  fc.integer({ min: 0, max: 4 }).map((hours) => new Date(Date.UTC(2026, 2, 1, hours, 0, 0, hours))),
);

const fields = { title: word, ownerId: owner, satisfaction: count, resolvedAt: moment, danger: fc.boolean() };
const operators = ['not', 'above', 'below', 'atLeast', 'atMost'] as const;
const condition = (value: fc.Arbitrary<unknown>) =>
  fc.oneof(
    value,
    value.map((one) => ({ not: one })),
    fc.tuple(fc.constantFrom(...operators), value).map(([operator, one]) => ({ [operator]: one })),
    fc.array(value, { maxLength: 3 }).map((some) => ({ in: some })),
  );
const text = word.chain((part) => fc.constantFrom({ contains: part }, { startsWith: part }));
const leaf = fc.oneof(
  ...Object.entries(fields).map(([field, value]) => condition(value).map((one) => ({ [field]: one }))),
  text.map((one) => ({ title: one })),
  text.map((one) => ({ ownerId: one })),
);
const { filter } = fc.letrec<{ filter: Filter<Case> }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small' },
    leaf as fc.Arbitrary<Filter<Case>>,
    ...(['any', 'all', 'none'] as const).map((group) =>
      fc.array(tie('filter'), { maxLength: 3 }).map((some) => ({ [group]: some }) as Filter<Case>),
    ),
  ),
}));
const order = fc.tuple(
  fc.constantFrom(...(Object.keys(fields) as (keyof Case & string)[])),
  fc.constantFrom('asc', 'desc'),
);
const page = fc.record(
  { orderBy: fc.array(order, { maxLength: 2 }), limit: fc.nat(8), offset: fc.nat(4) },
  { requiredKeys: [] },
) as fc.Arbitrary<Page<Case>>;

/** A store's own translation of filters agrees with their meaning. */
export function agreement(commit: () => Commit): void {
  it('answers random questions exactly as the meaning of filters says', async () => {
    const rows = fc
      .sample(fc.record(fields), { numRuns: 30, seed: 7 })
      .map((one, at) => rowCase(`p${String(at).padStart(2, '0')}`, { ...one, category: 'random' }));
    await commit()(async (unit) => {
      for (const row of rows) unit.cases.save(row);
    });
    await fc.assert(
      fc.asyncProperty(filter, page, async (some, cut) => {
        const all: Filter<Case> = { all: [{ category: 'random' }, some] };
        const expected = pageOf(
          rows.filter((row) => matches(row, some)),
          cut,
        );
        assert.deepEqual(
          await asked(commit(), all, cut),
          expected.map(({ id }) => id),
        );
        assert.equal(
          await commit()((unit) => unit.cases.count(all)),
          rows.filter((row) => matches(row, some)).length,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('keeps text that no database likes', async () => {
    await commit()(async (unit) => {
      unit.messages.save(
        rowMessage('hostile', {
          text: 'nul \u0000 half \ud800 end',
          files: [{ attachmentId: 'a', name: '\u0000\udc00', contentType: 'x', sizeBytes: 1 }],
        }),
      );
    });
    const kept = await commit()((unit) => unit.messages.get('hostile'));
    assert.match(kept.text, /^nul .+ half .+ end$/s);
    assert.equal(kept.files[0]?.attachmentId, 'a');
  });
}
