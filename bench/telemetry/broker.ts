import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { brokerClient } from '../../devices/broker-client/broker-client.ts';
import { topicPattern } from '../../devices/broker-client/topic-pattern.ts';
import { intake } from '../../devices/intake.ts';
import { openLog } from '../../devices/log/open-log.ts';
import type { Figure } from '../rig/figures.ts';
import type { BenchOptions } from './options.ts';

const bench = 'telemetry by a broker';
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * How fast messages of a separate broker become durable here: named by TEST_MQTT_URL, left out without it. Sender, client
 * and log share one process; the broker has its own.
 */
export async function measureBroker({ quick }: BenchOptions): Promise<Figure[]> {
  const url = process.env.TEST_MQTT_URL;
  if (!url) {
    process.stderr.write(`${bench}: left out, TEST_MQTT_URL names no broker\n`);
    return [];
  }
  const messages = quick ? 2_000 : 20_000;
  const site = `bench-${randomUUID().slice(0, 8)}`;
  const folder = mkdtempSync(join(tmpdir(), 'fieldline-broker-'));
  const retention = { ageMs: 1e12, bytes: 1e12 };
  const readings = await openLog({ folder, keys: [], retention, now: Date.now, log: quiet });
  const registry = {
    find: async (id: string) => ({ id, unitId: 'main', isEnabled: true, keys: [], thumbprints: [] }),
  };
  const client = brokerClient({
    url,
    patterns: [topicPattern(`${site}/{device}`)],
    group: site,
    clientId: site,
    keep: intake({ registry, readings, now: Date.now, log: quiet }),
    log: quiet,
  });
  const sender = await connectAsync(url, { protocolVersion: 5 });
  const publish = (at: number) =>
    sender.publishAsync(
      `${site}/device-${at % 500}`,
      JSON.stringify({ at: Date.now(), temperature: 20 + (at % 7), pressure: 3.1, vibration: at % 5 }),
      { qos: 1, properties: { userProperties: { 'message-id': String(at) } } },
    );
  try {
    while (client.health().kept === 0) {
      await publish(-1 - client.health().repeats);
      await pause(50);
    }
    const begun = { kept: client.health().kept, at: performance.now(), cpu: process.cpuUsage() };
    for (let at = 0; at < messages; at += 200)
      await Promise.all(
        Array.from({ length: Math.min(200, messages - at) }, (_, more) => publish(at + more)),
      );
    while (client.health().kept - begun.kept < messages) await pause(5);
    const seconds = (performance.now() - begun.at) / 1_000;
    const { user, system } = process.cpuUsage(begun.cpu);
    return [
      {
        bench,
        what: 'durable QoS 1 messages of 3 readings',
        value: messages / seconds,
        unit: '/s',
        note: `${messages} messages, acknowledged to the broker behind the log's sync; sender in the same process`,
      },
      { bench, what: 'CPU of sender, client and log', value: (user + system) / messages, unit: 'us/message' },
    ];
  } finally {
    await client.stop();
    await sender.endAsync();
    await (await connectAsync(url, { clientId: site, clean: true })).endAsync();
    await readings.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
