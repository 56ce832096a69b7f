import type { Database } from './db/database.ts';
import type { LogHealth } from './devices/log/reading-log.ts';
import type { PipelineHealth } from './devices/pipeline/pipeline.ts';
import type { Settings } from './settings.ts';

/** The rows the house works through: what waits in them, and how dead letters are put back. */
export const workOf = ({ inbox, outbox, timers, clock }: Database) => ({
  now: () => clock.now(),
  counts: async () => {
    const [arriving, leaving, due] = await Promise.all([inbox.counts(), outbox.counts(), timers.counts()]);
    return { inbox: arriving, outbox: leaving, timers: due };
  },
  replay: async () => ({ inbox: await inbox.replay(), outbox: await outbox.replay() }),
});

/** The state of each part, as `GET /health` tells it; a part that is off is not a failure. */
export async function healthOf(house: {
  readonly settings: Settings;
  readonly database: Database;
  readonly index: { readonly state: object };
  readonly telemetry: { health(): { readonly ok: boolean; readonly telemetry: object } };
}): Promise<object> {
  const { settings, database, index, telemetry } = house;
  const [store, work] = await Promise.all([database.health(), workOf(database).counts()]);
  const { ok: isKeeping, telemetry: devices } = telemetry.health();
  return {
    status: store.ok && isKeeping ? 'ok' : 'failing',
    mode: settings.mode,
    database: store,
    ...work,
    telemetry: devices,
    teams: settings.bot.appId
      ? 'on'
      : settings.mode === 'demo'
        ? 'playground only (no MicrosoftAppId)'
        : 'off',
    signIn: settings.oidc ? 'OpenID Connect' : 'local (demo)',
    search: index.state,
    copilot: 'embedded',
  };
}

/** What `GET /metrics` tells of telemetry. */
export function gaugesOf(log: LogHealth, watch: PipelineHealth) {
  const gauge = (name: string, help: string, value: number) => ({
    name: `fieldline_telemetry_${name}`,
    help,
    value,
  });
  return [
    gauge('log_bytes', 'Size of the telemetry log', log.sizeBytes),
    gauge(
      'log_failing',
      'Whether the telemetry log takes nothing right now',
      Number(log.state === 'failing'),
    ),
    gauge('messages_kept', 'Messages of devices kept since the start', log.kept),
    gauge('messages_repeated', 'Repeated messages recognised since the start', log.repeats),
    gauge('messages_quarantined', 'Messages kept whole because they could not be read', log.quarantined),
    gauge('watch_behind', 'Messages that are kept and not looked at yet', watch.behind),
    gauge('watch_lag_seconds', 'How far the watch is behind the arrival of messages', watch.lagSeconds),
    gauge('readings_watched', 'Readings looked at since the start', watch.readings),
    gauge('findings_open', 'Findings that are not over', watch.openFindings),
    gauge('findings_kept', 'Findings handed to alerts since the start', watch.findingsKept),
    gauge('findings_refused', 'Findings that alerts refused since the start', watch.findingsRefused),
    gauge('watch_stumbles', 'Messages that a detector stumbled over since the start', watch.stumbles),
  ];
}
