import type { Connection } from './connection.ts';
import { takes } from './topics.ts';

/** Most filters that one device subscribes to (IoT Hub's limit). */
export const mostSubscriptions = 5;

/** What the gateway remembers of a device between its packets, and between its connections when it asks for that. */
export interface Session {
  readonly device: string;
  connection: Connection | null;
  /** QoS by filter. */
  readonly subscriptions: Map<string, 0 | 1>;
  /** How long it is remembered without a connection; by the gateway's clock once the connection has ended. */
  keepMs: number;
  forgetAt: number;
}

/** One session a device: a newer connection takes it over. Sessions without a connection go with this process. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  get size(): number {
    return this.#sessions.size;
  }

  /** Gives the device's session to a connection; answers the connection that had it, and whether it goes on. */
  take(
    connection: Connection,
    of: { readonly isClean: boolean; readonly keepMs: number; readonly clock: number },
  ): { readonly session: Session; readonly before: Connection | null; readonly isPresent: boolean } {
    const { device } = connection;
    const known = this.#sessions.get(device);
    const isPresent = known !== undefined && !of.isClean && known.keepMs > 0 && known.forgetAt > of.clock;
    const session: Session = {
      device,
      connection,
      subscriptions: isPresent ? known.subscriptions : new Map(),
      keepMs: of.keepMs,
      forgetAt: Number.POSITIVE_INFINITY,
    };
    this.#sessions.set(device, session);
    return { session, before: known?.connection ?? null, isPresent };
  }

  /** A connection has ended; answers whether it was the device's present one. */
  leave(connection: Connection, clock: number): boolean {
    const session = this.#sessions.get(connection.device);
    if (session?.connection !== connection) return false;
    session.connection = null;
    session.forgetAt = clock + session.keepMs;
    if (session.keepMs <= 0) this.#sessions.delete(connection.device);
    return true;
  }

  of(device: string): Session | undefined {
    return this.#sessions.get(device);
  }

  connectionOf(device: string): Connection | null {
    return this.#sessions.get(device)?.connection ?? null;
  }

  /** The QoS of the device's subscription that takes a topic; undefined when none does. */
  grantedFor(device: string, topic: string): 0 | 1 | undefined {
    let best: 0 | 1 | undefined;
    for (const [filter, qos] of this.#sessions.get(device)?.subscriptions ?? [])
      if (takes(filter, topic) && (best === undefined || qos > best)) best = qos;
    return best;
  }

  /** Forgets sessions whose time is over. */
  sweep(clock: number): void {
    for (const [device, { connection, forgetAt }] of this.#sessions)
      if (connection === null && forgetAt <= clock) this.#sessions.delete(device);
  }
}
