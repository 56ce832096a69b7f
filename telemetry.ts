import { join } from 'node:path';
import type { Logger } from 'pino';
import type { ApiDeps } from './api/deps.ts';
import type { mountDeviceTelemetry } from './api/devices/telemetry.ts';
import type { Database } from './db/database.ts';
import { deviceGateway } from './devices/device-gateway.ts';
import { deviceHub } from './devices/hub/hub.ts';
import { intake } from './devices/intake.ts';
import { openLog } from './devices/log/open-log.ts';
import type { ReadingLog } from './devices/log/reading-log.ts';
import { followDevices, isNews } from './devices/pipeline/follow-devices.ts';
import { type HeardDeps, heardDevices } from './devices/pipeline/heard-devices.ts';
import { pipeline } from './devices/pipeline/pipeline.ts';
import type { LogInOrder } from './devices/pipeline/ports.ts';
import { type Sources, telemetrySources } from './devices/sources.ts';
import { recordFinding } from './domain/iot/alerts/record-finding.ts';
import { newWatch, restoreWatch } from './domain/iot/detector/watching.ts';
import type { DeviceKeys } from './domain/iot/devices/device.ts';
import { deviceRegistry } from './domain/iot/devices/registry.ts';
import { noteSeen } from './domain/iot/devices/seen.ts';
import type { Committed } from './domain/messaging/logs.ts';
import { system } from './domain/people/actor.ts';
import type { Commit } from './domain/unit.ts';
import { gaugesOf } from './health.ts';
import type { Settings } from './settings.ts';
import { type OpenTelemetry, standingBy } from './standby.ts';

/** How telemetry is doing; not ok while nothing of it can be kept. */
export interface TelemetryHealth {
  readonly ok: boolean;
  readonly telemetry: object;
}

/** Everything between a device and an alert, wired: the ways in, the log, the watch. */
export interface TelemetrySide {
  /** What the API and the cards ask. */
  readonly api: ApiDeps['telemetry'];
  /** Lets devices come in over the HTTP server too; before it listens. */
  mount(server: Parameters<typeof mountDeviceTelemetry>[0]): void;
  /** Takes up what was learned and opens the gateway's own ports. */
  start(): Promise<void>;
  /** Where devices connect with MQTT; null while nothing listens for them. */
  address(): string | null;
  health(): TelemetryHealth;
  /** Takes nothing new, keeps what was handed in and saves what was learned. */
  stop(): Promise<void>;
}

interface House {
  readonly settings: Settings;
  readonly log: Logger;
  readonly database: Database;
  readonly commit: Commit;
  readonly keys: DeviceKeys;
}

const dayMs = 86_400_000;
const gigabyte = 1_000_000_000;

/** Telemetry as the rest of the product sees it, whether this process has it or stands by. */
export const telemetrySide = (house: House): Promise<TelemetrySide> =>
  standingBy(() => openTelemetry(house), { log: house.log, publicUrl: house.settings.publicUrl });

/** Opens the log and wires the parts around it; nothing listens or watches before `start`. */
async function openTelemetry(house: House): Promise<OpenTelemetry> {
  const { settings, log, database } = house;
  const { retentionDays, retentionGb, restKeys, mqtt } = settings.telemetry;
  const readings = await openLog({
    folder: join(settings.dataDir, 'telemetry', 'log'),
    keys: restKeys,
    retention: { ageMs: retentionDays * dayMs, bytes: retentionGb * gigabyte },
    now: () => database.clock.now().getTime(),
    log,
  });
  const heard = heardDevices(readings, { keep: keepHeard(house), logger: log });
  const watching = watchOf(house, heard.log);
  const { gateway, hub, forget, openSources } = waysIn(house, readings);
  let sources: Sources | undefined;
  const unlisten = database.onCommitted((news) => {
    if (news.timers || isNews(news)) watching.wake(); // timers: the clock may have moved
    forget(news);
  });
  return {
    api: {
      ofDevice: (device, asked) => readings.readDevice(device, asked),
      quarantine: async (asked) =>
        (await readings.readQuarantine(asked)).map(
          ({ unread, arrivedAt, readings: read, position, device, messageId }) => ({
            position,
            device,
            messageId,
            arrivedAt: new Date(arrivedAt),
            problem: unread?.problem ?? '',
            body: unread?.body ?? new Uint8Array(),
            readings: read.length,
          }),
        ),
      now: watching.now,
      gauges: () => gaugesOf(readings.health(), watching.health()),
    },
    takeRequest: (request) => gateway.requests.take(request),
    takeStream: gateway.take,
    start: async () => {
      await watching.start();
      await gateway.listen(mqtt);
      sources = await openSources();
    },
    address: () => {
      const { port } = gateway.health();
      return port === null ? null : `mqtt://${mqtt.host}:${port}`;
    },
    health: () => ({
      ok: readings.health().state === 'ok',
      telemetry: {
        gateway: gateway.health(),
        log: readings.health(),
        watch: watching.health(),
        ...sources?.health(),
      },
    }),
    stop: async () => {
      await sources?.stop();
      await gateway.close();
      await hub.stop();
      unlisten();
      await watching.stop();
      await heard.stop();
      await readings.close();
    },
  };
}

/** Keeps when devices were last heard of. */
const keepHeard =
  ({ commit }: House): HeardDeps['keep'] =>
  (heard) =>
    commit(
      async (unit) => {
        for (const [deviceId, at] of heard) await noteSeen(unit, { deviceId, at });
      },
      { actor: system },
    );

/** What reads the log and tells alerts. */
function watchOf({ settings, log, database, commit }: House, readings: LogInOrder) {
  const now = () => database.clock.now();
  return pipeline({
    folder: join(settings.dataDir, 'telemetry', 'learned'),
    keys: settings.telemetry.restKeys,
    log: readings,
    makeWatch: (pieces) => (pieces ? restoreWatch(pieces) : newWatch()),
    followed: followDevices({ eventLog: database.eventLog, devices: database.tables.devices, now }),
    record: (told) =>
      commit(
        async (unit) => {
          for (const one of told) await recordFinding(unit, one);
        },
        { actor: system },
      ),
    isStoreUp: async () => (await database.health()).ok,
    now,
    logger: log,
  });
}

/** What lets devices in and speaks to them. */
function waysIn({ settings, log, database, commit, keys }: House, readings: ReadingLog) {
  const { deviceRate, gatewayRate } = settings.telemetry;
  const { tables, onCommitted } = database;
  const wall = () => Date.now();
  const registry = deviceRegistry({ devices: tables.devices, keys, now: wall });
  const now = () => database.clock.now().getTime();
  const gateway = deviceGateway({ readings, registry, now, wall, log, deviceRate, gatewayRate });
  const hub = deviceHub({ topics: gateway.topics, tables, commit, onCommitted, log });
  /** Whoever may no longer sign in as before has to sign in anew. */
  const forget = ({ events }: Committed) => {
    for (const { name, data } of events) {
      if (name !== 'device.changed') continue;
      const { deviceId, what } = data as { readonly deviceId: string; readonly what: string };
      registry.forget(deviceId);
      if (what === 'state' || what === 'keys' || what === 'certificates') gateway.topics.drop(deviceId);
    }
  };
  const openSources = () =>
    telemetrySources({
      broker: settings.telemetry.broker,
      iotHub: settings.telemetry.iotHub,
      folder: join(settings.dataDir, 'telemetry'),
      keep: intake({ registry, readings, now, log }),
      partitions: tables.hubPartitions,
      commit,
      log,
    });
  return { gateway, hub, forget, openSources };
}
