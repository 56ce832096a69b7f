import assert from 'node:assert/strict';
import type { CheckpointStore } from '@azure/event-hubs';
import { azureStream } from '../../../devices/event-hubs/azure-stream.ts';
import { checkpointStore } from '../../../devices/event-hubs/checkpoints.ts';
import {
  type EventHandlers,
  type EventStream,
  eventHubReader,
} from '../../../devices/event-hubs/event-hub-reader.ts';
import { type HubEvent, readEvent } from '../../../devices/event-hubs/read-event.ts';
import { intake } from '../../../devices/intake.ts';
import { engines, enginesTold, type Site } from '../../fixtures/databases.ts';
import { memoryLog } from '../../fixtures/iot/memory-log.ts';
import { until } from '../../fixtures/iot/until.ts';

const enqueued = new Date('2026-03-02T08:59:00Z');
const quiet = { warn: () => undefined, error: () => undefined };

/** An event as the built-in endpoint hands it out for a message that a device SDK has sent. */
const anEvent = (given: Partial<HubEvent> = {}, system: object = {}): HubEvent => ({
  body: Buffer.from('{"temperature":21.5}'),
  enqueuedTimeUtc: enqueued,
  sequenceNumber: 7,
  offset: '4096',
  messageId: 'm-7',
  properties: { level: 'critical & hot' },
  systemProperties: {
    'iothub-connection-device-id': 'dev-1',
    'iothub-connection-auth-method': '{"scope":"device","type":"sas","issuer":"iothub"}',
    'iothub-connection-auth-generation-id': '638000000000000000',
    'iothub-enqueuedtime': enqueued.getTime(),
    'iothub-message-source': 'Telemetry',
    messageId: 'm-7',
    contentType: 'application/json',
    contentEncoding: 'utf-8',
    ...system,
  },
  ...given,
});

describe('an event of an IoT Hub', () => {
  it('is read as its device’s telemetry', () => {
    assert.deepEqual(readEvent(anEvent(), '0'), {
      device: 'dev-1',
      messageId: 'm-7',
      encoding: 'utf-8',
      properties: 'level=critical%20%26%20hot',
      body: Buffer.from('{"temperature":21.5}'),
      sentAt: enqueued.getTime(),
    });
  });

  it('is known by its place in the partition where it has no message id', () => {
    const { messageId: _, ...bare } = anEvent({}, { messageId: undefined });
    assert.equal(readEvent(bare, '3')?.messageId, '3@7');
    assert.equal(readEvent(anEvent({ messageId: 42 }), '3')?.messageId, '42');
    assert.equal(readEvent(anEvent({ messageId: Buffer.from([1, 255]) }), '3')?.messageId, '01ff');
    assert.equal(readEvent(anEvent({ messageId: 'x'.repeat(200) }), '3')?.messageId, '3@7');
  });

  it('is no telemetry when it tells of a twin or of the device’s life, or names no device', () => {
    for (const source of ['twinChangeEvents', 'deviceLifecycleEvents', 'deviceConnectionStateEvents'])
      assert.equal(readEvent(anEvent({}, { 'iothub-message-source': source }), '0'), null, source);
    assert.equal(readEvent(anEvent({}, { 'iothub-connection-device-id': undefined }), '0'), null);
    assert.equal(readEvent({ ...anEvent(), systemProperties: {} }, '0'), null);
  });

  it('has its body as bytes, also where somebody has parsed it', () => {
    const body = (given: unknown) => Buffer.from(readEvent(anEvent({ body: given }), '0')!.body).toString();
    assert.deepEqual([body({ t: 1 }), body('{"t":1}'), body(undefined)], ['{"t":1}', '{"t":1}', '']);
  });
});

describe('reading an IoT Hub’s events', () => {
  function aReader() {
    let handlers: EventHandlers | undefined;
    let now = 0;
    const stream: EventStream = {
      name: 'test/hub/$Default',
      open: (given) => {
        handlers = given;
        return { close: async () => undefined };
      },
    };
    const log = memoryLog();
    const registry = {
      find: async (id: string) =>
        id.startsWith('dev') ? { id, unitId: 'main', isEnabled: true, keys: [], thumbprints: [] } : null,
    };
    const keep = intake({
      registry,
      readings: log,
      now: () => Date.parse('2026-03-02T09:00:00Z'),
      log: quiet,
    });
    const reader = eventHubReader({ stream, keep, now: () => now, log: quiet });
    const checkpoints: number[] = [];
    const take = (...events: HubEvent[]) =>
      handlers!.take(events, {
        partitionId: '0',
        updateCheckpoint: async ({ sequenceNumber }) => void checkpoints.push(sequenceNumber),
      });
    const pass = (ms: number) => {
      now += ms;
    };
    return { reader, log, checkpoints, take, handlers: handlers!, pass };
  }
  const numbered = (sequenceNumber: number, messageId = `m-${sequenceNumber}`) =>
    anEvent({ sequenceNumber, messageId });

  it('keeps each message once, however often it is read', async () => {
    const { reader, log, take } = aReader();
    await take(numbered(1), numbered(2));
    await take(numbered(2), numbered(3));
    assert.deepEqual(
      log.kept.map(({ messageId }) => messageId),
      ['m-1', 'm-2', 'm-3'],
    );
    assert.deepEqual(
      [reader.health().kept, reader.health().repeats, log.kept[0]?.readings],
      [3, 1, [{ channel: 'temperature', at: enqueued.getTime(), value: 21.5 }]],
    );
  });

  it('counts what is no telemetry, and what no device of ours sent', async () => {
    const { reader, log, take } = aReader();
    await take(
      anEvent({}, { 'iothub-message-source': 'twinChangeEvents' }),
      anEvent({}, { 'iothub-connection-device-id': 'x' }),
    );
    assert.deepEqual([reader.health().others, reader.health().unknown, log.kept.length], [1, 1, 0]);
  });

  it('notes its place at most once a second, and when nothing more comes', async () => {
    const { checkpoints, take, pass } = aReader();
    await take(numbered(1));
    await take(numbered(2));
    assert.deepEqual(checkpoints, []);
    await take();
    assert.deepEqual(checkpoints, [2]);
    await take();
    await take(numbered(3));
    pass(1_500);
    await take(numbered(4), numbered(5));
    assert.deepEqual(checkpoints, [2, 5]);
  });

  it('notes no place before everything up to it is on disk', async () => {
    const { reader, log, checkpoints, take, pass } = aReader();
    log.isFull = true;
    pass(5_000);
    const taking = take(numbered(1), numbered(2)).then(() => take());
    await until(() => reader.health().problem === 'the disk is full', 'it says so');
    assert.deepEqual([checkpoints, reader.health().state], [[], 'failing']);
    log.isFull = false;
    await taking;
    assert.deepEqual([checkpoints, log.kept.length, reader.health().state], [[2], 2, 'reading']);
  });

  it('is connecting until it hears of the hub, and fails when it hears no more', async () => {
    const { reader, take, pass } = aReader();
    assert.equal(reader.health().state, 'connecting');
    await take();
    assert.equal(reader.health().state, 'reading');
    pass(61_000);
    assert.deepEqual(
      [reader.health().state, reader.health().problem],
      ['failing', 'nothing was heard of it for 61 s'],
    );
    await take();
    assert.equal(reader.health().state, 'reading');
  });

  it('says what stands in its way', async () => {
    const { reader, handlers } = aReader();
    handlers.failed(new Error('401: the key is wrong'), '0');
    assert.deepEqual([reader.health().state, reader.health().problem], ['failing', '401: the key is wrong']);
    await reader.stop();
  });
});

