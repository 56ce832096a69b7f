/**
 * A channel's learned state is one block of fixed size, cut into regions, one region a detector: so that it is bounded,
 * saved by copying bytes, and the same after a restart bit for bit.
 */
export interface Memory {
  /** For times, counts and sums that must not lose digits. */
  readonly doubles: Float64Array;
  /** For what is learned and only approximately known. Half the size. */
  readonly singles: Float32Array;
}

/** How much a detector keeps for each channel (or device). Everything begins as zero. */
export interface Need {
  readonly doubles: number;
  readonly singles: number;
}

/** Where a detector's region begins in either array. */
export type Place = Need;

/** Cuts a block into regions, in the order asked for; the sizes of the whole are its own need. */
export function layOut(needs: readonly Need[]): { readonly places: readonly Place[]; readonly whole: Need } {
  let [doubles, singles] = [0, 0];
  const places = needs.map((need) => {
    const place = { doubles, singles };
    doubles += need.doubles;
    singles += need.singles;
    return place;
  });
  return { places, whole: { doubles, singles: singles + (singles & 1) } };
}

/** How many bytes a block takes, in memory and in a saved state. */
export const bytesOf = ({ doubles, singles }: Need): number => doubles * 8 + singles * 4;

/** Makes an empty block, or takes over saved bytes (which are copied); null when they are of another size. */
export function blockOf(need: Need, saved?: Uint8Array): Memory | null {
  const size = bytesOf(need);
  if (saved !== undefined && saved.byteLength !== size) return null;
  const bytes = new Uint8Array(size);
  if (saved !== undefined) bytes.set(saved);
  return {
    doubles: new Float64Array(bytes.buffer, 0, need.doubles),
    singles: new Float32Array(bytes.buffer, need.doubles * 8, need.singles),
  };
}

/** The block as the bytes that `blockOf` takes back. */
export const bytesIn = ({ doubles }: Memory): Uint8Array => new Uint8Array(doubles.buffer);
