import { createHmac } from 'node:crypto';
import { connectAsync, type MqttClient } from 'mqtt';

/** A device as IoT Hub's own library signs in, made of plain mqtt.js. */
export interface Sender {
  readonly client: MqttClient;
  /** Sends one message and resolves at its acknowledgement, which comes after it is on disk. */
  send(body: object, messageId?: string): Promise<void>;
  end(): void;
}

/** The password of a device for an hour: a token signed with its key. */
export function sasFor(host: string, deviceId: string, key: string): string {
  const resource = encodeURIComponent(`${host}/devices/${deviceId}`);
  const expiry = Math.floor(Date.now() / 1000) + 3600;
  const signature = createHmac('sha256', Buffer.from(key, 'base64'))
    .update(`${resource}\n${expiry}`)
    .digest('base64');
  return `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiry}`;
}

/** Connects a device to the gateway on this machine; it does not come back by itself. */
export async function aSender(device: {
  readonly port: number;
  readonly id: string;
  readonly key: string;
}): Promise<Sender> {
  const host = '127.0.0.1';
  const client = await connectAsync(`mqtt://${host}:${device.port}`, {
    clientId: device.id,
    clean: false,
    username: `${host}/${device.id}/?api-version=2021-04-12`,
    password: sasFor(host, device.id, device.key),
    reconnectPeriod: 0,
  });
  const closed = new Promise<never>((_, reject) => {
    const end = () => reject(new Error(`the connection of ${device.id} was closed`));
    for (const event of ['error', 'close', 'offline', 'end'] as const) client.on(event, end);
    client.stream.on('close', end); // a process that was killed says no goodbye
  });
  closed.catch(() => undefined); // nothing may be under way
  return {
    client,
    send: async (body, messageId) => {
      const bag = messageId === undefined ? '' : `%24.mid=${encodeURIComponent(messageId)}`;
      const topic = `devices/${device.id}/messages/events/${bag}`;
      await Promise.race([client.publishAsync(topic, JSON.stringify(body), { qos: 1 }), closed]);
    },
    end: () => void client.end(true), // its own promise waits for ever once the connection is gone
  };
}
