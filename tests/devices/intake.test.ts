import assert from 'node:assert/strict';
import { intake } from '../../devices/intake.ts';
import { memoryLog } from '../fixtures/iot/memory-log.ts';

const at = Date.parse('2026-03-02T09:00:00Z');

function anIntake() {
  const log = memoryLog();
  const registry = {
    find: async (id: string) =>
      id === 'nobody' ? null : { id, unitId: 'main', isEnabled: id !== 'off', keys: [], thumbprints: [] },
  };
  const warned: object[] = [];
  const words = { warn: (fields: object) => void warned.push(fields) };
  return { log, warned, take: intake({ registry, readings: log, now: () => at, log: words }) };
}
const aMessage = (given: object = {}) => ({
  device: 'dev-1',
  messageId: 'm-1',
  properties: '',
  body: Buffer.from('{"t":1}'),
  ...given,
});

describe('what others have received', () => {
  it('is read and kept like what came here, once for each message id', async () => {
    const { log, take } = anIntake();
    assert.equal(await take(aMessage({ properties: 'a=b' })), 'kept');
    assert.equal(await take(aMessage()), 'repeat');
    assert.deepEqual(log.kept, [
      {
        device: 'dev-1',
        messageId: 'm-1',
        arrivedAt: at,
        readings: [{ channel: 't', at, value: 1 }],
        properties: 'a=b',
      },
    ]);
  });

  it('is let go when the device is unknown or may not send', async () => {
    const { log, take, warned } = anIntake();
    assert.equal(await take(aMessage({ device: 'nobody' })), 'unknown');
    assert.equal(await take(aMessage({ device: 'nobody' })), 'unknown');
    assert.equal(await take(aMessage({ device: 'off' })), 'unknown');
    assert.deepEqual(log.kept, []);
    assert.deepEqual(warned, [{ device: 'nobody' }, { device: 'off' }]);
  });

  it('has the time at which it was received over there, and never one ahead of our own clock', async () => {
    const { log, take } = anIntake();
    await take(aMessage({ sentAt: at - 5_000 }));
    await take(aMessage({ messageId: 'm-2', sentAt: at + 5_000 }));
    assert.deepEqual(
      log.kept.map(({ arrivedAt, readings }) => [arrivedAt, readings[0]?.at]),
      [
        [at, at - 5_000],
        [at, at],
      ],
    );
  });

  it('keeps whole what cannot be read, and says by what a resend is known', async () => {
    const { log, take } = anIntake();
    await take(
      aMessage({ messageId: null, body: Buffer.from('warm'), resend: { key: 'k', isRepeat: true } }),
    );
    assert.deepEqual(
      [log.kept[0]?.unread?.problem, log.kept[0]?.resend],
      ['the body is not JSON', { key: 'k', repeats: ['k'] }],
    );
  });
});
