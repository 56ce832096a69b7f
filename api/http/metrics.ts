import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ApiDeps } from '../deps.ts';

/** What the server counts, for Prometheus. */
export interface Metrics {
  readonly registry: Registry;
  /** Notes one request that has ended; `route` is the declared path, so that ids make no series of their own. */
  note(ended: {
    readonly route: string;
    readonly method: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
  readonly streams: Gauge;
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A registry of its own for each server, so that two in one process (tests, replicas in one bench) do not mix. */
export function metrics({ work, telemetry }: Pick<ApiDeps, 'work' | 'telemetry'>): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'fieldline_http_requests_total',
    help: 'HTTP requests answered',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'fieldline_http_request_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const streams = new Gauge({
    name: 'fieldline_event_streams',
    help: 'Listeners of GET /api/events',
    registers,
  });
  new Gauge({
    name: 'fieldline_memory_bytes',
    help: 'Resident memory of the process',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  gaugesOfWork(registers, work);
  gaugesOfTelemetry(registers, telemetry);
  const note: Metrics['note'] = ({ route, method: sent, status, seconds }) => {
    const method = methods.has(sent) ? sent : 'other';
    requests.inc({ method, route, status });
    durations.observe({ method, route }, seconds);
  };
  return { registry, note, streams };
}

/** What waits and what is stuck, read when somebody looks. */
function gaugesOfWork(registers: Registry[], work: ApiDeps['work']): void {
  const gauge = (
    name: string,
    help: string,
    of: (state: Awaited<ReturnType<ApiDeps['work']['counts']>>['inbox']) => number,
  ) =>
    new Gauge({
      name,
      help,
      labelNames: ['box'],
      registers,
      async collect() {
        const { inbox, outbox } = await work.counts();
        this.set({ box: 'inbox' }, of(inbox));
        this.set({ box: 'outbox' }, of(outbox));
      },
    });
  gauge('fieldline_waiting', 'Rows not finished yet', ({ waiting }) => waiting);
  gauge('fieldline_dead_letters', 'Rows that could not be handled or sent', ({ dead }) => dead);
  gauge('fieldline_oldest_seconds', 'Age of the oldest row that is not finished', ({ oldestAt }) =>
    oldestAt ? Math.max(0, (work.now().getTime() - oldestAt.getTime()) / 1000) : 0,
  );
  new Gauge({
    name: 'fieldline_timers_late_seconds',
    help: 'How late the most overdue timer is',
    registers,
    async collect() {
      this.set((await work.counts()).timers.lateMs / 1000);
    },
  });
}

/** How the gateway and the watch are doing; each part names its own figures. */
function gaugesOfTelemetry(registers: Registry[], telemetry: ApiDeps['telemetry']): void {
  for (const [place, { name, help }] of telemetry.gauges().entries())
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(telemetry.gauges()[place]!.value);
      },
    });
}
