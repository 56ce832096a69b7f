import type { MessageFile } from '../conversations/message.ts';

/** Keeps the bytes of files, apart from the database; the record of each file is `attachments`. */
export interface AttachmentStore {
  /** Stores a file under a new id; the content type is sniffed from its bytes, the name cleaned. Refuses `input.too_large`. */
  save(file: {
    readonly name: string;
    readonly contentType: string;
    readonly bytes: Uint8Array;
    readonly conversationId: string;
  }): Promise<MessageFile>;
  /** Lets go of a file that nothing refers to: its record and its bytes. */
  remove(attachmentId: string): Promise<void>;
  read(attachmentId: string): Promise<Uint8Array | undefined>;
}
