import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachmentStore } from '../../db/attachments.ts';

describe('files on disk', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldline-files-'));
  const store = attachmentStore({
    dataDir,
    commit: () => assert.fail('reading writes nothing'),
    newId: () => assert.fail('reading makes nothing'),
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
});
