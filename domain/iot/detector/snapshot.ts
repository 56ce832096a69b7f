import { blockOf, bytesIn, bytesOf, type Memory, type Need } from './memory.ts';

/** A saved watch is of another version of the detectors, or no saved watch at all. */
export class BadSnapshot extends Error {}

/** One device as it is saved and restored. */
export interface SavedDevice {
  readonly name: string;
  readonly peers: string | null;
  readonly joint: Memory | null;
  readonly channels: readonly { readonly name: string; readonly memory: Memory }[];
}

/** Sizes of the blocks: what was saved with others cannot be taken over. */
export interface Sizes {
  readonly channel: Need;
  readonly device: Need;
}

const magic = 0x314c4657; // "WFL1"
const head = 20; // magic, length of the piece, length of the names, sizes of the two blocks

/** One piece a device: a head, the names as JSON, the device's block if it has one, a block a channel. */
export function* writePieces(devices: Iterable<SavedDevice>, sizes: Sizes): Generator<Uint8Array> {
  for (const { name, peers, joint, channels } of devices) {
    const names = new TextEncoder().encode(
      JSON.stringify({ name, peers, hasJoint: joint !== null, channels: channels.map((one) => one.name) }),
    );
    const blocks = [...(joint === null ? [] : [joint]), ...channels.map(({ memory }) => memory)].map(bytesIn);
    const length = head + names.length + blocks.reduce((sum, block) => sum + block.length, 0);
    const piece = new Uint8Array(length);
    const view = new DataView(piece.buffer);
    [magic, length, names.length, bytesOf(sizes.channel), bytesOf(sizes.device)].forEach((word, index) => {
      view.setUint32(index * 4, word, true);
    });
    piece.set(names, head);
    let at = head + names.length;
    for (const block of blocks) {
      piece.set(block, at);
      at += block.length;
    }
    yield piece;
  }
}

/** Reads pieces back; each item may hold several devices, but no device is cut in two. */
export function* readPieces(pieces: Iterable<Uint8Array>, sizes: Sizes): Generator<SavedDevice> {
  for (const bytes of pieces) {
    for (let at = 0; at < bytes.length; ) {
      const rest = bytes.subarray(at);
      const { saved, length } = readOne(rest, sizes);
      yield saved;
      at += length;
    }
  }
}

function readOne(bytes: Uint8Array, sizes: Sizes): { saved: SavedDevice; length: number } {
  const reject = (why: string): never => {
    throw new BadSnapshot(`the saved state cannot be taken over: ${why}`);
  };
  if (bytes.length < head) return reject('it is cut short');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [mark, length, namesLength, channelSize, deviceSize] = [0, 4, 8, 12, 16].map((at) =>
    view.getUint32(at, true),
  );
  if (mark !== magic) return reject('it is no saved state of the detectors');
  if (channelSize !== bytesOf(sizes.channel) || deviceSize !== bytesOf(sizes.device))
    return reject('it was written by another version of the detectors');
  if (bytes.length < length!) return reject('it is cut short');
  const { name, peers, hasJoint, channels } = JSON.parse(
    new TextDecoder().decode(bytes.subarray(head, head + namesLength!)),
  );
  let at = head + namesLength!;
  const take = (need: Need): Memory => {
    const size = bytesOf(need);
    const block = blockOf(need, bytes.subarray(at, at + size)) ?? reject('it is cut short');
    at += size;
    return block;
  };
  const joint = hasJoint ? take(sizes.device) : null;
  const seated = (channels as string[]).map((channel) => ({ name: channel, memory: take(sizes.channel) }));
  return { saved: { name, peers, joint, channels: seated }, length: length! };
}