for (const engine of engines)
  describe(`checkpoints on ${engine.name}`, () => {
    let site: Site;
    let store: CheckpointStore;
    before(async () => {
      site = await engine.fresh();
      const database = await site.open();
      store = checkpointStore({ partitions: database.tables.hubPartitions, commit: database.commit({}) });
    });
    after(() => site.drop());

    const stream = {
      fullyQualifiedNamespace: 'ihsuprod.servicebus.windows.net',
      eventHubName: 'iothub-ehub-x',
      consumerGroup: '$Default',
    };
    const args = [stream.fullyQualifiedNamespace, stream.eventHubName, stream.consumerGroup] as const;
    const wanted = (ownerId: string, etag?: string) => ({
      ...stream,
      partitionId: '1',
      ownerId,
      ...(etag && { etag }),
    });

    it('know nothing at first', async () => {
      assert.deepEqual([await store.listOwnership(...args), await store.listCheckpoints(...args)], [[], []]);
    });

    it('let one of two claim a partition, and the other take it over when it knows the last claim', async () => {
      const both = await Promise.all([
        store.claimOwnership([wanted('a')]),
        store.claimOwnership([wanted('b')]),
      ]);
      assert.equal(both.flat().length, 1);
      const [first] = both.flat();
      assert.deepEqual(await store.listOwnership(...args), [first]);
      assert.ok(first?.etag && first.lastModifiedTimeInMs);
      assert.deepEqual(await store.claimOwnership([wanted('c', 'another')]), []);
      const [renewed] = await store.claimOwnership([wanted('a', first.etag)]);
      assert.notEqual(renewed?.etag, first.etag);
      assert.deepEqual(await store.claimOwnership([wanted('b', first.etag)]), []);
      assert.equal((await store.claimOwnership([wanted('b', renewed?.etag)]))[0]?.ownerId, 'b');
    });

    it('keep the place of each partition, without disturbing whose it is', async () => {
      const [before] = await store.listOwnership(...args);
      await store.updateCheckpoint({ ...stream, partitionId: '1', offset: '4096', sequenceNumber: 7 });
      await store.updateCheckpoint({ ...stream, partitionId: '2', offset: '1', sequenceNumber: 2 ** 40 });
      await store.updateCheckpoint({ ...stream, partitionId: '1', offset: '8192', sequenceNumber: 9 });
      assert.deepEqual(await store.listCheckpoints(...args), [
        { ...stream, partitionId: '1', offset: '8192', sequenceNumber: 9 },
        { ...stream, partitionId: '2', offset: '1', sequenceNumber: 2 ** 40 },
      ]);
      assert.deepEqual(await store.listOwnership(...args), [before]);
      assert.deepEqual(await store.listCheckpoints(args[0], args[1], 'another'), []);
    });
  });

describe('Azure’s own client', () => {
  it('is opened with the connection string of the built-in endpoint, told apart without its key, and closed', async () => {
    const connectionString =
      'Endpoint=sb://127.0.0.1/;SharedAccessKeyName=service;SharedAccessKey=c2VjcmV0;EntityPath=iothub-ehub-test';
    const none = async () => [];
    const checkpoints = {
      listOwnership: none,
      claimOwnership: none,
      listCheckpoints: none,
      updateCheckpoint: async () => undefined,
    };
    const stream = azureStream({ connectionString, consumerGroup: '$Default', checkpoints });
    assert.equal(stream.name, '127.0.0.1/iothub-ehub-test/$Default');
    const problems: string[] = [];
    const opened = stream.open({
      take: async () => undefined,
      failed: ({ message }) => void problems.push(message),
    });
    await opened.close();
    assert.ok(problems.every((one) => !one.includes('c2VjcmV0')));
  });
});

it(`the checkpoints ${enginesTold}`, () => assert.ok(engines.length >= 1));
