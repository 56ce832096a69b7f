import assert from 'node:assert/strict';
import type { Arrival } from '../../domain/messaging/inbox.ts';

/** A customer's message as a test sends it over a channel's own wire. */
export interface Wired {
  /** The channel's own id of the message. */
  readonly id: string;
  /** A short name of the thread; the channel makes of it what it calls a thread. */
  readonly thread: string;
  readonly text: string;
}

/** One channel with its real way in, as the contract tries it. */
export interface AdapterUnderTest {
  /** Sends a message with everything a true one carries; answers the status the sender hears. */
  send(message: Wired): Promise<number>;
  /** Sends the same with a proof of origin that is wrong. */
  forge(message: Wired): Promise<number>;
  /** Sends a body nobody can read, with a right proof of origin where the proof does not cover the body. */
  garble(body: Uint8Array): Promise<number>;
  /** What was taken in since the last call, in order, without what the channel adds on its own, such as joining. */
  arrived(): Promise<readonly Arrival[]>;
  /** From now on the store takes nothing, or takes again. */
  setStore(state: 'away' | 'back'): void;
  close(): Promise<void>;
}

const text = 'Grüße aus dem 3. Stock: „the AC“ leaks 💧\nsecond line';

/**
 * What every channel promises, whatever its wire: a message is acknowledged once it is kept, kept once, in the order of
 * its thread, as an activity the bot can take a turn on; and nothing that is forged comes in.
 */
export function adapterContract(name: string, open: () => Promise<AdapterUnderTest>): void {
  describe(`${name}, like every channel`, () => {
    let channel: AdapterUnderTest;
    let count = 0;
    const aMessage = (thread = 'a'): Wired => ({ id: `m-${++count}`, thread, text });

    before(async () => {
      channel = await open();
    });
    after(() => channel.close());
    afterEach(async () => {
      channel.setStore('back');
      await channel.arrived();
    });

    it('makes of a message an activity that the bot can take a turn on', async () => {
      assert.equal(Math.floor((await channel.send(aMessage())) / 100), 2);
      const [arrival, ...more] = await channel.arrived();
      assert.equal(more.length, 0);
      const { activity } = arrival!;
      assert.deepEqual([activity.type, activity.text], ['message', text]);
      for (const field of ['id', 'channelId', 'serviceUrl', 'timestamp'] as const)
        assert.ok(typeof activity[field] === 'string' && activity[field] !== '', field);
      assert.ok(!Number.isNaN(Date.parse(activity.timestamp as string)));
      for (const party of ['from', 'recipient', 'conversation'] as const)
        assert.ok((activity[party] as { id?: string }).id, `${party}.id`);
    });

    it('keeps a message once, however often and however close together it is sent', async () => {
      const message = aMessage();
      const first = await channel.send(message);
      const again = await Promise.all([channel.send(message), channel.send(message), channel.send(message)]);
      assert.deepEqual(new Set([first, ...again].map((status) => Math.floor(status / 100))), new Set([2]));
      assert.equal((await channel.arrived()).length, 1);
    });

    it('keeps the order of a thread, and threads in lanes of their own', async () => {
      const sent = [aMessage('a'), aMessage('b'), aMessage('a'), aMessage('a')].map((message, at) => ({
        ...message,
        text: `${at}`,
      }));
      for (const message of sent) await channel.send(message);
      const arrived = await channel.arrived();
      const lanes = Map.groupBy(arrived, ({ lane }) => lane);
      const texts = [...lanes.values()].map((ofLane) => ofLane.map(({ activity }) => activity.text));
      assert.deepEqual(texts.sort(), [['0', '2', '3'], ['1']]);
    });

    it('acknowledges nothing that it could not keep, so that its sender tries again', async () => {
      const message = aMessage();
      channel.setStore('away');
      assert.equal(Math.floor((await channel.send(message)) / 100), 5);
      channel.setStore('back');
      assert.deepEqual(await channel.arrived(), []);
      assert.equal(Math.floor((await channel.send(message)) / 100), 2);
      assert.equal((await channel.arrived()).length, 1);
    });

    it('lets in nothing that is forged', async () => {
      assert.equal(await channel.forge(aMessage()), 401);
      assert.deepEqual(await channel.arrived(), []);
    });

    it('survives bodies that nobody can read, and keeps nothing of them', async () => {
      const bodies = [
        '',
        '{',
        'null',
        '[]',
        '"text"',
        '{"type":{}}',
        '['.repeat(50_000),
        '\u0000',
        '<xml/>',
      ].map((body) => Buffer.from(body));
      for (const body of [...bodies, Buffer.from('7b22ff7d', 'hex')]) {
        const status = await channel.garble(body);
        assert.ok(status >= 400 && status < 500, `${status} for ${body.subarray(0, 20)}`);
      }
      assert.deepEqual(await channel.arrived(), []);
    });
  });
}
