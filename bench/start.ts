import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Figure } from './rig/figures.ts';
import { rssMbOf } from './rig/process-usage.ts';
import { type Product, startProduct } from './rig/product.ts';

const warmStarts = 3;
const restMs = 30_000;

/** How long a person waits after `npm start`, the first time and later, how much memory rests, and how it ends. */
export async function measureStart({ port }: { readonly port: number }): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldline-bench-'));
  try {
    const first = await started({ port, dataDir });
    await first.product.stop();
    const warm: number[] = [];
    let stopMs = 0;
    for (let at = 1; at < warmStarts; at++) {
      const again = await started({ port, dataDir });
      warm.push(again.healthyMs);
      stopMs = Math.max(stopMs, (await again.product.stop()).ms);
    }
    const last = await started({ port, dataDir });
    warm.push(last.healthyMs);
    await wait(restMs);
    const rssMb = rssMbOf(last.product.pid);
    await last.product.stop();
    return figures({ firstMs: first.healthyMs, warm, stopMs, rssMb });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Starts as a person does, and asks /health until it says 200. */
async function started(at: {
  port: number;
  dataDir: string;
}): Promise<{ product: Product; healthyMs: number }> {
  const from = performance.now();
  const healthy = untilHealthy(`http://127.0.0.1:${at.port}/health`).then(() => performance.now() - from);
  const product = await startProduct({ ...at, command: ['npm', 'start', '--silent'] });
  return { product, healthyMs: await healthy };
}

async function untilHealthy(url: string): Promise<void> {
  const end = performance.now() + 30_000;
  while (performance.now() < end) {
    const status = await fetch(url).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await wait(20);
  }
  throw new Error(`${url} did not answer 200 within 30 s`);
}

function figures(seen: {
  firstMs: number;
  warm: readonly number[];
  stopMs: number;
  rssMb: number;
}): Figure[] {
  const slowest = Math.max(...seen.warm);
  const note = `slowest of ${seen.warm.length}; fastest ${Math.round(Math.min(...seen.warm))} ms`;
  const figure = (what: string, value: number, unit: string, atMost: number, more?: string): Figure => ({
    bench: 'start',
    what,
    value,
    unit,
    target: { atMost },
    ...(more && { note: more }),
  });
  return [
    figure('npm start to GET /health 200, new data folder', seen.firstMs, 'ms', 15_000),
    figure('npm start to GET /health 200, warm', slowest, 'ms', 5_000, note),
    figure('memory at rest, 30 s after it was ready', seen.rssMb, 'MB', 350, 'teams-ai loaded'),
    figure('SIGTERM to npm until the end', seen.stopMs, 'ms', 10_000),
  ];
}
