import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { engines, enginesTold, type Site } from '../fixtures/databases.ts';

/** Lets a process commit for a while, kills it where it stands and answers the commits it was told are done. */
async function acknowledged(site: Site): Promise<string[]> {
  const script = fileURLToPath(new URL('../fixtures/store/committer.ts', import.meta.url));
  const child = spawn(process.execPath, [script, site.url, site.dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (part: Buffer) => {
    said += part;
  });
  await once(child.stdout, 'data');
  await wait(100 + Math.random() * 200);
  child.kill('SIGKILL');
  await once(child, 'close');
  return said.slice(0, said.lastIndexOf('\n')).split('\n');
}

for (const engine of engines)
  describe(`a killed process on ${engine.name}`, () => {
    it('has lost nothing it was told is done, and left nothing by halves', async () => {
      const site = await engine.fresh();
      const told = [...(await acknowledged(site)), ...(await acknowledged(site))];
      const database = await site.open();
      assert.ok(told.length > 20, `${told.length} commits were acknowledged`);
      assert.equal(await database.tables.cases.count({ id: { in: told } }), told.length);
      const last = await database.eventLog.lastSeq();
      const events = await database.eventLog.after(0, last + 1);
      assert.deepEqual(
        events.map(({ seq }) => seq),
        Array.from({ length: last }, (_, at) => at + 1),
      );
      assert.equal(await database.tables.cases.count({}), last);
      await site.drop();
    }).timeout(30_000);
  });

it(`the crash test ${enginesTold}`, () => {
  assert.ok(engines.length >= 1);
});
