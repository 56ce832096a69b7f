import assert from 'node:assert/strict';
import type { Case } from '../../domain/cases/case.ts';
import { Refused } from '../../domain/refusals.ts';
import type { Filter, Page } from '../../domain/table.ts';
import type { Commit } from '../../domain/unit.ts';
import { rowCase, rowConversation, rowQueueItem } from '../fixtures/store/rows.ts';
import { agreement } from './filters-contract.ts';

/** A store under test: a way to commit, and a way to be rid of it. */
export interface StoreUnderTest {
  readonly commit: Commit;
  drop(): Promise<void>;
}

const asked = (commit: Commit, filter: Filter<Case>, page?: Page<Case>) =>
  commit(async (unit) => (await unit.cases.where(filter, page)).map(({ id }) => id));

/** What every table promises, whichever engine it lives on. */
export function storeContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`a store on ${name}`, () => {
    let store: StoreUnderTest;
    let commit: Commit;
    before(async () => {
      store = await open();
      commit = store.commit;
    });
    after(() => store.drop());

    records(() => commit);
    questions(() => commit);
    staged(() => commit);
    agreement(() => commit);
  });
}

function records(commit: () => Commit): void {
  it('gives back every kind of value as it was saved', async () => {
    const conversation = rowConversation('whole', {
      dialogue: { at: 'offered-article', question: 'Wie geht’s? 🙂', articleId: 'a', others: ['b', 'c'] },
      lastCustomerAt: new Date('1999-12-31T23:59:59.999Z'),
    });
    const found = rowCase('whole', {
      danger: true,
      satisfaction: 5,
      respondBy: new Date('2031-01-01T00:00:00.001Z'),
    });
    const item = rowQueueItem('whole', {
      characteristics: [{ id: 'hvac', rating: 3 }],
      declines: { 'agent-1': 2 },
    });
    await commit()(async (unit) => {
      unit.conversations.save(conversation);
      unit.cases.save(found);
      unit.queueItems.save(item);
    });
    await commit()(async (unit) => {
      assert.deepEqual(await unit.conversations.get('whole'), { ...conversation, version: 1 });
      assert.deepEqual(await unit.cases.get('whole'), { ...found, version: 1 });
      assert.deepEqual(await unit.queueItems.get('whole'), { ...item, version: 1 });
    });
  });

  it('raises the version by one at each save, and says so at once', async () => {
    const first = await commit()(async (unit) => unit.cases.save(rowCase('version')));
    const second = await commit()(async (unit) => {
      const once = unit.cases.save({ ...(await unit.cases.get('version')), title: 'once' });
      return unit.cases.save({ ...once, title: 'twice' });
    });
    const stored = await commit()((unit) => unit.cases.get('version'));
    assert.deepEqual([first.version, second.version, stored.version, stored.title], [1, 2, 2, 'twice']);
  });

  it('refuses to get what is not there, and finds nothing', async () => {
    assert.equal(await commit()((unit) => unit.cases.find('nowhere')), undefined);
    await assert.rejects(
      commit()((unit) => unit.cases.get('nowhere')),
      (error: Refused) => error.code === 'record.not_found',
    );
  });

  it('removes records, and what was made and removed at once never was', async () => {
    await commit()(async (unit) => unit.cases.save(rowCase('gone')));
    await commit()(async (unit) => {
      unit.cases.remove(await unit.cases.get('gone'));
      unit.cases.remove(unit.cases.save(rowCase('never')));
    });
    assert.deepEqual(await asked(commit(), { id: { in: ['gone', 'never'] } }), []);
  });

  it('refuses to make what is already there', async () => {
    await commit()(async (unit) => unit.cases.save(rowCase('twice')));
    await assert.rejects(
      commit()(async (unit) => unit.cases.save(rowCase('twice'))),
      (error: Refused) => error instanceof Refused && error.code === 'record.conflict',
    );
  });
}

