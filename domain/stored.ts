/** What every record carries, so that any of them can be found, versioned and kept within its business unit. */
export interface Stored {
  /** Stable and opaque; the `number` beside it is what people say. */
  readonly id: string;
  /** 0 for a record not yet saved; raised by one at each save. It is the ETag and the guard against lost updates. */
  readonly version: number;
  /** The business unit the record belongs to. */
  readonly unitId: string;
}

/** A named reference as the API shows owners and queues. */
export interface Named {
  readonly id: string;
  readonly name: string;
}
