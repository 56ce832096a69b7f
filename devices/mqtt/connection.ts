import type { Duplex } from 'node:stream';
import {
  type IConnectPacket,
  type IPublishPacket,
  type ISubscribePacket,
  type IUnsubscribePacket,
  type Packet,
  type Parser,
  parser,
} from 'mqtt-packet';
import { Acknowledgements } from './acknowledgements.ts';
import { Downlink } from './downlink.ts';
import {
  aliasMaximum,
  packetBytes,
  packetMaximum,
  type Reason,
  reasons,
  refusedBytes,
  type Version,
} from './wire.ts';

/** Where a connection comes from. */
export interface Origin {
  /** The peer's address, for whoever counts failed sign-ins. */
  readonly address: string;
  /** SHA-256 of the client certificate, when it sent one that is valid now. */
  readonly thumbprint: string | null;
}

/** What a connection asks of the gateway it belongs to. */
export interface Host {
  /** Milliseconds that never go back. */
  clock(): number;
  /** Answers CONNECT; false when it refused. */
  connect(connection: Connection, packet: IConnectPacket): Promise<boolean>;
  /** Keeps or handles a message; resolves when it may be acknowledged, with the reason to acknowledge it with. */
  publish(connection: Connection, packet: IPublishPacket): Promise<Reason>;
  subscribe(connection: Connection, packet: ISubscribePacket): readonly number[];
  unsubscribe(connection: Connection, packet: IUnsubscribePacket): readonly number[];
  /** How long the device must hold back, in milliseconds; 0 when it may go on. */
  holdBack(connection: Connection): number;
  ended(connection: Connection, how: { readonly isGraceful: boolean; readonly why: string }): void;
}

/** Thrown by a host that wants a connection ended, with the reason that its client is told. */
export class Closing extends Error {
  readonly reason: Reason;
  constructor(reason: Reason, why: string) {
    super(why);
    this.reason = reason;
  }
}

const mostInFlight = 512;
const signInMs = 10_000;
const connectBytes = 16 * 1024;
const lingerMs = 2_000;

/** One client's connection, from its first byte to its last: packets in order, one sign-in, acknowledgements when safe. */
export class Connection {
  readonly origin: Origin;
  readonly #stream: Duplex;
  readonly #host: Host;
  readonly #parser: Parser;
  readonly #acknowledgements: Acknowledgements;
  #aliases: Map<number, string> | undefined;
  #state: 'new' | 'signing-in' | 'open' | 'closed' = 'new';
  /** Packets that came while the sign-in was being checked. */
  #early: Packet[] = [];
  #inFlight = 0;
  #isHeld = false;
  #holding: NodeJS.Timeout | undefined;
  #isCorked = false;
  #isGraceful = false;
  #heardAt: number;
  version: Version = 4;
  device = '';
  /** When the sign-in ends, by the wall clock, and how long silence is borne. */
  expiresAt = Number.POSITIVE_INFINITY;
  silenceMs = signInMs;
  downlink: Downlink | undefined;

