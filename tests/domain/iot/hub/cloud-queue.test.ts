import assert from 'node:assert/strict';
import fc from 'fast-check';
import { queueLimits } from '../../../../domain/iot/hub/cloud-message.ts';
import {
  ageCloudMessage,
  purgeCloudMessages,
  queueCloudMessage,
  type Settlement,
  settleCloudMessage,
  takeCloudMessage,
} from '../../../../domain/iot/hub/cloud-queue.ts';
import type { Refused } from '../../../../domain/refusals.ts';
import { ana, as, dora } from '../../../fixtures/field-desk.ts';
import { aDeskWithDevice, aThermostat } from '../../../fixtures/iot/hub-records.ts';
import type { Memory } from '../../../fixtures/memory.ts';

const deviceId = 'dev-1';
const queue = (desk: Memory, body = 'hello', more = {}) =>
  as(desk, dora)(queueCloudMessage, { deviceId, body, ...more });
const take = (desk: Memory) => desk.commit((unit) => takeCloudMessage(unit, { deviceId }));
const settle = (desk: Memory, cloudMessageId: string, how: Settlement) =>
  desk.commit((unit) => settleCloudMessage(unit, { cloudMessageId, how }));
const refusedWith = (code: string) => (error: Refused) => error.code === code;
const ends = (desk: Memory) =>
  desk.events.flatMap(({ name, data }) =>
    name === 'cloud-message.settled' ? [(data as { feedback: string }).feedback] : [],
  );

/** Fires every timer that is due by now, as the timers' worker does. */
async function fireTimers(desk: Memory): Promise<void> {
  for (const [key, { kind, subjectId, dueAt }] of [...desk.timers]) {
    if (kind !== 'cloud-message.due' || dueAt > desk.now) continue;
    desk.timers.delete(key);
    await desk.commit((unit) => ageCloudMessage(unit, subjectId));
  }
}

describe('the queue of a device', () => {
  it('holds fifty messages and refuses the next, until one is out of it', async () => {
    const desk = aDeskWithDevice();
    for (let count = 0; count < 50; count++) await queue(desk);
    await assert.rejects(queue(desk), refusedWith('cloud_message.queue_full'));
    const first = await take(desk);
    await assert.rejects(queue(desk), refusedWith('cloud_message.queue_full'));
    await settle(desk, first!.id, 'complete');
    assert.equal((await queue(desk)).state, 'enqueued');
  });

  it('hands messages over in the order of queueing, each once while its lock lasts', async () => {
    const desk = aDeskWithDevice();
    const made = [await queue(desk, 'one'), await queue(desk, 'two')];
    assert.deepEqual(
      [(await take(desk))?.id, (await take(desk))?.id, await take(desk)],
      [made[0]!.id, made[1]!.id, undefined],
    );
  });

  it('offers a message again when its lock has ended, and says so', async () => {
    const desk = aDeskWithDevice();
    const { id } = await queue(desk);
    await take(desk);
    desk.advance(0.5);
    await fireTimers(desk);
    assert.equal(await take(desk), undefined);
    desk.advance(0.5);
    desk.events.length = 0;
    await fireTimers(desk);
    assert.deepEqual(
      desk.events.map(({ name }) => name),
      ['cloud-message.queued'],
    );
    assert.deepEqual([(await take(desk))?.id, desk.one('cloudMessages', id).deliveryCount], [id, 2]);
  });

  it('drops a message when its time is over: an hour unless told, two days at most', async () => {
    const desk = aDeskWithDevice();
    const [usual, short, longest] = [
      await queue(desk),
      await queue(desk, '', { ttlSeconds: 30 }),
      await queue(desk, '', { ttlSeconds: 999_999 }),
    ];
    const hours = (message: typeof usual) => (message.expiresAt.getTime() - desk.now.getTime()) / 3_600_000;
    assert.deepEqual([hours(usual), hours(longest)], [1, 48]);
    desk.advance(0.5);
    assert.equal((await take(desk))?.id, usual.id);
    assert.equal((await take(desk))?.id, longest.id);
    await fireTimers(desk);
    assert.equal(desk.one('cloudMessages', short.id).feedback, 'expired');
    assert.deepEqual(ends(desk), ['expired']);
  });

  it('believes an acknowledgement that comes late, while the message still stands', async () => {
    const desk = aDeskWithDevice();
    const { id } = await queue(desk);
    await take(desk);
    desk.advance(1);
    await fireTimers(desk);
    assert.equal((await settle(desk, id, 'complete')).state, 'completed');
    assert.equal((await settle(desk, id, 'abandon')).state, 'completed');
    assert.deepEqual(ends(desk), ['success']);
  });

  it('is emptied by a dispatcher, not by an agent', async () => {
    const desk = aDeskWithDevice();
    await queue(desk);
    await queue(desk);
    await assert.rejects(as(desk, ana)(purgeCloudMessages, { deviceId }), refusedWith('role.not_allowed'));
    assert.equal(await as(desk, dora)(purgeCloudMessages, { deviceId }), 2);
    assert.deepEqual(ends(desk), ['purged', 'purged']);
    assert.equal(desk.timers.size, 0);
  });

  it('takes nothing for a device that is disabled, and nothing larger than 64 KiB', async () => {
    const desk = aDeskWithDevice();
    assert.equal((await queue(desk, '€'.repeat(21_845))).state, 'enqueued');
    await assert.rejects(queue(desk, '€'.repeat(21_846)), refusedWith('input.invalid'));
    await assert.rejects(
      queue(desk, '', { properties: { a: '€'.repeat(5_461), b: 'x' } }),
      /properties: names and values together may have 16 KiB/,
    );
    desk.seed('devices', aThermostat({ state: 'disabled' }));
    await assert.rejects(queue(desk), refusedWith('device.not_enabled'));
  });

  it('loses and repeats nothing, whatever devices and clocks do', async () => {
    const step = fc.oneof(
      fc.constant({ do: 'queue' } as const),
      fc.constant({ do: 'take' } as const),
      fc.record({ do: fc.constantFrom('complete', 'reject', 'abandon'), which: fc.nat(20) }),
      fc.record({ do: fc.constant('wait' as const), minutes: fc.constantFrom(0.5, 1, 5, 40) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
        const desk = aDeskWithDevice();
        const made: string[] = [];
        for (const one of steps) {
          if (one.do === 'queue')
            await queue(desk).then(({ id }) => made.push(id), refusedWith('cloud_message.queue_full'));
          else if (one.do === 'take') await take(desk);
          else if (one.do === 'wait') await fireTimers(desk.advance(one.minutes));
          else if (made.length > 0) await settle(desk, made[one.which % made.length]!, one.do);
        }
        const all = desk.all('cloudMessages');
        const pending = all.filter(({ state }) => state === 'enqueued' || state === 'invisible');
        assert.equal(all.length, made.length);
        assert.ok(pending.length <= queueLimits.pending);
        assert.ok(all.every(({ deliveryCount }) => deliveryCount <= queueLimits.deliveries));
        // Each message that is over has ended once, and each that is not has a timer.
        assert.equal(ends(desk).length, all.length - pending.length);
        assert.equal(
          [...desk.timers.values()].filter(({ kind }) => kind === 'cloud-message.due').length,
          pending.length,
        );
      }),
      { numRuns: 100 },
    );
  });
});
