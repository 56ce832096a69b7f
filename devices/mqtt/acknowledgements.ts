import { pubackBytes, type Reason, type Version } from './wire.ts';

/** Acknowledges a connection's messages in the order in which they came (MQTT 4.6), however they get ready. */
export class Acknowledgements {
  readonly #write: (bytes: Buffer) => void;
  readonly #due: { readonly messageId: number; reason: Reason | null }[] = [];

  constructor(write: (bytes: Buffer) => void) {
    this.#write = write;
  }

  /** A message came; the answer is called once it is safe. */
  owe(messageId: number, version: Version): (reason: Reason) => void {
    const one = { messageId, reason: null as Reason | null };
    this.#due.push(one);
    return (reason) => {
      one.reason = reason;
      while (this.#due[0] !== undefined && this.#due[0].reason !== null) {
        const { messageId: id, reason: said } = this.#due.shift()!;
        this.#write(pubackBytes(id, said!, version));
      }
    };
  }
}