  constructor(stream: Duplex, origin: Origin, host: Host) {
    this.origin = origin;
    this.#stream = stream;
    this.#host = host;
    this.#heardAt = host.clock();
    this.#acknowledgements = new Acknowledgements((bytes) => this.#write(bytes));
    this.#parser = parser();
    this.#parser.on('packet', (packet: Packet) => this.#take(packet));
    this.#parser.on('error', (error: Error) => this.close(reasons.malformed, error.message));
    stream.on('data', (chunk: Buffer) => this.#hear(chunk));
    stream.on('error', (error) => this.#end(error.message));
    stream.on('end', () => this.#end('the client closed the connection'));
    stream.on('close', () => this.#end('the connection was cut'));
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** For the gateway's round: closes what has been silent for too long or whose sign-in has ended. */
  check(clock: number, wall: number): void {
    if (clock - this.#heardAt > this.silenceMs)
      this.close(reasons.keepAliveTimeout, 'nothing was heard in time');
    else if (wall >= this.expiresAt) this.close(reasons.maximumConnectTime, 'the sign-in has expired');
    else if (this.#isHeld) this.#goOn();
  }

  /** Ends the connection; a client of version 5 is told why. */
  close(reason: Reason, why: string): void {
    if (this.#state === 'closed') return;
    const isTold = this.version === 5 && this.#state === 'open';
    const last = isTold ? packetBytes({ cmd: 'disconnect', reasonCode: reason }, 5) : undefined;
    this.#end(why, last);
  }

  /** Refuses the sign-in. */
  refuse(reason: Reason, why: string): void {
    if (this.#state === 'closed') return;
    this.#end(why, refusedBytes(reason, this.version));
  }

  /** Writes the answer to CONNECT, and from then on the client's packets are handled. */
  accept(answer: Buffer, packet: IConnectPacket): void {
    this.downlink = new Downlink(this.#stream, { version: this.version, ...packet.properties });
    this.#state = 'open';
    this.#write(answer);
  }

  #hear(chunk: Buffer): void {
    if (this.#state === 'closed') return;
    this.#heardAt = this.#host.clock();
    try {
      const unread = this.#parser.parse(chunk);
      if (unread > (this.#state === 'open' ? packetMaximum : connectBytes))
        this.close(reasons.tooLarge, 'a packet is larger than allowed');
    } catch (error) {
      this.close(reasons.malformed, `a packet could not be handled: ${(error as Error).message}`);
    }
  }

  #take(packet: Packet): void {
    if (this.#state === 'open') this.#handle(packet);
    else if (this.#state === 'signing-in') this.#early.push(packet);
    else if (this.#state === 'new' && packet.cmd === 'connect') void this.#connect(packet);
    else if (this.#state === 'new') this.close(reasons.protocolError, `${packet.cmd} before CONNECT`);
  }

  async #connect(packet: IConnectPacket): Promise<void> {
    this.#state = 'signing-in';
    this.version = packet.protocolVersion ?? 4;
    this.#stream.pause();
    const isIn = await this.#host.connect(this, packet).catch((error: Error) => {
      this.refuse(reasons.unavailable, error.message);
      return false;
    });
    if (!isIn || !this.isOpen) return;
    for (const early of this.#early.splice(0)) this.#take(early);
    if (!this.#isHeld) this.#stream.resume();
  }

  #handle(packet: Packet): void {
    if (packet.cmd === 'publish') this.#publish(packet);
    else if (packet.cmd === 'puback')
      this.downlink?.acknowledged(packet.messageId ?? 0, packet.reasonCode ?? 0);
    else if (packet.cmd === 'pingreq') this.#write(packetBytes({ cmd: 'pingresp' }, this.version));
    else if (packet.cmd === 'subscribe') {
      const granted = [...this.#host.subscribe(this, packet)];
      this.#answer({ cmd: 'suback', messageId: packet.messageId ?? 0, granted });
    } else if (packet.cmd === 'unsubscribe') {
      const granted = [...this.#host.unsubscribe(this, packet)];
      this.#answer({ cmd: 'unsuback', messageId: packet.messageId ?? 0, granted });
    } else if (packet.cmd === 'disconnect') {
      this.#isGraceful = packet.reasonCode !== 0x04; // 4: the client wants its will sent
      this.#end('the client disconnected');
    } else this.close(reasons.protocolError, `${packet.cmd} is not expected`);
  }

  #publish(packet: IPublishPacket): void {
    const problem = this.#problemOf(packet);
    if (problem) {
      this.close(...problem);
      return;
    }
    const answer = packet.qos === 1 ? this.#acknowledgements.owe(packet.messageId!, this.version) : undefined;
    this.#inFlight++;
    this.#host.publish(this, packet).then(
      (reason) => {
        this.#inFlight--;
        answer?.(reason);
        if (this.#isHeld) this.#goOn();
      },
      (error: Error) => {
        this.#inFlight--;
        // Nothing is acknowledged that is not safe: the device comes back and sends it again.
        this.close(error instanceof Closing ? error.reason : reasons.busy, error.message);
      },
    );
    this.#goOn();
  }

  #problemOf(packet: IPublishPacket): [Reason, string] | null {
    if (packet.qos === 2) return [reasons.qosNotSupported, 'QoS 2'];
    if (packet.qos === 1 && !packet.messageId) return [reasons.protocolError, 'a message without its id'];
    const isNamed = this.version !== 5 || this.#resolveAlias(packet);
    const isTopic = isNamed && packet.topic !== '' && !/[+#]/.test(packet.topic);
    return isTopic ? null : [reasons.topicName, 'no topic to publish to'];
  }

  /** Lets the client send, or holds it back: by not reading, so that nothing is lost. */
  #goOn(): void {
    const waitMs = this.#inFlight >= mostInFlight ? 0 : this.#host.holdBack(this);
    const isHeld = waitMs > 0 || this.#inFlight >= mostInFlight;
    if (isHeld !== this.#isHeld) {
      this.#isHeld = isHeld;
      if (isHeld) this.#stream.pause();
      else this.#stream.resume();
    }
    clearTimeout(this.#holding);
    this.#holding = waitMs > 0 ? setTimeout(() => this.isOpen && this.#goOn(), waitMs).unref() : undefined;
  }

  #resolveAlias(packet: IPublishPacket): boolean {
    const alias = packet.properties?.topicAlias;
    if (alias === undefined) return true;
    if (alias < 1 || alias > aliasMaximum) return false;
    this.#aliases ??= new Map();
    if (packet.topic !== '') this.#aliases.set(alias, packet.topic);
    else packet.topic = this.#aliases.get(alias) ?? '';
    return true;
  }

  #answer(packet: Packet): void {
    this.#write(packetBytes(packet, this.version));
  }

  /** Writes of one turn of the event loop go out together. */
  #write(bytes: Buffer): void {
    if (this.#state === 'closed' || this.#stream.destroyed) return;
    if (!this.#isCorked) {
      this.#isCorked = true;
      this.#stream.cork();
      setImmediate(() => {
        this.#isCorked = false;
        this.#stream.uncork();
      });
    }
    this.#stream.write(bytes);
  }

  #end(why: string, last?: Buffer): void {
    if (this.#state === 'closed') return;
    const wasOpen = this.#state === 'open';
    this.#state = 'closed';
    this.#early = [];
    clearTimeout(this.#holding);
    this.downlink?.end();
    this.#leave(last);
    this.#host.ended(this, { isGraceful: this.#isGraceful || !wasOpen, why });
  }

  #leave(last?: Buffer): void {
    const stream = this.#stream;
    if (stream.writableEnded || stream.destroyed) return;
    stream.resume(); // what still comes is not looked at, but its end must be seen
    stream.end(last, () => stream.destroy());
    setTimeout(() => stream.destroy(), lingerMs).unref();
  }
}