function questions(commit: () => Commit): void {
  before(() =>
    commit()(async (unit) => {
      const words = ['Straße 100%', 'a_b', 'ÉCLAIR', "o'clock \\ %", ''];
      for (const [at, title] of words.entries())
        unit.cases.save(
          rowCase(`q${at}`, {
            title,
            category: 'asked',
            ownerId: at % 2 === 0 ? null : `agent-${at}`,
            satisfaction: at === 4 ? null : at,
            resolvedAt: at < 2 ? null : new Date(`2026-03-0${at}T00:00:00Z`),
          }),
        );
    }),
  );
  const among = (filter: Filter<Case>): Filter<Case> => ({ all: [{ category: 'asked' }, filter] });

  it('finds parts of text without regard to capitals, and takes signs of SQL for what they are', async () => {
    assert.deepEqual(await asked(commit(), among({ title: { contains: 'éclair' } })), ['q2']);
    assert.deepEqual(await asked(commit(), among({ title: { contains: '%' } })), ['q0', 'q3']);
    assert.deepEqual(await asked(commit(), among({ title: { contains: '_' } })), ['q1']);
    assert.deepEqual(await asked(commit(), among({ title: { startsWith: 'STRAS' } })), []);
    assert.deepEqual(await asked(commit(), among({ title: { startsWith: 'STRAß' } })), ['q0']);
    assert.deepEqual(await asked(commit(), among({ title: { contains: "'CLOCK \\" } })), ['q3']);
    assert.deepEqual(await asked(commit(), among({ title: { startsWith: '' } })), [
      'q0',
      'q1',
      'q2',
      'q3',
      'q4',
    ]);
  });

  it('knows nothing from something', async () => {
    assert.deepEqual(await asked(commit(), among({ ownerId: null })), ['q0', 'q2', 'q4']);
    assert.deepEqual(await asked(commit(), among({ ownerId: { not: null } })), ['q1', 'q3']);
    assert.deepEqual(await asked(commit(), among({ ownerId: { not: 'agent-1' } })), ['q0', 'q2', 'q3', 'q4']);
    assert.deepEqual(await asked(commit(), among({ none: [{ ownerId: 'agent-1' }] })), [
      'q0',
      'q2',
      'q3',
      'q4',
    ]);
    assert.deepEqual(await asked(commit(), among({ ownerId: { in: ['agent-3', null] } })), [
      'q0',
      'q2',
      'q3',
      'q4',
    ]);
    assert.deepEqual(await asked(commit(), among({ ownerId: { in: [] } })), []);
    assert.deepEqual(await asked(commit(), among({ none: [{ satisfaction: { above: 1 } }] })), [
      'q0',
      'q1',
      'q4',
    ]);
  });

  it('orders with nothing before something and cuts pages that neither repeat nor skip', async () => {
    const by = (direction: 'asc' | 'desc', rest: Page<Case> = {}) =>
      asked(commit(), { category: 'asked' }, { orderBy: [['resolvedAt', direction]], ...rest });
    assert.deepEqual(await by('asc'), ['q0', 'q1', 'q2', 'q3', 'q4']);
    assert.deepEqual(await by('desc'), ['q4', 'q3', 'q2', 'q0', 'q1']);
    assert.deepEqual(await by('desc', { limit: 2, offset: 1 }), ['q3', 'q2']);
    assert.deepEqual(await by('asc', { offset: 3 }), ['q3', 'q4']);
    assert.deepEqual(await by('asc', { limit: 0 }), []);
    const ids = await asked(
      commit(),
      { category: 'asked' },
      {
        orderBy: [
          ['id', 'desc'],
          ['title', 'asc'],
        ],
      },
    );
    assert.deepEqual(ids, ['q4', 'q3', 'q2', 'q1', 'q0']);
  });

  it('counts, and gives the first', async () => {
    const [count, first] = await commit()(
      async (unit) =>
        [
          await unit.cases.count(among({ ownerId: null })),
          await unit.cases.first(among({ ownerId: null }), { orderBy: [['id', 'desc']] }),
        ] as const,
    );
    assert.deepEqual([count, first?.id], [3, 'q4']);
  });

  it('treats values as values, whatever is in them', async () => {
    const hostile = `'; DROP TABLE "cases"; --`;
    assert.deepEqual(await asked(commit(), { title: hostile }), []);
    assert.deepEqual(await asked(commit(), { id: { in: [hostile, 'q1'] } }), ['q1']);
  });
}

function staged(commit: () => Commit): void {
  it('shows a unit its own staged records over what was committed', async () => {
    await commit()(async (unit) => {
      for (const at of [0, 1, 2, 3])
        unit.cases.save(rowCase(`s${at}`, { category: 'staged', title: `t${at}` }));
    });
    await commit()(async (unit) => {
      unit.cases.save({ ...(await unit.cases.get('s0')), title: 't9' });
      unit.cases.save({ ...(await unit.cases.get('s1')), category: 'else' });
      unit.cases.remove(await unit.cases.get('s2'));
      unit.cases.save(rowCase('s4', { category: 'staged', title: 't2b' }));
      const filter: Filter<Case> = { category: 'staged' };
      const page: Page<Case> = { orderBy: [['title', 'asc']] };
      const ids = async (more: Page<Case> = {}) =>
        (await unit.cases.where(filter, { ...page, ...more })).map(({ id }) => id);
      assert.deepEqual(await ids(), ['s4', 's3', 's0']);
      assert.deepEqual(await ids({ limit: 1 }), ['s4']);
      assert.deepEqual(await ids({ limit: 1, offset: 2 }), ['s0']);
      assert.equal(await unit.cases.count(filter), 3);
      assert.equal(await unit.cases.find('s2'), undefined);
      assert.equal((await unit.cases.get('s0')).title, 't9');
    });
  });

  it('gives ids in the order of making and numbers that rise', async () => {
    const [ids, numbers] = await commit()(async (unit) => [
      Array.from({ length: 50 }, () => unit.newId()),
      [await unit.nextNumber('C'), await unit.nextNumber('C'), await unit.nextNumber('W')],
    ]);
    assert.deepEqual([...ids!].sort(), ids);
    assert.deepEqual(numbers, ['C-1042', 'C-1043', 'W-2077']);
  });
}
