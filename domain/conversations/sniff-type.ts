/** Beginnings of files by which their kind is known, whatever their sender calls them. */
const signatures: readonly (readonly [type: string, bytes: readonly number[], offset?: number])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['image/webp', [0x57, 0x45, 0x42, 0x50], 8],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['video/mp4', [0x66, 0x74, 0x79, 0x70], 4],
  ['application/zip', [0x50, 0x4b, 0x03, 0x04]],
];

/** Kinds without a signature that are taken at their sender's word, and are never shown as a page. */
const plain = new Set(['text/plain', 'text/csv', 'audio/mpeg', 'audio/ogg', 'audio/wav']);
const inZip = /^application\/vnd\.openxmlformats-officedocument\./;

/**
 * The content type a file is stored and served with: what its first bytes say, a harmless word of its sender's, or
 * `application/octet-stream`. HTML, SVG and scripts are never believed, because a browser would run them.
 */
export function sniffType(bytes: Uint8Array, claimed: string): string {
  const word = (claimed.split(';')[0] ?? '').trim().toLowerCase();
  const found = signatures.find(([, magic, offset = 0]) =>
    magic.every((byte, at) => bytes[offset + at] === byte),
  )?.[0];
  if (found === 'application/zip') return inZip.test(word) ? word : found;
  return found ?? (plain.has(word) ? word : 'application/octet-stream');
}
