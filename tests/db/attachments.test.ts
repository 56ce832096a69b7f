import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachmentStore } from '../../db/attachments.ts';

describe('files on disk', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldline-files-'));
  const store = attachmentStore({
    dataDir,
    commit: () => assert.fail('reading writes nothing'),
    newId: () => assert.fail('reading makes nothing'),
    restKeys: [],
  });
  after(() => rmSync(dataDir, { recursive: true, force: true }));

  it('are missing when nobody kept them, or when their id is none', async () => {
    assert.equal(await store.read('never-kept'), undefined);
    assert.equal(await store.read('../../etc/passwd'), undefined);
  });

  it('are not called missing when the disk cannot read them', async () => {
    mkdirSync(join(dataDir, 'attachments', 'le', 'unreadable'), { recursive: true });
    await assert.rejects(store.read('unreadable'), { code: 'EISDIR' });
  });

  it('are sealed on disk when there is a key, and read back as they were', async () => {
    const sealing = attachmentStore({
      dataDir,
      commit: async () => undefined as never,
      newId: () => 'sealed-1',
      restKeys: [randomBytes(32)],
    });
    const bytes = Buffer.from('what the customer sent');
    await sealing.save({ name: 'a.txt', contentType: 'text/plain', bytes, conversationId: 'c-1' });
    const onDisk = readFileSync(join(dataDir, 'attachments', '-1', 'sealed-1'));
    assert.doesNotMatch(onDisk.toString('latin1'), /customer/);
    assert.deepEqual(Buffer.from((await sealing.read('sealed-1'))!), bytes);
  });
});
