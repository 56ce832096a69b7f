import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { commandIo } from '../command-io.ts';
import { BadInput } from '../domain/command-io.ts';

const shape = z.object({ id: z.string(), at: z.object({ x: z.number() }).optional() });

describe('a file of JSON lines', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldline-lines-'));
  after(() => rmSync(folder, { recursive: true }));
  const read = async (text: string) => {
    const file = join(folder, 'given.jsonl');
    writeFileSync(file, text);
    const rows = [];
    for await (const row of commandIo.jsonLines(file, shape)) rows.push(row.id);
    return rows;
  };
  const refused = (said: RegExp) => (error: unknown) => error instanceof BadInput && said.test(error.message);

  it('is read line by line, empty ones left out, however they end', async () => {
    assert.deepEqual(await read('{"id":"a"}\r\n\n{"id":"b"}'), ['a', 'b']);
  });

  it('may begin with a byte order mark and hold line separators in its strings', async () => {
    assert.deepEqual(await read('\ufeff{"id":"a\u2028b"}\n{"id":"\u2029"}'), ['a\u2028b', '\u2029']);
  });

  it('may have lines longer than what is read at once', async () => {
    const long = 'ä'.repeat(300_000);
    assert.deepEqual(await read(`{"id":"${long}"}\n{"id":"b"}\n`), [long, 'b']);
  });

  it('is refused with its name, line and field', async () => {
    await assert.rejects(read('{"id":"a"}\n{"id":'), refused(/given\.jsonl line 2 is no JSON/));
    await assert.rejects(read('{"id":"a","at":{"x":"1"}}'), refused(/given\.jsonl line 1: at\.x: /));
    await assert.rejects(read('[]'), refused(/given\.jsonl line 1: /));
  });

  it('is refused when it cannot be read', async () => {
    const rows = commandIo.jsonLines(join(folder, 'none.jsonl'), shape)[Symbol.asyncIterator]();
    await assert.rejects(rows.next(), refused(/none\.jsonl cannot be read: ENOENT/));
  });
});
