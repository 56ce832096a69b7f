import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { aFakeConnector, delivered, type FakeConnector, type Mood } from '../../bench/rig/fake-connector.ts';
import { deliverer } from '../../bot/deliver.ts';
import { connector } from '../../bot/teams/connector.ts';
import type { Database } from '../../db/database.ts';
import { postText } from '../../domain/messaging/posting.ts';
import type { Commit } from '../../domain/unit.ts';
import { outboxWorker } from '../../jobs/outbox.ts';
import { engines, enginesTold, type Site } from '../fixtures/databases.ts';

const quiet = { warn: () => undefined, error: () => undefined };

/** Sends what waits through our own connector, as the product does, until nothing waits. */
async function sendAll(database: Database, commit: Commit, timeoutMs = 15_000): Promise<void> {
  const link = connector({ token: null, timeoutMs });
  const deliver = deliverer({
    tables: database.tables,
    commit,
    connector: link,
    render: async ({ text }) => ({ text }),
    channels: {},
    now: () => database.clock.now(),
  });
  const random = () => 0;
  const worker = outboxWorker({
    outbox: database.outbox,
    deliver,
    now: () => database.clock.now(),
    random,
    log: quiet,
  });
  worker.start();
  while ((await database.outbox.counts()).waiting > 0) await wait(20);
  await worker.stop();
  link.close();
}

const tell = (commit: Commit, ...texts: readonly string[]) =>
  commit(async (unit) => {
    for (const text of texts) await postText(unit, { personId: 'ana', text });
  });

const reachable = (commit: Commit, serviceUrl: string) =>
  commit(async (unit) => {
    const at = {
      serviceUrl,
      conversationId: 'chat-ana',
      channelId: 'msteams',
      botId: '28:b',
      botName: 'Bot',
    };
    unit.teamsReferences.save({
      ...at,
      id: 'ana',
      version: 0,
      unitId: 'main',
      userId: '29:a',
      tenantId: 't',
      blockedAt: null,
    });
  });

/** Lets another process send, kills it while the connector holds the call back, and takes what it got. */
async function sendAndDie(site: Site, teams: FakeConnector): Promise<void> {
  const script = fileURLToPath(new URL('./sender.ts', import.meta.url));
  teams.mood = () => 'hanging';
  const child = spawn(process.execPath, [script, site.url, site.dataDir], { stdio: 'inherit' });
  while (teams.calls.length === 0 && child.exitCode === null) await wait(10);
  child.kill('SIGKILL');
  await once(child, 'exit');
  teams.mood = () => 'ok';
}

for (const engine of engines)
  describe(`sending to Teams from the outbox on ${engine.name}`, function () {
    this.timeout(30_000);
    let site: Site;
    let teams: FakeConnector;
    let database: Database;
    let commit: Commit;

    beforeEach(async () => {
      site = await engine.fresh();
      teams = await aFakeConnector();
      database = await site.open();
      commit = database.commit({});
      await reachable(commit, teams.url);
    });

    afterEach(async () => {
      await teams.close();
      await site.drop();
    });

    const first = (mood: Mood) => {
      teams.mood = () => (teams.calls.length === 0 ? mood : 'ok');
    };
    const texts = () => delivered(teams).map(({ activity }) => activity.text);

    it('does not repeat a line whose answer was cut off: it may have been read', async () => {
      first('cut');
      await tell(commit, 'one', 'two');
      await sendAll(database, commit);
      assert.deepEqual(texts(), ['one', 'two']);
    });

    it('does not repeat a line the connector never answered', async () => {
      first('hanging');
      await tell(commit, 'one', 'two');
      await sendAll(database, commit, 300);
      assert.deepEqual([teams.calls.length, texts()], [2, ['two']]);
    });

    it('waits as long as it is told when there was too much, and sends in order', async () => {
      first('throttled');
      await tell(commit, 'one', 'two');
      await sendAll(database, commit);
      const [refused, taken] = teams.calls;
      assert.deepEqual(texts(), ['one', 'two']);
      assert.ok(taken!.at - refused!.at >= 950, `came back after ${taken!.at - refused!.at} ms`);
    });

    it('tries again after a failure, once, and in order', async () => {
      first('failing');
      await tell(commit, 'one', 'two');
      await sendAll(database, commit);
      assert.deepEqual(texts(), ['one', 'two']);
    });

    it('takes an answer that is no JSON for what its status says', async () => {
      first('garbage');
      await tell(commit, 'one', 'two');
      await sendAll(database, commit);
      assert.deepEqual(texts(), ['one', 'two']);
    });

    it('sends nothing a second time that a killed process may have sent', async () => {
      await tell(commit, 'one', 'two');
      await database.close();
      await sendAndDie(site, teams);
      assert.equal(teams.calls.length, 1);
      const again = await site.open();
      await sendAll(again, again.commit({}));
      assert.deepEqual(
        teams.calls.map(({ activity }) => activity.text),
        ['one', 'two'],
      );
    });
  });

it(`the sending tests: ${enginesTold}`, () => {
  assert.ok(engines.length >= 1);
});
