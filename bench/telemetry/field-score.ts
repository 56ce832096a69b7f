import type { Finding } from '../../domain/iot/finding.ts';
import type { FieldDevice } from './field-device.ts';
import { type FaultKind, faultKinds } from './field-fault.ts';

/** One raised finding that nothing was wrong at. */
export interface FalseAlert {
  readonly finding: Finding;
  readonly where: 'healthy' | 'before' | 'after';
}

/** How one fault was found, or not. */
export interface Outcome {
  readonly device: FieldDevice;
  readonly kind: FaultKind;
  readonly size: number;
  readonly found: Finding | null;
  /** In readings since the onset. */
  readonly delay: number;
  readonly beforeHalf: boolean;
}

/** Everything counted over a fleet. */
export interface FieldScore {
  readonly outcomes: Outcome[];
  readonly alarms: FalseAlert[];
  healthyMonths: number;
  faultyMonths: number;
}

const month = 30 * 86_400_000;

/** Nothing counted yet. */
export const emptyScore = (): FieldScore => ({ outcomes: [], alarms: [], healthyMonths: 0, faultyMonths: 0 });

/** Counts one device's findings: an alert between the fault's onset and its end (one period later) finds it. */
export function count(score: FieldScore, device: FieldDevice, findings: readonly Finding[]): void {
  const raised = findings.filter(({ state }) => state === 'raised');
  const { fault, rows, periodMs } = device;
  const [first, last] = [rows[0]!.at, rows.at(-1)!.at];
  if (fault === null) {
    score.healthyMonths += (last - first) / month;
    score.alarms.push(...raised.map((finding) => ({ finding, where: 'healthy' as const })));
    return;
  }
  score.faultyMonths += (last - first - (fault.until - fault.from)) / month;
  const until = fault.until + periodMs;
  for (const finding of raised) {
    if (finding.at < fault.from) score.alarms.push({ finding, where: 'before' });
    if (finding.at > until) score.alarms.push({ finding, where: 'after' });
  }
  const found = raised.find(
    ({ at, channel, kind }) =>
      at >= fault.from &&
      at <= until &&
      (channel === fault.channel || kind === 'joint' || kind === 'peers' || fault.kind === 'season'),
  );
  const delay = found === undefined ? Number.POSITIVE_INFINITY : (found.at - fault.from) / periodMs;
  const beforeHalf = found !== undefined && found.at - fault.from < (fault.until - fault.from) / 2;
  score.outcomes.push({
    device,
    kind: fault.kind,
    size: fault.size,
    found: found ?? null,
    delay,
    beforeHalf,
  });
}

/** What the issue promises of delays, in readings. */
const withinReadings: Partial<Record<FaultKind, number>> = {
  spike: 1,
  level: 12,
  variance: 12,
  stuck: 6,
  gap: 3,
};

/** One row a kind: how many, found, median delay, share within the promised delay (drift, wear: before half). */
export function byKind({ outcomes }: FieldScore) {
  return faultKinds.map((kind) => {
    const all = outcomes.filter((one) => one.kind === kind);
    const found = all.filter((one) => one.found !== null);
    const delays = found.map(({ delay }) => delay).sort((a, b) => a - b);
    const limit = withinReadings[kind];
    const inTime = all.filter((one) => (limit === undefined ? one.beforeHalf : one.delay <= limit));
    return {
      kind,
      faults: all.length,
      found: found.length,
      median: delays[Math.floor(delays.length / 2)] ?? Number.NaN,
      inTime: inTime.length,
    };
  });
}

/** The figures of the issue in one record. */
export function figuresOf(score: FieldScore) {
  const rows = byKind(score);
  const sum = (kinds: readonly FaultKind[], of: 'found' | 'faults' | 'inTime'): number =>
    rows.filter(({ kind }) => kinds.includes(kind)).reduce((all, row) => all + row[of], 0);
  const share = (kinds: readonly FaultKind[], of: 'found' | 'inTime'): number =>
    sum(kinds, of) / Math.max(1, sum(kinds, 'faults'));
  const inHealthy = score.alarms.filter(({ where }) => where === 'healthy').length;
  const elsewhere = score.alarms.length - inHealthy;
  return {
    found: share(faultKinds, 'found'),
    sudden: share(['gap', 'stuck'], 'found'),
    slowInTime: share(['drift', 'wear'], 'inTime'),
    shiftInTime: share(['level'], 'inTime'),
    varianceInTime: share(['variance'], 'inTime'),
    falseHealthy: inHealthy / Math.max(1e-9, score.healthyMonths),
    falseElsewhere: elsewhere / Math.max(1e-9, score.faultyMonths),
  };
}
