import type { Alert, Condition } from '../../domain/iot/alerts/alert.ts';
import type { AlertSettings, QuietTime } from '../../domain/iot/alerts/settings.ts';
import { flag, id, instant, json, name, orNull, real, recordShape, text, whole, word } from '../columns.ts';

/** Keeps what people are to look at. */
export const alerts = recordShape<Alert>(
  'alerts',
  {
    number: word,
    deviceId: id,
    assetId: orNull(id),
    channel: name(200),
    kind: word,
    state: word,
    severity: word,
    score: real,
    detail: text,
    count: whole,
    firstAt: instant,
    lastAt: instant,
    inBandAt: orNull(instant),
    raisedAt: instant,
    groupKey: name(400),
    parentId: orNull(id),
    grouped: whole,
    caseId: orNull(id),
    workOrderId: orNull(id),
    snoozedUntil: orNull(instant),
    verifyUntil: orNull(instant),
    note: orNull(text),
    acknowledgedById: orNull(id),
    acknowledgedAt: orNull(instant),
    clearedById: orNull(id),
    clearedAt: orNull(instant),
    clearReason: orNull(word),
    clearText: orNull(text),
  },
  {
    indexes: [
      ['deviceId', 'state'],
      ['unitId', 'state', 'raisedAt'],
      ['unitId', 'raisedAt'],
      ['groupKey', 'lastAt'],
      ['parentId', 'state'],
      ['assetId', 'state'],
      ['caseId'],
      ['workOrderId'],
    ],
    uniques: [['number']],
  },
);

/** Keeps what telemetry says, one row for each device, kind and channel that ever was out of band. */
export const conditions = recordShape<Condition>(
  'conditions',
  {
    deviceId: id,
    channel: name(200),
    kind: word,
    isStanding: flag,
    since: instant,
    firstAt: instant,
    lastAt: instant,
    severity: word,
    score: real,
    detail: text,
    count: whole,
    alertId: orNull(id),
  },
  { indexes: [['deviceId', 'isStanding'], ['alertId']] },
);

/** Keeps the times in which findings raise no alert. */
export const quietTimes = recordShape<QuietTime>(
  'quiet_times',
  {
    purpose: word,
    assetId: orNull(id),
    deviceId: orNull(id),
    channel: orNull(name(200)),
    kind: orNull(word),
    startAt: instant,
    endAt: instant,
    reason: text,
    createdById: id,
    findings: whole,
  },
  {
    indexes: [
      ['deviceId', 'endAt'],
      ['assetId', 'endAt'],
    ],
  },
);

/** Keeps how each unit wants its alerts grouped, calmed and followed up. */
export const alertSettings = recordShape<AlertSettings>('alert_settings', {
  isGrouping: flag,
  groupBy: json,
  groupSeconds: whole,
  stormAlerts: whole,
  stormSeconds: whole,
  caseFrom: orNull(word),
  workOrderFrom: orNull(word),
  showFrom: word,
  verifyMinutes: whole,
  isFollowingUp: flag,
});
