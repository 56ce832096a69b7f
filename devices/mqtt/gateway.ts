import type { Duplex } from 'node:stream';
import type { IConnectPacket, IPublishPacket, ISubscribePacket, IUnsubscribePacket } from 'mqtt-packet';
import type { LogWords } from '../log/log-words.ts';
import { LogUnavailable, type ReadingLog } from '../log/reading-log.ts';
import type { SignInDesk } from '../sign-in/desk.ts';
import { hostOf } from '../sign-in/sign-in.ts';
import { largestMessage } from '../telemetry/read-telemetry.ts';
import { Closing, Connection, type Host, type Origin } from './connection.ts';
import { type DeviceTopics, DeviceUnreachable } from './device-topics.ts';
import { Handlers } from './handlers.ts';
import { Allowance, type Pace } from './pace.ts';
import { mostSubscriptions, Sessions } from './sessions.ts';
import { telemetryOf, willOf } from './telemetry.ts';
import { maySubscribe, useOf } from './topics.ts';
import { keepAliveOf, keepMsOf, reasonOf, willProblem } from './welcome.ts';
import { acceptedBytes, type Reason, reasons } from './wire.ts';

export interface GatewayDeps {
  readonly readings: ReadingLog;
  readonly desk: SignInDesk;
  /** The product's clock, epoch milliseconds; and the wall's, by which tokens end. */
  readonly now: () => number;
  readonly wall: () => number;
  readonly log: LogWords;
  /** How fast one device, and all together, may send before they are held back. */
  readonly devicePace: Pace;
  readonly gatewayPace: Pace;
}

/** How the gateway is doing, for /health. */
export interface GatewayHealth {
  readonly connections: number;
  readonly devices: number;
  readonly received: number;
  /** QoS 0 messages that could not be kept: they are promised to nobody. */
  readonly dropped: number;
  readonly signIns: { readonly accepted: number; readonly refused: number };
}

const roundMs = 1_000;
const crowdedMs = 20;
const ackTimeoutMs = 30_000;

interface Arrived {
  readonly pace: Allowance;
  readonly will: IConnectPacket['will'];
}

/**
 * The telemetry gateway: devices sign in, publish readings that are acknowledged once they are in the log, and are spoken
 * to. It knows streams, not sockets: listeners of every kind hand them in.
 */
export class Gateway implements Host {
  readonly #deps: GatewayDeps;
  readonly #handlers = new Handlers();
  readonly #sessions = new Sessions();
  readonly #connections = new Map<Connection, Arrived | null>();
  readonly #pace: Allowance;
  readonly #round: NodeJS.Timeout;
  readonly #counts = { received: 0, dropped: 0 };
  #arrivedAt = 0;
  #isClosing = false;
  readonly topics: DeviceTopics;

  constructor(deps: GatewayDeps) {
    this.#deps = deps;
    this.#pace = new Allowance(deps.gatewayPace, this.clock());
    this.#round = setInterval(() => this.#goRound(), roundMs).unref();
    this.topics = this.#topics();
  }

  /** Takes a stream that speaks MQTT. */
  take(stream: Duplex, origin: Origin): void {
    if (this.#isClosing) return void stream.destroy();
    this.#connections.set(new Connection(stream, origin, this), null);
  }

  clock(): number {
    return performance.now();
  }

  async connect(connection: Connection, packet: IConnectPacket): Promise<boolean> {
    const { origin } = connection;
    const refuse = (reason: Reason, why: string) => {
      this.#deps.log.info(
        { device: packet.clientId, address: origin.address, why },
        'a device was not let in',
      );
      connection.refuse(reason, why);
      return false;
    };
    if (packet.properties?.authenticationMethod !== undefined)
      return refuse(reasons.badAuthentication, 'there are no other ways to authenticate');
    const device = packet.clientId;
    const host = hostOf(packet.username, device);
    if (host === null)
      return refuse(reasons.credentials, 'the user name is not {host}/{device}/?api-version=...');
    const problem = willProblem(packet, device);
    if (problem) return refuse(reasons.notAuthorized, problem);
    const token = packet.password?.toString('utf8') ?? '';
    const answer = await this.#deps.desk.ask(
      { device, host, token, thumbprint: origin.thumbprint },
      origin.address,
    );
    if (!answer.ok) return refuse(reasonOf(answer.kind), answer.why);
    if (this.#isClosing || !this.#connections.has(connection)) return false;
    this.#welcome(connection, packet, answer.expiresAt);
    return true;
  }

