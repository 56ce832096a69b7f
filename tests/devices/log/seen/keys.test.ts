import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyFilter } from '../../../../devices/log/seen/key-filter.ts';
import { openKeyRun, writeKeyRun } from '../../../../devices/log/seen/key-run.ts';
import { KeyTable } from '../../../../devices/log/seen/key-table.ts';
import { mergedKeys } from '../../../../devices/log/seen/merge-keys.ts';

const keyOf = (nth: number | string): Buffer =>
  createHash('sha256').update(`${nth}`).digest().subarray(0, 12);
const tableOf = (from: number, to: number): KeyTable => {
  const table = new KeyTable();
  for (let nth = from; nth < to; nth++) table.add(keyOf(nth));
  return table;
};
const keysIn = (chunks: Iterable<Buffer>): string[] =>
  [...chunks].flatMap((chunk) =>
    Array.from({ length: chunk.length / 12 }, (_, nth) => chunk.toString('hex', 12 * nth, 12 * nth + 12)),
  );

describe('keys against repeats', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldline-keys-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const runOf = async (name: string, from: number, to: number) => {
    const path = join(folder, name);
    const table = tableOf(from, to);
    await writeKeyRun(path, {
      first: from,
      end: to,
      atMost: table.size,
      bitsPerKey: 10,
      chunks: table.sorted(),
    });
    return (await openKeyRun(path))!;
  };

  it('stay known however many there are, each once, and are put in order', () => {
    const table = tableOf(0, 20_000);
    for (let nth = 0; nth < 500; nth++) table.add(keyOf(nth));
    assert.equal(table.size, 20_000);
    for (let nth = 0; nth < 20_000; nth++) assert.ok(table.has(keyOf(nth)), `${nth}`);
    for (let nth = 20_000; nth < 40_000; nth++) assert.ok(!table.has(keyOf(nth)), `${nth}`);
    const keys = keysIn(table.sorted());
    assert.deepEqual(keys, Array.from({ length: 20_000 }, (_, nth) => keyOf(nth).toString('hex')).sort());
  });

  it('are told apart by their last byte, and may begin with nothing but zeros', () => {
    const table = new KeyTable();
    const zeros = Buffer.alloc(12);
    const almost = Buffer.from(zeros);
    almost[11] = 1;
    table.add(almost);
    assert.deepEqual([table.has(almost), table.has(zeros)], [true, false]);
    table.add(zeros);
    assert.deepEqual([table.has(zeros), table.size], [true, 2]);
  });

  it('are found in a run on disk, and hardly ever looked for in vain', async () => {
    const run = await runOf('one.keys', 0, 30_000);
    assert.equal(run.count, 30_000);
    for (let nth = 0; nth < 30_000; nth += 7) assert.equal(await run.has(keyOf(nth)), true, `${nth}`);
    let looks = 0;
    for (let nth = 30_000; nth < 60_000; nth++) {
      const answer = run.has(keyOf(nth));
      if (answer === false) continue;
      looks++;
      assert.equal(await answer, false, `${nth}`);
    }
    assert.ok(looks < 900, `${looks} of 30000 needed a look at the disk`);
    await run.close();
  });

  it('of several runs become one in order', async () => {
    const runs = await Promise.all([
      runOf('a.keys', 0, 5000),
      runOf('b.keys', 5000, 5003),
      runOf('c.keys', 5003, 16_000),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of mergedKeys(runs)) chunks.push(chunk);
    assert.deepEqual(
      keysIn(chunks),
      Array.from({ length: 16_000 }, (_, nth) => keyOf(nth).toString('hex')).sort(),
    );
    for (const run of runs) await run.close();
  });

  it('are not taken from a damaged run', async () => {
    await (await runOf('d.keys', 0, 1000)).close();
    const bytes = readFileSync(join(folder, 'd.keys'));
    for (const at of [3, 20, 100, bytes.length - 1]) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 1;
      writeFileSync(join(folder, 'd.keys'), damaged);
      assert.equal(await openKeyRun(join(folder, 'd.keys')), null, `byte ${at}`);
    }
    assert.equal(await openKeyRun(join(folder, 'none.keys')), null);
  });

  it('are never denied by a filter, however few bits it has', () => {
    for (const bits of [1, 4, 10]) {
      const filter = KeyFilter.sized(2000, bits);
      for (let nth = 0; nth < 2000; nth++) filter.add(keyOf(nth));
      for (let nth = 0; nth < 2000; nth++) assert.ok(filter.mayHave(keyOf(nth)), `${bits} bits, ${nth}`);
    }
  });
});
