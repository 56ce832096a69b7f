import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connectAsync } from 'mqtt';
import type { BrokerHealth } from '../../../devices/broker-client/broker-client.ts';
import { logFolder } from '../../fixtures/iot/log-folder.ts';
import { until } from '../../fixtures/iot/until.ts';

const { TEST_MQTT_URL } = process.env;
const script = fileURLToPath(new URL('../../fixtures/iot/broker-site.ts', import.meta.url));
const kills = 6;
const messages = 3_000;

(TEST_MQTT_URL ? describe : describe.skip)(
  'a site with a separate broker that is killed again and again',
  () => {
    it('has every message the broker took, once', async () => {
      const url = TEST_MQTT_URL ?? '';
      const site = `fieldline-${randomUUID().slice(0, 8)}`;
      const place = logFolder();
      const sender = await connectAsync(url, { protocolVersion: 5 });
      let health: BrokerHealth | undefined;

      const start = async (): Promise<ChildProcess> => {
        health = undefined;
        const child = fork(script, [place.folder, url, site], { execArgv: [] });
        child.on('message', (told: BrokerHealth) => {
          health = told;
        });
        await until(() => health?.state === 'connected', 'the site is connected');
        return child;
      };
      const kill = async (child: ChildProcess) => {
        child.kill('SIGKILL');
        await once(child, 'exit');
      };
      const publish = (id: string) =>
        sender.publishAsync(`${site}/pump-${id.length}`, JSON.stringify({ at: Date.now(), flow: 1 }), {
          qos: 1,
          properties: { userProperties: { 'message-id': id } },
        });

      let child = await start();
      // The subscription follows the connection; from the first message that arrives on, the broker keeps all.
      await until(async () => {
        await publish(`probe-${randomUUID()}`);
        return (health?.kept ?? 0) > 0;
      }, 'it is subscribed');

      const sending = (async () => {
        let waiting = 0;
        for (let at = 0; at < messages; at += 20) {
          // No more than a broker keeps for one that is away (mosquitto: 1,000): what is beyond, it loses itself.
          while (health?.state !== 'connected' && waiting >= 400) await pause(10);
          waiting = health?.state === 'connected' ? 0 : waiting + 20;
          await Promise.all(Array.from({ length: 20 }, (_, more) => publish(`m-${at + more}`)));
          await pause(20);
        }
      })();
      for (let count = 0; count < kills; count++) {
        await pause(50 + Math.random() * 150);
        await kill(child);
        child = await start();
      }
      await sending;
      let before = -1;
      let quietRounds = 0;
      const isQuiet = async () => {
        const now = (health?.kept ?? 0) + (health?.repeats ?? 0);
        quietRounds = now === before ? quietRounds + 1 : 0;
        before = now;
        await pause(200);
        return quietRounds >= 5;
      };
      await until(isQuiet, 'nothing more comes', 15_000);
      await kill(child);
      await sender.endAsync();
      await (await connectAsync(url, { clientId: site, clean: true })).endAsync();

      const log = await place.open();
      const ids: string[] = [];
      for (let at = log.start; at < log.end; ) {
        const { batches, next } = await log.readFrom(at, 1_000);
        for (const { messageId } of batches) if (messageId?.startsWith('m-')) ids.push(messageId);
        at = next;
      }
      assert.equal(new Set(ids).size, messages, 'none is lost');
      assert.equal(ids.length, messages, 'none is there twice');
      await place.remove();
    }).timeout(60_000);
  },
);

it(`the kills of a site with a separate broker ${TEST_MQTT_URL ? 'ran' : 'are left out: TEST_MQTT_URL is not set'}`, () => {
  assert.ok(TEST_MQTT_URL === undefined || TEST_MQTT_URL !== '');
});
