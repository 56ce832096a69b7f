import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The product as a process of its own, as its operator runs it. */
export interface Product {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from starting the process until it said that every part is ready. */
  readonly readyMs: number;
  /** Lines of its log so far. */
  readonly log: readonly string[];
  /** SIGTERM; answers how long it took to end, and with which code. */
  stop(): Promise<{ readonly ms: number; readonly code: number | null }>;
  /** SIGKILL, with no chance to say goodbye. */
  kill(): Promise<void>;
}

export interface ProductOptions {
  readonly port: number;
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  /** How it is started, when not by bin/fieldline. */
  readonly command?: readonly [string, ...string[]];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const readyWithinMs = 30_000;
/** What must not leak in from whoever runs this: a setting would change what is measured. */
const settings =
  /^(Microsoft|BOT_|OIDC_|FIELDLINE_|WEB_CHAT_|MQTT_|TELEMETRY_|DEVICE_|GATEWAY_|DATA_|DATABASE_URL|PUBLIC_URL|PORT|HOST|LOG_LEVEL|NODE_OPTIONS)/;

/** Starts the product in demo mode on a port and a data folder of its own; resolves when it is ready for work. */
export async function startProduct({ port, dataDir, env = {}, command }: ProductOptions): Promise<Product> {
  const inherited = Object.entries(process.env).filter(([name]) => !settings.test(name));
  const own = { FIELDLINE_MODE: 'demo', PORT: String(port), MQTT_PORT: '0', DATA_DIR: dataDir, ...env };
  const [file, ...words] = command ?? [`${root}bin/fieldline`, 'start'];
  const from = performance.now();
  const child = spawn(file, words, {
    cwd: root,
    env: { ...Object.fromEntries(inherited), ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = gather(child);
  const ended = once(child, 'exit') as Promise<[number | null]>;
  let pid: number;
  try {
    pid = (await untilReady(child, log)) ?? child.pid!;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return {
    url: `http://127.0.0.1:${port}`,
    pid,
    readyMs: performance.now() - from,
    log,
    stop: async () => {
      const asked = performance.now();
      child.kill('SIGTERM');
      const [code] = await ended;
      return { ms: performance.now() - asked, code };
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function gather(child: ChildProcess): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout!, child.stderr!]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text: string) => {
      const parts = (rest + text).split('\n');
      rest = parts.pop()!;
      lines.push(...parts);
    });
  }
  return lines;
}

/** Resolves with the id of the process that says it is ready: under npm it is not the one that was started. */
async function untilReady(child: ChildProcess, log: readonly string[]): Promise<number | undefined> {
  const end = performance.now() + readyWithinMs;
  for (;;) {
    const ready = log.find((line) => line.includes('"msg":"ready"'));
    if (ready) return (JSON.parse(ready) as { pid?: number }).pid;
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > end)
      throw new Error(`the product did not become ready:\n${log.slice(-20).join('\n')}`);
    await wait(5);
  }
}
