import type { Stored } from '../stored.ts';

/** A thread of our own Direct Line server: who may post and read in it. `id` is the Direct Line conversation id. */
export interface WebChat extends Stored {
  /** The `dl_` id the token is bound to, or the page's own. */
  readonly userId: string;
  readonly userName: string | null;
  /** Set when the page proved who writes. */
  readonly externalId: string | null;
  readonly createdAt: Date;
}

/** One entry of a web chat, in the order shown; `seq` is the watermark. */
export interface WebChatEntry {
  readonly seq: number;
  readonly webChatId: string;
  readonly activity: Readonly<Record<string, unknown>>;
}
