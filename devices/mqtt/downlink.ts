import { DeviceUnreachable } from './device-topics.ts';
import { packetBytes, type Version } from './wire.ts';

const mostInFlight = 64;
const mostUnsentBytes = 4 * 1024 * 1024;

interface Sent {
  readonly done: () => void;
  readonly fail: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** What is said to one connected device: QoS 1 messages have ids of their own and wait for their acknowledgement. */
export class Downlink {
  readonly #stream: { readonly writableLength: number; write(bytes: Buffer): boolean };
  readonly #version: Version;
  readonly #most: number;
  readonly #largest: number;
  readonly #sent = new Map<number, Sent>();
  readonly #waiting: (() => void)[] = [];
  /** Those who were told that it is their turn and have not written yet. */
  #called = 0;
  #nextId = 1;
  #isEnded = false;

  constructor(
    stream: { readonly writableLength: number; write(bytes: Buffer): boolean },
    of: { readonly version: Version; readonly receiveMaximum?: number; readonly maximumPacketSize?: number },
  ) {
    this.#stream = stream;
    this.#version = of.version;
    this.#most = Math.min(mostInFlight, of.receiveMaximum ?? mostInFlight);
    this.#largest = of.maximumPacketSize ?? Number.POSITIVE_INFINITY;
  }

  /** Writes a message. QoS 1 resolves with its acknowledgement. */
  async publish(topic: string, payload: Uint8Array, of: { qos: 0 | 1; timeoutMs: number }): Promise<void> {
    if (of.qos === 1) await this.#turn();
    if (this.#isEnded) throw new DeviceUnreachable('the device has gone');
    if (this.#stream.writableLength > mostUnsentBytes)
      throw new DeviceUnreachable('the device does not read what it is sent');
    const messageId = of.qos === 0 ? undefined : this.#freeId();
    const bytes = this.#bytesOf(topic, payload, messageId);
    if (bytes.length > this.#largest)
      throw new DeviceUnreachable('the message is larger than the device takes');
    this.#stream.write(bytes);
    if (messageId !== undefined) await this.#acknowledgement(messageId, of.timeoutMs);
  }

  /** The device has acknowledged a message; a reason of 0x80 and more says that it did not take it. */
  acknowledged(messageId: number, reason: number): void {
    const sent = this.#sent.get(messageId);
    if (!sent) return;
    this.#forget(messageId, sent);
    if (reason < 0x80) sent.done();
    else sent.fail(new DeviceUnreachable(`the device refused the message (reason ${reason})`));
  }

  end(): void {
    this.#isEnded = true;
    for (const [messageId, sent] of this.#sent) {
      this.#forget(messageId, sent);
      sent.fail(new DeviceUnreachable('the device went away before it acknowledged'));
    }
    this.#called += this.#waiting.length;
    for (const call of this.#waiting.splice(0)) call();
  }

  /** Waits while as many messages as the device takes are unacknowledged; in the order of asking. */
  async #turn(): Promise<void> {
    if (this.#sent.size + this.#called < this.#most && this.#waiting.length === 0) return;
    await new Promise<void>((done) => this.#waiting.push(done));
    this.#called--;
  }

  #acknowledgement(messageId: number, timeoutMs: number): Promise<void> {
    return new Promise((done, fail) => {
      const silent = () => {
        this.#sent.delete(messageId);
        this.#next();
        fail(new DeviceUnreachable('the device did not acknowledge in time'));
      };
      this.#sent.set(messageId, { done, fail, timer: setTimeout(silent, timeoutMs).unref() });
    });
  }

  #bytesOf(topic: string, payload: Uint8Array, messageId: number | undefined): Buffer {
    const body = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
    const message = { cmd: 'publish', topic, payload: body, dup: false, retain: false } as const;
    const packet =
      messageId === undefined ? { ...message, qos: 0 as const } : { ...message, qos: 1 as const, messageId };
    return packetBytes(packet, this.#version);
  }

  #forget(messageId: number, sent: Sent): void {
    clearTimeout(sent.timer);
    this.#sent.delete(messageId);
    if (!this.#isEnded) this.#next();
  }

  #next(): void {
    if (this.#waiting.length === 0 || this.#sent.size + this.#called >= this.#most) return;
    this.#called++;
    this.#waiting.shift()!();
  }

  #freeId(): number {
    while (this.#sent.has(this.#nextId)) this.#nextId = (this.#nextId % 65_535) + 1;
    const id = this.#nextId;
    this.#nextId = (id % 65_535) + 1;
    return id;
  }
}
