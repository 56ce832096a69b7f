import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Disk, realDisk } from '../../../devices/log/group-writer.ts';
import { LogUnavailable } from '../../../devices/log/reading-log.ts';
import { WrongRestKey } from '../../../devices/log/segment-file.ts';
import { anArrival, everything, type LogFolder, logFolder } from '../../fixtures/iot/log-folder.ts';
import { until } from '../../fixtures/iot/until.ts';

describe('the telemetry log on its disk', () => {
  let place: LogFolder;
  beforeEach(() => {
    place = logFolder();
  });
  afterEach(() => place.remove());

  it('writes one group for all that arrive while another is on its way', async () => {
    let syncs = 0;
    const disk: Disk = {
      ...realDisk,
      sync: async (file) => {
        syncs++;
        await realDisk.sync(file);
      },
    };
    const log = await place.open({ disk });
    await Promise.all(Array.from({ length: 500 }, (_, nth) => log.append(anArrival(nth))));
    assert.ok(syncs <= 3, `${syncs} syncs`);
    assert.equal(log.end, 500);
  });

  it('acknowledges only what is synced', async () => {
    const gate = Promise.withResolvers<void>();
    const log = await place.open({ disk: { ...realDisk, sync: () => gate.promise } });
    let isKept = false;
    const keeping = log.append(anArrival(0)).then(() => {
      isKept = true;
    });
    await new Promise((done) => setTimeout(done, 30));
    assert.deepEqual([isKept, log.end], [false, 0]);
    gate.resolve();
    await keeping;
    assert.deepEqual([isKept, log.end], [true, 1]);
  });

  it('refuses while the disk is full or cannot sync, says so, and takes up again by itself', async () => {
    for (const broken of ['write', 'sync'] as const) {
      const own = logFolder();
      let isBroken = false;
      const fault = () =>
        Object.assign(new Error(`ENOSPC: no space left on device, ${broken}`), { code: 'ENOSPC' });
      const disk: Disk = {
        write: async (...args) => {
          await realDisk.write(...args); // a part of it may well be on disk
          if (isBroken && broken === 'write') throw fault();
        },
        sync: async (file) => {
          if (isBroken) throw fault();
          await realDisk.sync(file);
        },
      };
      const log = await own.open({ disk });
      await log.append(anArrival(0));
      isBroken = true;
      await assert.rejects(Promise.all([log.append(anArrival(1)), log.append(anArrival(2))]), LogUnavailable);
      assert.equal(log.health().state, 'failing');
      assert.match(log.health().problem ?? '', /ENOSPC/);
      await assert.rejects(log.append(anArrival(3)), LogUnavailable);
      isBroken = false;
      await until(() => log.health().state === 'ok', 'the log can be written again', 5000);
      assert.deepEqual(
        await log.append(anArrival(1)),
        { isNew: true, position: 1 },
        'a refused message is new',
      );
      await log.close();
      for (const path of [...own.files('.idx'), ...own.files('.keys')]) truncateSync(path, 0);
      const again = await own.open();
      const kept = await everything(again);
      assert.deepEqual(
        kept.map(({ messageId }) => messageId),
        ['m-0', 'm-1'],
        'what was refused does not come back',
      );
      await own.remove();
    }
  });

  it('asks senders to hold back while much waits for the disk', async () => {
    const gate = Promise.withResolvers<void>();
    const log = await place.open({ disk: { ...realDisk, sync: () => gate.promise } });
    const all = Array.from({ length: 2500 }, (_, nth) => log.append(anArrival(nth)));
    assert.equal(log.isCrowded(), true);
    gate.resolve();
    await Promise.all(all);
    assert.equal(log.isCrowded(), false);
  });

  it('retires whole segments by age, but never its newest', async () => {
    const dayMs = 86_400_000;
    const retention = { ageMs: 3 * dayMs, bytes: 1e12 };
    const log = await place.open({ segmentBytes: 300, retention });
    for (let nth = 0; nth < 20; nth++) {
      place.now += dayMs / 2;
      await log.append(anArrival(nth, { arrivedAt: place.now }));
    }
    await log.close();
    const again = await place.open({ retention });
    await again.close();
    assert.ok(again.start >= 10 && again.start < 15, `starts at ${again.start}`);
    place.now += 100 * dayMs;
    const late = await place.open({ retention });
    await late.close();
    const last = await place.open({ retention });
    assert.equal(place.files('.log').length, 1);
    assert.equal(last.end, 20, 'positions go on');
    assert.equal((await last.append(anArrival(20, { arrivedAt: place.now }))).position, 20);
  });

  it('seals what it writes: neither names nor values can be read, nor can anything be changed or moved', async () => {
    const keys = [randomBytes(32)];
    const log = await place.open({ keys });
    for (let nth = 0; nth < 10; nth++) await log.append(anArrival(nth, { device: 'secret-device' }));
    assert.equal(log.health().isEncrypted, true);
    await log.close();
    for (const path of place.files('')) {
      const text = readFileSync(path).toString('latin1');
      assert.doesNotMatch(text, /secret-device|temperature|m-3/, path);
    }
    const again = await place.open({ keys });
    assert.equal((await everything(again)).length, 10);
    assert.equal((await again.readDevice('secret-device', { from: 0, to: Infinity, most: 99 })).length, 10);
    await again.close();
    const [path] = place.files('.log');
    const bytes = readFileSync(path!);
    writeFileSync(path!, Buffer.concat([bytes.subarray(0, 64), bytes.subarray(300)])); // groups moved forward
    for (const derived of [...place.files('.idx'), ...place.files('.keys')]) truncateSync(derived, 0);
    const moved = await place.open({ keys });
    assert.deepEqual(await everything(moved), []);
  });

  it('opens what older keys sealed, and what was never sealed, and refuses to start without the key', async () => {
    const [old, young] = [randomBytes(32), randomBytes(32)];
    for (const [nth, keys] of [[], [old], [young, old]].entries()) {
      const log = await place.open({ keys });
      await log.append(anArrival(nth));
      assert.equal((await everything(log)).length, nth + 1);
      await log.close();
    }
    await assert.rejects(place.open({ keys: [young] }), WrongRestKey);
    await assert.rejects(place.open({ keys: [] }), /DATA_ENCRYPTION_KEY/);
    const all = await place.open({ keys: [young, old] });
    assert.equal((await everything(all)).length, 3);
  });

  it('makes a damaged index again when it is asked for, and says so', async () => {
    const log = await place.open({ segmentBytes: 1000 });
    for (let nth = 0; nth < 40; nth++) await log.append(anArrival(nth));
    await log.close();
    const again = await place.open();
    const [path] = place.files('.idx');
    const bytes = readFileSync(path!);
    bytes[bytes.length - 3]! ^= 1;
    writeFileSync(path!, bytes);
    assert.equal((await again.readDevice('pump-1', { from: 0, to: Infinity, most: 100 })).length, 40);
    assert.match(
      place.said.map(({ text }) => text).join(),
      /index of a telemetry segment was damaged; it was made again/,
    );
  });

  it('puts a segment in order later when there was no room for its index', async () => {
    const log = await place.open({ segmentBytes: 1000 });
    mkdirSync(join(place.folder, '0000000000000000.idx.part'));
    for (let nth = 0; nth < 40; nth++) await log.append(anArrival(nth));
    await log.close();
    assert.match(place.said.map(({ text }) => text).join(), /could not be put in order; it is tried again/);
    rmSync(join(place.folder, '0000000000000000.idx.part'), { recursive: true });
    const again = await place.open();
    assert.equal((await everything(again)).length, 40);
    for (let nth = 0; nth < 40; nth++) assert.equal((await again.append(anArrival(nth))).isNew, false);
  });

  it('takes nothing once it is closed', async () => {
    const log = await place.open();
    await log.append(anArrival(0));
    await log.close();
    await assert.rejects(log.append(anArrival(1)), LogUnavailable);
    assert.equal(log.end, 1);
  });
});
