import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The demo's own secret: made once, readable by its owner only, so that tokens outlive a restart. */
export function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'secret');
  try {
    const kept = readFileSync(path, 'utf8').trim();
    if (kept.length >= 32) return kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const made = randomBytes(32).toString('base64url');
  writeFileSync(path, made, { mode: 0o600 });
  return made;
}
