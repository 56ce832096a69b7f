import assert from 'node:assert/strict';
import { kinds } from '../../../db/records.ts';
import { Memory } from '../../../db/sql/memory.ts';
import type { ReadTables } from '../../../db/sql/read-tables.ts';
import type { Stored } from '../../../domain/stored.ts';

/** Tables whose reads are counted, and can be held up. */
function aStore() {
  const rows = new Map<string, Stored>([['a', { id: 'a', version: 1, unitId: 'main' }]]);
  let reads = 0;
  let gate: Promise<void> = Promise.resolve();
  const read = async <T>(answer: () => T): Promise<T> => {
    reads++;
    const found = answer();
    await gate;
    return found;
  };
  const table = {
    find: (id: string) => read(() => rows.get(id)),
    get: (id: string) => read(() => rows.get(id)!),
    where: () => read(() => [...rows.values()]),
    first: () => read(() => [...rows.values()][0]),
    count: () => read(() => rows.size),
  };
  let now = 0;
  const memory = new Memory(() => now);
  const tables = memory.before(Object.fromEntries(kinds.map((kind) => [kind, table])) as never as ReadTables);
  return {
    tables,
    memory,
    rows,
    reads: () => reads,
    wait: (milliseconds: number) => (now += milliseconds),
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
  };
}

const changed = (kind: 'queues' | 'webChats' | 'cases', id = 'a') => [{ kind, id, isNew: false }];

describe('the memory of what seldom changes', () => {
  it('reads it once, and what changes often each time', async () => {
    const { tables, reads } = aStore();
    for (const _ of [1, 2]) {
      await tables.queues.get('a');
      await tables.queues.where({ unitId: 'main' });
      await tables.webChats.find('a');
      await tables.cases.find('a');
    }
    assert.equal(reads(), 5);
  });

  it('gives each reader a list of its own', async () => {
    const { tables } = aStore();
    (await tables.queues.where({})).pop();
    assert.equal((await tables.queues.where({})).length, 1);
  });

  it('knows the new state as soon as it is committed', async () => {
    const { tables, memory, rows } = aStore();
    await tables.queues.where({});
    await tables.webChats.find('a');
    rows.set('a', { id: 'a', version: 2, unitId: 'main' });
    memory.forget([...changed('queues'), ...changed('webChats')]);
    assert.equal((await tables.queues.where({}))[0]?.version, 2);
    assert.equal((await tables.webChats.find('a'))?.version, 2);
  });

  it('does not keep what was read while it changed', async () => {
    const { tables, memory, rows, hold } = aStore();
    const release = hold();
    const old = tables.queues.find('a');
    rows.set('a', { id: 'a', version: 2, unitId: 'main' });
    memory.forget(changed('queues'));
    release();
    assert.equal((await old)?.version, 1);
    assert.equal((await tables.queues.find('a'))?.version, 2);
  });

  it('remembers nothing that is not there, since it may come', async () => {
    const { tables, rows } = aStore();
    assert.equal(await tables.webChats.find('b'), undefined);
    rows.set('b', { id: 'b', version: 1, unitId: 'main' });
    assert.equal((await tables.webChats.find('b'))?.id, 'b');
  });

  it('looks again after ten seconds, should the news have got lost', async () => {
    const { tables, rows, wait } = aStore();
    await tables.queues.find('a');
    rows.set('a', { id: 'a', version: 2, unitId: 'main' });
    wait(9_999);
    assert.equal((await tables.queues.find('a'))?.version, 1);
    wait(2);
    assert.equal((await tables.queues.find('a'))?.version, 2);
  });

  it('takes no id for a question, whatever somebody asks for', async () => {
    const { tables } = aStore();
    await tables.queues.where({});
    for (const id of ['where [{},{}]', 'where [{},null]'])
      assert.equal(await tables.queues.find(id), undefined);
  });

  it('begins anew when many answers hold many records', async () => {
    const { tables, rows, reads } = aStore();
    for (let at = 0; at < 30_000; at++) rows.set(`q${at}`, { id: `q${at}`, version: 1, unitId: 'main' });
    const ask = (id: string) => tables.queues.where({ id });
    for (const id of ['x', 'y']) await ask(id);
    for (const id of ['x', 'y']) await ask(id);
    assert.equal(reads(), 2);
    await ask('z');
    await ask('x');
    assert.equal(reads(), 4);
  });

  it('forgets everything when another process has changed something', async () => {
    const { tables, memory, rows } = aStore();
    await tables.webChats.find('a');
    rows.set('a', { id: 'a', version: 2, unitId: 'main' });
    memory.forgetAll();
    assert.equal((await tables.webChats.find('a'))?.version, 2);
  });

  it('troubles other processes only with what they may remember', () => {
    const { memory } = aStore();
    assert.equal(memory.concerns(changed('cases')), false);
    assert.equal(memory.concerns([{ kind: 'webChats', id: 'b', isNew: true }]), false);
    assert.equal(memory.concerns([{ kind: 'queues', id: 'b', isNew: true }]), true);
    assert.equal(memory.concerns(changed('webChats')), true);
  });
});
