import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLog } from '../../../devices/log/open-log.ts';
import type { Figure } from '../../rig/figures.ts';
import { dice } from '../dice.ts';
import type { BenchOptions } from '../options.ts';
import { answersIn, connectPacket, publishPacket } from './credentials.ts';
import { type SiteProcess, startSite } from './load.ts';

/** What became of the messages of a site that was killed again and again. */
export interface KillOutcome {
  readonly kills: number;
  readonly acknowledged: number;
  /** Acknowledged messages that are not in the log. */
  readonly lost: number;
  /** Messages that are in the log more than once. */
  readonly twice: number;
  /** Messages that were in the log already when they were sent again. */
  readonly repeats: number;
  /** The slowest way from a start to its first acknowledgement. */
  readonly recoveryMs: number;
}

/** A device that sends until it is told to stop, and sends again whatever was not acknowledged when it comes back. */
class Sender {
  readonly name: string;
  readonly acknowledged = new Set<string>();
  readonly #unacknowledged = new Map<number, string>();
  #socket: Socket | undefined;
  #packetId = 0;
  #count = 0;
  isEnding = false;
  heardAt = 0;

  constructor(name: string) {
    this.name = name;
  }

  get isDone(): boolean {
    return this.#unacknowledged.size === 0;
  }

  connect(port: number): void {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket = socket;
    socket.on('error', () => undefined);
    socket.write(connectPacket(this.name, `127.0.0.1:${port}`));
    socket.on('data', (chunk) => {
      for (const { kind, packetId } of answersIn(chunk)) this.#take(kind, packetId);
    });
  }

  #take(kind: number, packetId: number): void {
    if (kind === 2) {
      for (const [id, message] of this.#unacknowledged) this.#write(message, id, true);
      for (let nth = this.#unacknowledged.size; nth < 8; nth++) this.#next();
    } else if (kind === 4) {
      this.heardAt = performance.now();
      const message = this.#unacknowledged.get(packetId);
      this.#unacknowledged.delete(packetId);
      if (message) this.acknowledged.add(message);
      if (!this.isEnding) this.#next();
    }
  }

  #next(): void {
    do this.#packetId = (this.#packetId % 65_535) + 1;
    while (this.#unacknowledged.has(this.#packetId));
    const message = `${this.name}-${this.#count++}`;
    this.#unacknowledged.set(this.#packetId, message);
    this.#write(message, this.#packetId, false);
  }

  #write(id: string, packetId: number, dup: boolean): void {
    this.#socket?.write(
      publishPacket(this.name, { id, packetId, body: `{"temperature":${this.#count}}`, dup }),
    );
  }

  end(): void {
    this.#socket?.destroy();
  }
}

/** Kills a site at random moments under load, then compares its log with what its devices were told. */
export async function killGateway(of: {
  readonly kills: number;
  readonly devices: number;
  readonly random: () => number;
}): Promise<KillOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldline-kills-'));
  const senders = Array.from({ length: of.devices }, (_, nth) => new Sender(`kill-${nth}`));
  let repeats = 0;
  let recoveryMs = 0;
  const begin = async (): Promise<SiteProcess> => {
    const site = await startSite(folder, 0);
    const from = performance.now();
    for (const sender of senders) sender.connect(site.port);
    while (!senders.some(({ heardAt }) => heardAt >= from)) await sleep(2);
    recoveryMs = Math.max(recoveryMs, Math.max(...senders.map(({ heardAt }) => heardAt)) - from);
    return site;
  };
  try {
    for (let nth = 0; nth < of.kills; nth++) {
      const site = await begin();
      await sleep(50 + of.random() * 1200);
      repeats += (await site.state()).log.repeats;
      await kill(site);
    }
    const last = await begin();
    for (const sender of senders) sender.isEnding = true;
    while (!senders.every(({ isDone }) => isDone)) await sleep(20);
    repeats += (await last.state()).log.repeats;
    await kill(last);
    return { kills: of.kills + 1, repeats, recoveryMs, ...(await compare(folder, senders)) };
  } finally {
    for (const sender of senders) sender.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function kill({ child }: SiteProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function compare(folder: string, senders: readonly Sender[]) {
  const words = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: console.error,
  };
  const retention = { ageMs: 1e15, bytes: 1e15 };
  const log = await openLog({
    folder: join(folder, 'log'),
    keys: [],
    retention,
    now: () => Date.now(),
    log: words,
  });
  const found = new Map<string, number>();
  for (let at = log.start; at < log.end; ) {
    const { batches, next } = await log.readFrom(at, 5000);
    for (const { messageId } of batches) found.set(messageId!, (found.get(messageId!) ?? 0) + 1);
    at = next;
  }
  await log.close();
  let [acknowledged, lost] = [0, 0];
  for (const sender of senders) {
    for (const message of sender.acknowledged) {
      acknowledged++;
      if (!found.has(message)) lost++;
    }
  }
  return { acknowledged, lost, twice: [...found.values()].filter((times) => times > 1).length };
}

/** Twenty kills at random moments. */
export async function measureGatewayKills(options: BenchOptions): Promise<Figure[]> {
  const seed = 20_260_101;
  const outcome = await killGateway({ kills: options.quick ? 3 : 20, devices: 100, random: dice(seed).next });
  const note = `${outcome.acknowledged} acknowledged, ${outcome.repeats} resent and recognised, seed ${seed}`;
  const none = { atMost: 0 };
  return [
    {
      bench: 'kills',
      what: `acknowledged messages lost over ${outcome.kills} kill -9`,
      value: outcome.lost,
      unit: 'messages',
      target: none,
      note,
    },
    { bench: 'kills', what: 'messages kept twice', value: outcome.twice, unit: 'messages', target: none },
    {
      bench: 'kills',
      what: 'slowest way from a start to its first acknowledgement',
      value: outcome.recoveryMs,
      unit: 'ms',
      target: { atMost: 3000 },
    },
  ];
}
