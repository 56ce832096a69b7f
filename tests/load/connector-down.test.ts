import assert from 'node:assert/strict';
import { aDeskOnTest, type DeskOnTest } from '../../bench/rig/desk-on-test.ts';
import { delivered, type Mood } from '../../bench/rig/fake-connector.ts';
import { freePort } from '../../bench/rig/free-port.ts';
import { aLoad, customersWrite, type Load } from '../../bench/rig/load.ts';
import type { Product } from '../../bench/rig/product.ts';
import { untilIdle } from '../../bench/rig/unfinished.ts';

const moods: readonly Mood[] = ['failing', 'throttled', 'cut', 'hanging', 'garbage'];
const badSeconds = 5;

interface Health {
  readonly outbox: { readonly waiting: number; readonly dead: number };
}

describe('while the Bot Connector is down, slow or talks nonsense', function () {
  this.timeout(120_000);
  let desk: DeskOnTest;
  let load: Load;
  let server: Product;

  before(async () => {
    desk = await aDeskOnTest({ port: await freePort(), pairs: 20 });
    load = aLoad();
    server = await desk.start();
  });

  after(async () => {
    load?.close();
    await server?.kill();
    await desk?.close();
  });

  it('customers are answered as ever, and once it is well again every case card is right', async () => {
    let calls = 0;
    desk.teams.mood = () => moods[calls++ % moods.length]!;
    const told = await load.run({
      url: server.url,
      perSecond: 20,
      seconds: badSeconds,
      targets: customersWrite(desk.pairs, 'seen'),
      firstNumber: 0,
      insist: false,
    });
    assert.deepEqual(
      told.filter(({ status }) => status !== 200),
      [],
    );
    assert.ok(calls > 20, `the connector was asked only ${calls} times: nothing was in its way`);

    desk.teams.mood = () => 'ok';
    desk.teams.letGo();
    await untilIdle(desk.databaseUrl, { tables: ['inbox', 'outbox'], withinMs: 60_000 });
    const health = (await (await fetch(`${server.url}/health`)).json()) as Health;
    assert.deepEqual([health.outbox.waiting, health.outbox.dead], [0, 0]);

    const newest = told.slice(-desk.pairs.length);
    for (const { number, target } of newest) {
      const { threadId } = desk.pairs[target]!;
      const shown = delivered(desk.teams).filter(({ conversationId }) => conversationId === threadId);
      const card = shown.findLast(({ activity }) => 'attachments' in activity);
      assert.match(JSON.stringify(card?.activity), new RegExp(`seen ${number}:`), `the card of ${threadId}`);
    }
  });
});
