import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { ApiDeps } from './api/deps.ts';
import { mountDeviceSockets } from './api/devices/sockets.ts';
import { type DeviceTelemetryDeps, mountDeviceTelemetry } from './api/devices/telemetry.ts';
import { LogInUse } from './devices/log/folder-lock.ts';
import { Refused } from './domain/refusals.ts';
import type { TelemetryHealth, TelemetrySide } from './telemetry.ts';

/** Telemetry in this process: its log is open and its parts are wired. */
export interface OpenTelemetry {
  readonly api: ApiDeps['telemetry'];
  /** Telemetry over HTTP, and streams of MQTT over WebSocket. */
  readonly takeRequest: DeviceTelemetryDeps['take'];
  readonly takeStream: (stream: Duplex, origin: { address: string; thumbprint: null }) => void;
  start(): Promise<void>;
  address(): string | null;
  health(): TelemetryHealth;
  stop(): Promise<void>;
}

const elsewhere = 'another process of this DATA_DIR takes the telemetry; this one takes over when it ends';

/**
 * Of processes that share a data folder (replicas on one server) one has the telemetry: its log has one writer. The others
 * stand by, and take over when its lock is free, which the system sees to however that process ends.
 */
export async function standingBy(
  open: () => Promise<OpenTelemetry>,
  { log, publicUrl, againMs = 5_000 }: { log: Logger; publicUrl: string; againMs?: number },
): Promise<TelemetrySide> {
  let trying: NodeJS.Timeout | undefined;
  let attempt: Promise<void> = Promise.resolve();
  let isStopped = false;
  let closeSockets = () => {};
  const tryOpen = (): Promise<OpenTelemetry | undefined> =>
    open().catch((error: unknown) => {
      if (error instanceof LogInUse) return undefined;
      throw error;
    });
  let current = await tryOpen();
  const there = (): OpenTelemetry => {
    if (!current) throw new Refused('service.unavailable', { part: 'Telemetry' });
    return current;
  };
  const takeOver = async () => {
    const opened = await tryOpen();
    if (!opened) return;
    log.info('the telemetry is taken over from a process that has ended');
    current = opened;
    if (!isStopped) await opened.start();
  };
  const standBy = () => {
    trying = setInterval(() => {
      attempt = attempt.then(async () => {
        if (!current && !isStopped) await takeOver();
        if (current) clearInterval(trying);
      });
      attempt = attempt.catch((error) => log.error({ err: error }, 'the telemetry could not be taken over'));
    }, againMs);
  };
  return {
    api: {
      ofDevice: async (device, asked) => there().api.ofDevice(device, asked),
      quarantine: async (asked) => there().api.quarantine(asked),
      now: (deviceId) => current?.api.now(deviceId) ?? { deviceId, latestAt: null, channels: [] },
      gauges: () => current?.api.gauges() ?? [],
    },
    mount(server) {
      const take: DeviceTelemetryDeps['take'] = async (request) => there().takeRequest(request);
      mountDeviceTelemetry(server, { log, publicUrl, take });
      closeSockets = mountDeviceSockets(server.server, {
        take: (stream, origin) => (current ? current.takeStream(stream, origin) : void stream.destroy()),
      });
    },
    async start() {
      if (current) return current.start();
      log.warn(elsewhere);
      standBy();
    },
    address: () => current?.address() ?? null,
    health: () => current?.health() ?? { ok: true, telemetry: { standsBy: elsewhere } },
    async stop() {
      isStopped = true;
      clearInterval(trying);
      closeSockets();
      await attempt;
      await current?.stop();
    },
  };
}