  publish(connection: Connection, packet: IPublishPacket): Promise<Reason> {
    const { device } = connection;
    const { topic, payload, qos } = packet;
    this.#counts.received++;
    const clock = this.clock();
    this.#connections.get(connection)?.pace.take(clock, payload.length);
    this.#pace.take(clock, payload.length);
    if (payload.length > largestMessage)
      return Promise.reject(new Closing(reasons.tooLarge, 'a message has at most 256 KB'));
    const used = useOf(device, topic);
    if (used.use === 'telemetry') {
      const arrival = telemetryOf(packet, { device, bag: used.bag, arrivedAt: this.#arrival() });
      return this.#deps.readings.append(arrival).then(success, (error) => this.#unkept(error, qos));
    }
    const handle = used.use === 'hub' ? this.#handlers.handlerOf(topic) : undefined;
    if (handle) return handle(device, topic, payload as Buffer).then(success);
    if (connection.version === 5 && qos === 1) return Promise.resolve(reasons.notAuthorized);
    return Promise.reject(
      new Closing(reasons.notAuthorized, `${topic.slice(0, 100)} is not this device's topic`),
    );
  }

  subscribe(connection: Connection, packet: ISubscribePacket): readonly number[] {
    const { device, version } = connection;
    const subscriptions = this.#sessions.of(device)?.subscriptions;
    return packet.subscriptions.map(({ topic: filter, qos }) => {
      if (!maySubscribe(device, filter) || !subscriptions)
        return version === 5 ? reasons.notAuthorized : 0x80;
      const isFull = subscriptions.size >= mostSubscriptions && !subscriptions.has(filter);
      if (isFull) return version === 5 ? reasons.quota : 0x80;
      const granted = qos === 0 ? 0 : 1;
      subscriptions.set(filter, granted);
      // Told after the client has its answer, so that what follows from it comes behind.
      setImmediate(() => this.#tell(this.#handlers.subscribed, device, filter));
      return granted;
    });
  }

  unsubscribe(connection: Connection, packet: IUnsubscribePacket): readonly number[] {
    const { device } = connection;
    const subscriptions = this.#sessions.of(device)?.subscriptions;
    return packet.unsubscriptions.map((filter) => {
      if (!subscriptions?.delete(filter)) return 0x11; // there was no such subscription
      this.#tell(this.#handlers.unsubscribed, device, filter);
      return 0;
    });
  }

  holdBack(connection: Connection): number {
    if (this.#deps.readings.isCrowded()) return crowdedMs;
    const clock = this.clock();
    return Math.max(this.#connections.get(connection)?.pace.waitMs(clock) ?? 0, this.#pace.waitMs(clock));
  }

  ended(connection: Connection, { isGraceful, why }: { isGraceful: boolean; why: string }): void {
    const arrived = this.#connections.get(connection);
    this.#connections.delete(connection);
    if (!arrived) return;
    const { device } = connection;
    this.#deps.log.debug({ device, why }, 'a device has gone');
    if (arrived.will && !isGraceful) this.#keepWill(device, arrived.will);
    if (this.#sessions.leave(connection, this.clock())) this.#tell(this.#handlers.disconnected, device);
  }

  health(): GatewayHealth {
    const { accepted, refused } = this.#deps.desk.counts;
    let devices = 0;
    for (const arrived of this.#connections.values()) if (arrived) devices++;
    return { connections: this.#connections.size, devices, ...this.#counts, signIns: { accepted, refused } };
  }

  /** Ends every connection. What was handed in is still acknowledged or not, but nothing new is taken. */
  async close(): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#round);
    for (const connection of [...this.#connections.keys()])
      connection.close(reasons.shuttingDown, 'the gateway is closing');
  }

  #welcome(connection: Connection, packet: IConnectPacket, expiresAt: number): void {
    const device = packet.clientId;
    const keepAlive = keepAliveOf(packet);
    connection.device = device;
    connection.expiresAt = expiresAt;
    connection.silenceMs = keepAlive.silenceMs;
    const isClean = packet.clean ?? true;
    const keepMs = keepMsOf(packet);
    const { before, isPresent } = this.#sessions.take(connection, { isClean, keepMs, clock: this.clock() });
    const pace = new Allowance(this.#deps.devicePace, this.clock());
    this.#connections.set(connection, { pace, will: packet.will });
    before?.close(reasons.takenOver, 'a newer connection of the device has replaced it');
    const answer = {
      sessionPresent: isPresent,
      ...keepAlive.told,
      ...(keepMs > 0 ? { expiry: keepMs / 1000 } : {}),
    };
    connection.accept(acceptedBytes(answer, connection.version), packet);
    this.#deps.log.debug({ device, address: connection.origin.address }, 'a device has signed in');
    const lasting = { isClean: isClean || keepMs === 0 }; // also over our own restart, which no session in here outlives
    for (const tell of this.#handlers.connected) this.#safely(() => tell(device, lasting));
  }

  #keepWill(device: string, will: NonNullable<IConnectPacket['will']>): void {
    const used = useOf(device, will.topic);
    if (used.use !== 'telemetry') return;
    const arrival = willOf(will, { device, bag: used.bag, arrivedAt: this.#arrival() });
    this.#deps.readings.append(arrival).catch((error) => this.#unkept(error, 0));
  }

  // A message of QoS 0 was promised to nobody, but that it is lost is counted; any other is not acknowledged.
  #unkept(error: Error, qos: number): Reason {
    if (qos > 0 || !(error instanceof LogUnavailable)) throw error;
    this.#counts.dropped++;
    return reasons.success;
  }

  #arrival(): number {
    this.#arrivedAt = Math.max(this.#arrivedAt, this.#deps.now());
    return this.#arrivedAt;
  }

  #goRound(): void {
    const [clock, wall] = [this.clock(), this.#deps.wall()];
    for (const connection of this.#connections.keys()) connection.check(clock, wall);
    this.#sessions.sweep(clock);
  }

  #tell<A extends unknown[]>(handlers: readonly ((...told: A) => void)[], ...told: A): void {
    for (const handle of handlers) this.#safely(() => handle(...told));
  }

  #safely(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#deps.log.error({ err: error }, 'what follows from a device coming or going failed');
    }
  }

  #topics(): DeviceTopics {
    const [handlers, sessions] = [this.#handlers, this.#sessions];
    return {
      onPublish: (match, handle) => handlers.onPublish(match, handle),
      onSubscribe: (handle) => void handlers.subscribed.push(handle),
      onUnsubscribe: (handle) => void handlers.unsubscribed.push(handle),
      onConnect: (handle) => void handlers.connected.push(handle),
      onDisconnect: (handle) => void handlers.disconnected.push(handle),
      publish: async (device, topic, payload, qos, options) => {
        const downlink = sessions.connectionOf(device)?.downlink;
        if (!downlink) throw new DeviceUnreachable('the device is not connected');
        const granted = Math.min(qos, sessions.grantedFor(device, topic) ?? qos) as 0 | 1;
        await downlink.publish(topic, payload, {
          qos: granted,
          timeoutMs: options?.timeoutMs ?? ackTimeoutMs,
        });
      },
      isConnected: (device) => sessions.connectionOf(device) !== null,
      isSubscribed: (device, topic) =>
        sessions.connectionOf(device) !== null && sessions.grantedFor(device, topic) !== undefined,
      drop: (device) =>
        sessions.connectionOf(device)?.close(reasons.administrative, 'the device was changed or removed'),
    };
  }
}

const success = (): Reason => reasons.success;
