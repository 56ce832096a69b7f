import { keyBytes } from '../record.ts';
import type { KeyRun } from './key-run.ts';

/** The keys of several runs in one order. */
export async function* mergedKeys(runs: readonly KeyRun[]): AsyncGenerator<Buffer> {
  const heads = await Promise.all(runs.map((run) => headOfChunks(run.chunks())));
  const open = heads.filter((head) => head.keys.length > 0);
  while (open.length > 0) {
    // Whatever is below the smallest of the chunks' last keys can be put in order now.
    const limit = open.map(({ keys }) => keys.subarray(-keyBytes)).reduce(smaller);
    const parts = open.map((head) => head.takeThrough(limit));
    yield inOrder(parts);
    for (const head of [...open]) if (!(await head.refill())) open.splice(open.indexOf(head), 1);
  }
}

interface Head {
  keys: Buffer;
  takeThrough(limit: Buffer): Buffer;
  refill(): Promise<boolean>;
}

async function headOfChunks(chunks: AsyncGenerator<Buffer>): Promise<Head> {
  const head: Head = {
    keys: (await chunks.next()).value ?? Buffer.alloc(0),
    takeThrough(limit) {
      let low = 0;
      let high = head.keys.length / keyBytes;
      while (low < high) {
        const at = ((low + high) >> 1) * keyBytes;
        if (limit.compare(head.keys, at, at + keyBytes) >= 0) low = at / keyBytes + 1;
        else high = at / keyBytes;
      }
      const taken = head.keys.subarray(0, low * keyBytes);
      head.keys = head.keys.subarray(low * keyBytes);
      return taken;
    },
    async refill() {
      if (head.keys.length === 0) head.keys = (await chunks.next()).value ?? Buffer.alloc(0);
      return head.keys.length > 0;
    },
  };
  return head;
}

const smaller = (a: Buffer, b: Buffer): Buffer => (Buffer.compare(a, b) <= 0 ? a : b);

/** A merge of sorted parts: two by two, so that each key is compared a few times only. */
function inOrder(parts: readonly Buffer[]): Buffer {
  const left = parts.filter((part) => part.length > 0);
  if (left.length <= 1) return left[0] ?? Buffer.alloc(0);
  const half = left.length >> 1;
  const [a, b] = [inOrder(left.slice(0, half)), inOrder(left.slice(half))];
  const out = Buffer.allocUnsafe(a.length + b.length);
  let [i, j] = [0, 0];
  for (let at = 0; at < out.length; at += keyBytes) {
    const isLeft = j >= b.length || (i < a.length && a.compare(b, j, j + keyBytes, i, i + keyBytes) <= 0);
    if (isLeft) i += a.copy(out, at, i, i + keyBytes);
    else j += b.copy(out, at, j, j + keyBytes);
  }
  return out;
}
