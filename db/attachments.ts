import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sniffType } from '../domain/conversations/sniff-type.ts';
import type { AttachmentStore } from '../domain/messaging/attachment-store.ts';
import { Refused } from '../domain/refusals.ts';
import type { Commit } from '../domain/unit.ts';
import { restSeal } from './rest-seal.ts';

/** Largest file taken, in bytes. */
export const largestFile = 10 * 1024 * 1024;

const idPattern = /^[\w-]{8,80}$/;

/**
 * Files on disk under DATA_DIR/attachments, each written and synced under a temporary name before its record is
 * committed, and removed after it: a record without its bytes cannot be. With keys they are sealed, each to its own id.
 */
export function attachmentStore(deps: {
  readonly dataDir: string;
  readonly commit: Commit;
  readonly newId: () => string;
  /** 32 bytes each, the newest first; none leaves files readable to whoever holds the disk. */
  readonly restKeys: readonly Uint8Array[];
}): AttachmentStore {
  const seal = restSeal(deps.restKeys);
  const folder = join(deps.dataDir, 'attachments');
  const pathOf = (id: string) => join(folder, id.slice(-2), id);

  return {
    async save({ name, contentType, bytes, conversationId }) {
      if (bytes.byteLength > largestFile) throw new Refused('input.too_large', { limit: '10 MB' });
      const type = sniffType(bytes, contentType);
      const id = deps.newId();
      const file = { name: cleanName(name), contentType: type, sizeBytes: bytes.byteLength };
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await writeSynced(pathOf(id), seal.seal(bytes, id));
      await deps.commit(async (unit) => {
        const { now: createdAt, actor } = unit;
        unit.attachments.save({
          ...file,
          id,
          version: 0,
          unitId: actor.unitId,
          conversationId,
          sha256,
          createdAt,
        });
      });
      return { attachmentId: id, ...file };
    },
    async remove(attachmentId) {
      if (!idPattern.test(attachmentId)) return;
      await deps.commit(async (unit) => {
        const found = await unit.attachments.find(attachmentId);
        if (found) unit.attachments.remove(found);
      });
      await rm(pathOf(attachmentId), { force: true });
    },
    async read(attachmentId) {
      if (!idPattern.test(attachmentId)) return undefined;
      const bytes = await readFile(pathOf(attachmentId)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error; // a disk that fails is no file that is missing
      });
      return bytes && seal.open(bytes, attachmentId);
    },
  };
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  const draft = `${path}.part`;
  const file = await open(draft, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/** The last part of a name, without control characters and path tricks, at most 120 characters. */
export function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')
    .replace(/^\.+/, '')
    .trim();
  return clean.slice(0, 120) || 'file';
}
