import assert from 'node:assert/strict';
import type { Database } from '../../../db/database.ts';
import { azureStream } from '../../../devices/event-hubs/azure-stream.ts';
import { checkpointStore } from '../../../devices/event-hubs/checkpoints.ts';
import { type EventHubReader, eventHubReader } from '../../../devices/event-hubs/event-hub-reader.ts';
import { intake } from '../../../devices/intake.ts';
import { engines, type Site } from '../../fixtures/databases.ts';
import { aFakeEventHub, type FakeEvent, type FakeEventHub } from '../../fixtures/iot/fake-event-hub.ts';
import { memoryLog } from '../../fixtures/iot/memory-log.ts';
import { until } from '../../fixtures/iot/until.ts';

const quiet = { warn: () => undefined, error: () => undefined };
const registry = {
  find: async (id: string) => ({ id, unitId: 'main', isEnabled: true, keys: [], thumbprints: [] }),
};

describe('Azure’s own client, on a hub’s endpoint', function () {
  this.timeout(20_000);
  let hub: FakeEventHub;
  let site: Site;
  let database: Database;
  let readers: EventHubReader[] = [];
  const log = memoryLog();
  const ids = () => log.kept.map(({ messageId }) => messageId);
  const anEvent = (messageId: string): FakeEvent => ({ deviceId: 'dev-1', messageId, body: { t: 21.5 } });

  before(async () => {
    hub = await aFakeEventHub();
    site = await engines[0]!.fresh();
    database = await site.open();
  });
  after(async () => {
    await hub.close();
    await site.drop();
  });
  afterEach(async () => {
    await Promise.all(readers.map((reader) => reader.stop()));
    readers = [];
  });

  const open = (): EventHubReader => {
    const checkpoints = checkpointStore({
      partitions: database.tables.hubPartitions,
      commit: database.commit({}),
    });
    const { connectionString } = hub;
    const reader = eventHubReader({
      stream: azureStream({ connectionString, consumerGroup: '$Default', checkpoints }),
      keep: intake({ registry, readings: log, now: Date.now, log: quiet }),
      now: () => performance.now(),
      log: quiet,
    });
    readers.push(reader);
    return reader;
  };
  const placeOf = async (partitionId: string) =>
    (await database.tables.hubPartitions.first({ partitionId }))?.sequenceNumber ?? null;

  it('reads every partition from its beginning, and what comes later, with ids and properties', async () => {
    hub.add('0', anEvent('a-0'), anEvent('a-1'));
    hub.add('1', anEvent('b-0'));
    open();
    await until(() => log.kept.length === 3, 'all are kept', 12_000);
    hub.add('1', anEvent('b-1'));
    await until(() => ids().includes('b-1'), 'the next one is kept');
    assert.deepEqual(ids().toSorted(), ['a-0', 'a-1', 'b-0', 'b-1']);
    const [first] = log.kept;
    assert.deepEqual(
      [first?.device, first?.readings, first?.properties],
      ['dev-1', [{ channel: 't', at: Date.parse('2026-03-02T08:59:00Z'), value: 21.5 }], 'level=high'],
    );
    assert.deepEqual(hub.asked.toSorted(), ['0>-1', '1>-1']);
  });

  it('notes its place in the database once nothing more comes, and goes on from there after a restart', async () => {
    open();
    await until(
      async () => (await placeOf('0')) === 1 && (await placeOf('1')) === 1,
      'both places are noted',
      12_000,
    );
    await readers[0]?.stop();
    readers = [];
    hub.add('0', anEvent('a-2'));
    const before = hub.asked.length;
    const again = open();
    await until(() => ids().includes('a-2'), 'it goes on', 12_000);
    await until(() => hub.asked.length >= before + 2, 'both are read');
    assert.deepEqual(hub.asked.slice(before).toSorted(), ['0>1', '1>1']);
    assert.deepEqual([again.health().kept, again.health().repeats, again.health().state], [1, 0, 'reading']);
  });

  it('is connecting as long as the hub does not answer, and tells no secret', async () => {
    const away = await aFakeEventHub();
    const { connectionString } = away;
    await away.close();
    const none = async () => [];
    const reader = eventHubReader({
      stream: azureStream({
        connectionString,
        consumerGroup: '$Default',
        checkpoints: {
          listOwnership: none,
          claimOwnership: none,
          listCheckpoints: none,
          updateCheckpoint: async () => undefined,
        },
      }),
      keep: async () => 'kept',
      now: () => performance.now(),
      log: quiet,
    });
    readers.push(reader);
    assert.equal(reader.health().state, 'connecting');
    assert.doesNotMatch(JSON.stringify(reader.health()), /c2VjcmV0/);
  });
});
