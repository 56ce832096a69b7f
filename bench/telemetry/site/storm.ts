import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../../rig/figures.ts';
import { freePort } from '../../rig/free-port.ts';
import { startProduct } from '../../rig/product.ts';
import { dice } from '../dice.ts';
import type { BenchOptions } from '../options.ts';
import { aSender } from './sender.ts';
import { siteApi } from './site-api.ts';

interface ShownAlert {
  readonly id: string;
  readonly kind: string;
  readonly count: number;
}

const device = 'storm-1';

/** One fault that ten thousand readings tell of, sent as fast as they are acknowledged, through the whole product. */
export async function measureStorm({ quick }: BenchOptions): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldline-storm-'));
  const product = await startProduct({ port: await freePort(), dataDir });
  const count = quick ? 1000 : 10_000;
  try {
    const site = await siteApi(product, 'supervisor');
    const { value } = await site.send<{ value: { id: string }[] }>('/api/assets?$top=1');
    const made = await site.send<{ key: string }>('/api/devices', { id: device, assetId: value[0]!.id });
    const rule = { kind: 'threshold', channel: 'temperature', above: 80, severity: 'critical' };
    await site.send(`/api/devices/${device}/rules`, [rule], 'PUT');
    const sender = await aSender({ port: await site.mqttPort(), id: device, key: made.key });
    const random = dice(3);
    const from = performance.now();
    let sent = 0;
    const lane = async () => {
      for (let number = sent++; number < count; number = sent++)
        await sender.send({ temperature: 95 + random.normal() }, String(number));
    };
    await Promise.all(Array.from({ length: 100 }, lane));
    const seconds = (performance.now() - from) / 1000;
    while ((await site.behind()) > 0) await pause(20);
    sender.end();
    const alerts = await site.all<ShownAlert>(`/api/alerts?$filter=device eq '${device}'`);
    for (const { id } of alerts)
      for (let twice = 0; twice < 2; twice++) await site.send(`/api/alerts/${id}/dispatch`, {});
    const orders = new Set<string>();
    for (const { id } of alerts)
      orders.add((await site.send<{ workOrderId: string }>(`/api/alerts/${id}`)).workOrderId);
    const figure = (what: string, value: number, rest: Partial<Figure>): Figure => ({
      bench: 'storm',
      what,
      value,
      unit: '',
      ...rest,
    });
    const note = `sent in ${seconds.toFixed(1)} s, 100 under way`;
    return [
      figure(`alerts of ${count} readings of one fault`, alerts.length, { target: { atMost: 1 }, note }),
      figure('work orders made of them', orders.size, {
        target: { atMost: 1 },
        note: 'each alert dispatched twice',
      }),
      figure('alerts that were missed', alerts.length === 0 ? 1 : 0, { target: { atMost: 0 } }),
    ];
  } finally {
    await product.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
