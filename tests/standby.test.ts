import assert from 'node:assert/strict';
import { LogInUse } from '../devices/log/folder-lock.ts';
import { Refused } from '../domain/refusals.ts';
import { type OpenTelemetry, standingBy } from '../standby.ts';
import { noTelemetry } from './fixtures/no-work.ts';

describe('telemetry of processes that share a data folder', () => {
  const words: string[] = [];
  const log = {
    info: (text: string) => words.push(text),
    warn: (text: string) => words.push(text),
    error: assert.fail,
  };
  const told = { log: log as never, publicUrl: 'http://127.0.0.1', againMs: 10 };
  const opened = (events: string[]): OpenTelemetry => ({
    api: noTelemetry,
    takeRequest: async () => undefined,
    takeStream: () => undefined,
    address: () => 'mqtt://127.0.0.1:1884',
    start: async () => void events.push('start'),
    health: () => ({ ok: true, telemetry: {} }),
    stop: async () => void events.push('stop'),
  });

  it('is one of them at a time: another stands by and takes over when the log is free', async () => {
    const events: string[] = [];
    let isTaken = true;
    const side = await standingBy(async () => {
      if (isTaken) throw new LogInUse('taken');
      return opened(events);
    }, told);
    await side.start();
    await assert.rejects(
      side.api.ofDevice('d', { from: 0, to: 1, most: 1 }),
      (error) => error instanceof Refused && error.code === 'service.unavailable',
    );
    assert.match(JSON.stringify(side.health()), /standsBy/);
    assert.equal(side.address(), null);
    isTaken = false;
    await new Promise((done) => setTimeout(done, 60));
    assert.deepEqual(await side.api.ofDevice('d', { from: 0, to: 1, most: 1 }), []);
    assert.deepEqual(events, ['start']);
    assert.equal(side.address(), 'mqtt://127.0.0.1:1884');
    await side.stop();
    assert.deepEqual(events, ['start', 'stop']);
    assert.match(words.join(), /takes over.*taken over/);
  });

  it('starts at once where nobody else has it, and not at all when its log cannot be opened', async () => {
    const events: string[] = [];
    const side = await standingBy(async () => opened(events), told);
    await side.start();
    await side.stop();
    assert.deepEqual(events, ['start', 'stop']);
    await assert.rejects(
      standingBy(async () => {
        throw new Error('DATA_ENCRYPTION_KEY: ...');
      }, told),
      /DATA_ENCRYPTION_KEY/,
    );
  });
});
