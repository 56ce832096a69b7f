import type { Duplex } from 'node:stream';
import type { DeviceRegistry } from '../domain/iot/devices/device.ts';
import { type TelemetryRequests, telemetryRequests } from './http/telemetry-requests.ts';
import type { LogWords } from './log/log-words.ts';
import type { ReadingLog } from './log/reading-log.ts';
import type { Origin } from './mqtt/connection.ts';
import type { DeviceTopics } from './mqtt/device-topics.ts';
import { Gateway, type GatewayHealth } from './mqtt/gateway.ts';
import { type Listeners, type ListenOptions, listen } from './mqtt/listeners.ts';
import { signInDesk } from './sign-in/desk.ts';

export interface DeviceGatewayDeps {
  readonly readings: ReadingLog;
  readonly registry: DeviceRegistry;
  /** The product's clock stamps what arrives; the wall's ends tokens. Epoch milliseconds. */
  readonly now: () => number;
  readonly wall: () => number;
  readonly log: LogWords;
  /** Messages a second that one device, and all together, may send before they are held back. */
  readonly deviceRate: number;
  readonly gatewayRate: number;
}

/** Every way in for devices, over one log and one sign-in desk. */
export interface DeviceGateway {
  readonly topics: DeviceTopics;
  /** HTTP requests with telemetry. */
  readonly requests: TelemetryRequests;
  /** Takes a stream that speaks MQTT, such as a WebSocket's. */
  take(stream: Duplex, origin: Origin): void;
  /** Opens the plain listener and, with a certificate, the TLS one. */
  listen(options: Omit<ListenOptions, 'log'>): Promise<Listeners>;
  health(): GatewayHealth & { readonly port: number | null; readonly tlsPort: number | null };
  close(): Promise<void>;
}

/** A tenth of a minute's worth may come at once. */
const paceOf = (perSecond: number) => ({ perSecond, burst: perSecond * 6 });

/** Makes the gateway. It listens when it is told to, so that whoever handles topics can register before. */
export function deviceGateway(deps: DeviceGatewayDeps): DeviceGateway {
  const { readings, registry, now, wall, log } = deps;
  const desk = signInDesk({ registry, wall });
  const devicePace = paceOf(deps.deviceRate);
  const gatewayPace = paceOf(deps.gatewayRate);
  const gateway = new Gateway({ readings, desk, now, wall, log, devicePace, gatewayPace });
  const opened: Listeners[] = [];
  return {
    topics: gateway.topics,
    requests: telemetryRequests({ readings, desk, now, pace: devicePace }),
    take: (stream, origin) => gateway.take(stream, origin),
    async listen(options) {
      const listeners = await listen(gateway, { ...options, log });
      opened.push(listeners);
      const { port, tlsPort } = listeners;
      log.info({ port, tlsPort }, 'devices can connect');
      return listeners;
    },
    health: () => ({
      ...gateway.health(),
      port: opened[0]?.port ?? null,
      tlsPort: opened[0]?.tlsPort ?? null,
    }),
    async close() {
      const closing = opened.map((listeners) => listeners.close());
      await gateway.close();
      await Promise.all(closing);
    },
  };
}
