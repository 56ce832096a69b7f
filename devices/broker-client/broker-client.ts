import { createHash } from 'node:crypto';
import { connect, type IPublishPacket, type MqttClient } from 'mqtt';
import type { ForeignMessage, Taken } from '../intake.ts';
import { LogUnavailable } from '../log/reading-log.ts';
import { inOrder } from './in-order.ts';
import { readMessage } from './read-message.ts';
import type { TopicPattern } from './topic-pattern.ts';

export interface BrokerClientDeps {
  /** `mqtt://user:password@host:1883`, `mqtts://...`, `ws://...` or `wss://...`. */
  readonly url: string;
  readonly patterns: readonly TopicPattern[];
  /** Members of one group share the messages among them: replicas of one installation have the same. */
  readonly group: string;
  /** The broker keeps what arrives while this client is away, under this name: unlike any other's and the same after a restart. */
  readonly clientId: string;
  /**
   * Keeps a message's readings; resolves when they are on disk. `unknown`: no such device may send here, so that the
   * message is let go. Throws LogUnavailable when it could not be kept right now.
   */
  readonly keep: (message: ForeignMessage) => Promise<Taken>;
  readonly log: {
    info(fields: object, text: string): void;
    warn(fields: object, text: string): void;
    error(fields: object, text: string): void;
  };
}

/** How the client is doing, for /health. */
export interface BrokerHealth {
  readonly state: 'connected' | 'connecting' | 'failing';
  /** The broker's address without the password. */
  readonly broker: string;
  readonly problem?: string;
  readonly kept: number;
  readonly repeats: number;
  /** Of devices nobody registered, or on topics that name no device. */
  readonly unknown: number;
}

/** Takes telemetry from a broker that is there already. */
export interface BrokerClient {
  health(): BrokerHealth;
  /** Takes nothing new, keeps and acknowledges what was taken, and leaves; the broker holds the rest for later. */
  stop(): Promise<void>;
}

const retryMs = 1_000;
const reconnectMs = 2_000;
const sessionSeconds = 86_400;
/** So many messages may be on their way to the disk at once; the broker holds the rest back. */
const mostUnacknowledged = 1_000;

/**
 * Subscribes to a broker by shared subscriptions at QoS 1 and acknowledges a message only after its readings are on disk.
 * Messages are handed on in the order in which they come, without waiting for one another, so that one sync of the log
 * serves many.
 */
export function brokerClient({ url, patterns, group, clientId, keep, log }: BrokerClientDeps): BrokerClient {
  const counts = { kept: 0, repeats: 0, unknown: 0 };
  const underWay = new Set<Promise<void>>();
  let problem: string | undefined;
  let isStopping = false;

  const client = connect(url, {
    clientId,
    protocolVersion: 5,
    clean: false,
    resubscribe: false,
    reconnectPeriod: reconnectMs,
    connectTimeout: 10_000,
    properties: { sessionExpiryInterval: sessionSeconds, receiveMaximum: mostUnacknowledged },
  });

  const keepInOrder = inOrder<Taken>({
    isForNow: (error) => {
      if (error instanceof LogUnavailable) problem = error.message;
      return error instanceof LogUnavailable;
    },
    retryMs,
    isStopping: () => isStopping,
  });

  const take = async (packet: IPublishPacket): Promise<void> => {
    const match = patterns.map((pattern) => pattern.read(packet.topic)).find((found) => found !== null);
    if (!match) {
      counts.unknown += 1;
      return;
    }
    const message = readMessage(match, {
      payload: Buffer.from(packet.payload),
      ...(packet.qos === 1 && { resend: { key: keyOf(clientId, packet), isRepeat: packet.dup } }),
      userProperties: packet.properties?.userProperties ?? {},
    });
    const how = await keepInOrder(() => keep(message));
    if (how !== 'unknown') problem = undefined;
    counts[how === 'repeat' ? 'repeats' : how] += 1;
  };

  // The client acknowledges by itself unless it is told of an error; then the acknowledgement is ours to send, later.
  client.handleMessage = (packet, callback) => {
    if (isStopping) return callback(later);
    const connection = client.stream;
    const work = take(packet)
      .then(() => acknowledge(connection, packet))
      .catch((err: unknown) => {
        problem = err instanceof Error ? err.message : String(err);
        log.error(
          { err, topic: packet.topic.slice(0, 200) },
          'a message was not kept and stays with the broker',
        );
      })
      .finally(() => underWay.delete(work));
    underWay.add(work);
    callback(packet.qos === 0 ? undefined : later);
  };

  client.on('connect', ({ sessionPresent }) => {
    problem = undefined;
    log.info({ broker: nameOf(url), sessionPresent }, 'connected to the broker');
    subscribe(client, { patterns, group }).catch((err: unknown) => {
      problem = `the broker refused the subscription: ${err instanceof Error ? err.message : String(err)}`;
      log.error({ err, broker: nameOf(url) }, 'the broker refused a subscription');
    });
  });
  client.on('error', (err) => {
    problem = err.message || String((err as NodeJS.ErrnoException).code);
    log.warn({ err, broker: nameOf(url) }, 'the broker cannot be reached');
  });

  return {
    health: () => ({
      state: problem ? 'failing' : client.connected ? 'connected' : 'connecting',
      broker: nameOf(url),
      ...(problem && { problem }),
      ...counts,
    }),
    stop: async () => {
      isStopping = true;
      await Promise.all(underWay);
      await client.endAsync();
    },
  };
}

/** A steady value is no repeat; the same value under the same number of the same session, sent again, is one. */
const keyOf = (clientId: string, { messageId, payload }: IPublishPacket): string =>
  `${clientId}/${messageId}/${createHash('sha256').update(payload).digest('base64')}`;

const later = new Error('acknowledged once it is on disk');

async function subscribe(
  client: MqttClient,
  { patterns, group }: Pick<BrokerClientDeps, 'patterns' | 'group'>,
): Promise<void> {
  const filters = [...new Set(patterns.map(({ filter }) => `$share/${group}/${filter}`))];
  const granted = await client.subscribeAsync(filters, { qos: 1 });
  const refused = granted.find(({ qos }) => qos >= 128);
  if (refused) throw new Error(refused.topic);
}

/** PUBACK of MQTT 3.1.1 and 5 alike, to the connection that brought the message: another one does not know its number. */
function acknowledge(connection: MqttClient['stream'], { qos, messageId = 0 }: IPublishPacket): void {
  if (qos === 1 && !connection.destroyed)
    connection.write(Buffer.from([0x40, 0x02, messageId >> 8, messageId & 0xff]));
}

const nameOf = (url: string): string => {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
};
