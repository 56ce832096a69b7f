import assert from 'node:assert/strict';
import { openSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { LogInUse } from '../../../devices/log/folder-lock.ts';
import { anArrival, everything, type LogFolder, logFolder } from '../../fixtures/iot/log-folder.ts';

describe('the telemetry log', () => {
  let place: LogFolder;
  beforeEach(() => {
    place = logFolder();
  });
  afterEach(() => place.remove());

  it('keeps messages in the order in which they came, with all they said', async () => {
    const log = await place.open();
    const whole = anArrival(0, {
      readings: [
        { channel: 'temperature', at: 1_700_000_000_000, value: -0.1 },
        { channel: 'Öldruck', at: 1_700_000_000_001, value: Number.MAX_VALUE },
      ],
      properties: 'level=critical%20%26%20hot',
      unread: { problem: '"x" is no number', body: Buffer.from('{"x":"y"}') },
    });
    const bare = anArrival(1, { messageId: null, readings: [], device: 'Gerät' });
    assert.deepEqual(await Promise.all([log.append(whole), log.append(bare)]), [
      { isNew: true, position: 0 },
      { isNew: true, position: 1 },
    ]);
    await log.close();
    const again = await place.open();
    const kept = await everything(again);
    assert.deepEqual(kept[0], {
      position: 0,
      ...whole,
      unread: { ...whole.unread, body: new Uint8Array(Buffer.from('{"x":"y"}')) },
    });
    assert.deepEqual(kept[1], { position: 1, ...bare });
    assert.deepEqual([again.start, again.end], [0, 2]);
  });

  it('answers whoever follows closely from memory, and everybody else from disk, the same', async () => {
    const log = await place.open({ segmentBytes: 4096 });
    let heard = 0;
    const stop = log.onAppended(() => heard++);
    for (let nth = 0; nth < 300; nth++) await log.append(anArrival(nth));
    assert.equal(heard, 300);
    stop();
    const fromMemory = await everything(log);
    await log.close();
    const fromDisk = await everything(await place.open());
    assert.deepEqual(fromDisk, fromMemory);
    assert.ok(place.files('.log').length > 5);
  });

  it('goes on at the position it is asked for, also in the middle of a group', async () => {
    const log = await place.open();
    await Promise.all(Array.from({ length: 50 }, (_, nth) => log.append(anArrival(nth))));
    await log.close();
    const again = await place.open();
    const { batches, next } = await again.readFrom(17, 5);
    assert.deepEqual(
      batches.map(({ position }) => position),
      [17, 18, 19, 20, 21],
    );
    assert.equal(next, 22);
    assert.deepEqual(await again.readFrom(1000, 5), { batches: [], next: 50 });
  });

  it('cuts an unfinished write at its end, says so, and loses nothing before it', async () => {
    const log = await place.open();
    for (let nth = 0; nth < 20; nth++) await log.append(anArrival(nth));
    await log.close();
    const [path] = place.files('.log');
    const whole = readFileSync(path!);
    for (const file of [...place.files('.idx'), ...place.files('.keys')]) truncateSync(file, 0);
    for (const cut of [1, 30, 60]) {
      writeFileSync(path!, whole.subarray(0, whole.length - cut));
      const again = await place.open();
      assert.equal((await everything(again)).length, 19, `cut by ${cut}`);
      assert.match(
        place.said.map(({ text }) => text).join(),
        /unfinished write at the end of telemetry is cut/,
      );
      assert.deepEqual(await again.append(anArrival(19)), { isNew: true, position: 19 });
      await again.close();
      for (const file of place.files('').filter((name) => name !== path)) truncateSync(file, 0);
      for (const file of place.files('.log').slice(1)) truncateSync(file, 0);
    }
  });

  it('steps over a flipped bit in the middle, counts what it cost and keeps the rest', async () => {
    const log = await place.open();
    for (let nth = 0; nth < 20; nth++) await log.append(anArrival(nth));
    await log.close();
    const [path] = place.files('.log');
    const file = openSync(path!, 'r+');
    const at = Math.floor(statSync(path!).size / 2);
    writeSync(file, Buffer.from([readFileSync(path!)[at]! ^ 4]), 0, 1, at);
    for (const derived of [...place.files('.idx'), ...place.files('.keys')]) truncateSync(derived, 0);
    const again = await place.open();
    const kept = await everything(again);
    assert.equal(kept.length, 19);
    assert.equal(again.health().damaged, 1);
    assert.equal(new Set(kept.map(({ position }) => position)).size, 19);
    assert.equal(kept.at(-1)!.position, 19, 'positions stay what they were');
  });

  it('reads on behind damage that comes while it is open', async () => {
    const log = await place.open();
    for (let nth = 0; nth < 20; nth++) await log.append(anArrival(nth));
    await log.close();
    const [path] = place.files('.log');
    const again = await place.open();
    const file = openSync(path!, 'r+');
    const at = Math.floor(statSync(path!).size / 2);
    writeSync(file, Buffer.from([readFileSync(path!)[at]! ^ 4]), 0, 1, at);
    assert.equal((await everything(again)).length, 19);
  });

  it('is written by one process at a time', async () => {
    await place.open();
    await assert.rejects(place.open(), LogInUse);
  });

  it('keeps what cannot be read apart, newest first, and counts it over restarts', async () => {
    const log = await place.open({ segmentBytes: 500 });
    for (let nth = 0; nth < 12; nth++)
      await log.append(
        anArrival(
          nth,
          nth % 3 === 0
            ? { readings: [], unread: { problem: 'the body is not JSON', body: Buffer.from(`<${nth}>`) } }
            : {},
        ),
      );
    await log.close();
    const again = await place.open();
    assert.equal(again.health().quarantined, 4);
    assert.deepEqual(await again.readQuarantine({ most: 3, isWanted: async () => false }), []);
    const found = await again.readQuarantine({ most: 3 });
    assert.deepEqual(
      found.map(({ unread }) => Buffer.from(unread!.body).toString()),
      ['<9>', '<6>', '<3>'],
    );
  });

  it('refuses what its form cannot hold', async () => {
    const log = await place.open();
    await assert.rejects(log.append(anArrival(0, { device: '' })), RangeError);
    await assert.rejects(log.append(anArrival(0, { device: 'd'.repeat(1001) })), RangeError);
    await assert.rejects(log.append(anArrival(0, { messageId: 'm'.repeat(20_001) })), RangeError);
    assert.equal(log.end, 0);
  });
});
