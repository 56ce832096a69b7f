import type { BookingView } from '../../cards/bookings.ts';
import type { AlertView } from '../../cards/iot/alerts.ts';
import type { ChannelView, DeviceView } from '../../cards/iot/devices.ts';
import type { Gauged } from '../../cards/iot/gauge.ts';
import { type Alert, standing } from '../../domain/iot/alerts/alert.ts';
import { kindWords } from '../../domain/iot/alerts/kind-words.ts';
import { severities } from '../../domain/iot/finding.ts';
import type { AskNow, ChannelNow } from '../../domain/iot/now.ts';
import { openStates } from '../../domain/work-orders/create.ts';
import type { WorkOrder } from '../../domain/work-orders/work-order.ts';
import { byId, maybe, type ReadTables, staffTimes, type Viewing } from './viewing.ts';

/** What views of machines ask of the running telemetry. */
export interface DeviceViewing extends Viewing {
  readonly askNow: AskNow;
}

/** Loads what those see of an alert who send technicians. */
export async function alertView(viewing: DeviceViewing, alertId: string): Promise<AlertView> {
  const { tables, askNow } = viewing;
  const times = staffTimes(viewing);
  const asked = await tables.alerts.get(alertId);
  const alert = (await maybe(tables, 'alerts', asked.parentId)) ?? asked;
  const device = await maybe(tables, 'devices', alert.deviceId);
  const found = await maybe(tables, 'cases', alert.caseId);
  const order = await maybe(tables, 'workOrders', alert.workOrderId);
  const people = await byId(tables, 'people', [alert.acknowledgedById, alert.clearedById]);
  const group = await tables.alerts.where({ parentId: alert.id, state: { in: standing } }, { limit: 200 });
  const channel = askNow(alert.deviceId).channels.find((one) => one.channel === alert.channel);
  const { snoozedUntil, inBandAt, state } = alert;
  const isSnoozed = snoozedUntil !== null && snoozedUntil > times.present;
  return {
    alertId: alert.id,
    number: alert.number,
    state,
    severity: worstOf([alert, ...group]).severity,
    kind: alert.kind,
    channel: alert.channel,
    detail: alert.detail,
    device: { id: alert.deviceId, name: device?.name ?? alert.deviceId },
    asset: await machine(tables, alert.assetId),
    now: channel ? gauged(channel) : null,
    since: times.when(alert.firstAt),
    last: times.when(alert.lastAt),
    count: alert.count,
    backSince: inBandAt && state !== 'cleared' ? times.within(inBandAt) : null,
    note: alert.note,
    snoozedUntil: isSnoozed ? times.when(snoozedUntil) : null,
    seenBy: nameOf(people, alert.acknowledgedById),
    group: inOrder(group).map(({ number, channel: of, kind, severity, deviceId }) =>
      [number, deviceId === alert.deviceId ? '' : deviceId, `${of}: ${kindWords[kind]}, ${severity}`]
        .filter(Boolean)
        .join(' '),
    ),
    grouped: alert.grouped,
    case: found ? { id: found.id, number: found.number } : null,
    order: order
      ? { id: order.id, number: order.number, state: order.state, isOpen: openStates.includes(order.state) }
      : null,
    ending: endingOf(alert, { by: nameOf(people, alert.clearedById), times, order }),
  };
}

/** Loads how a device is now: its channels beside what is expected of them, and what is wrong. */
export async function deviceView(viewing: DeviceViewing, deviceId: string): Promise<DeviceView> {
  const { tables, askNow } = viewing;
  const times = staffTimes(viewing);
  const device = await tables.devices.get(deviceId);
  const now = askNow(deviceId);
  const alerts = await tables.alerts.where({ deviceId, state: { in: standing } }, { limit: 50 });
  const heardAt = now.latestAt ?? device.lastSeenAt;
  return {
    deviceId,
    name: device.name,
    model: device.model,
    state: device.state,
    asset: await machine(tables, device.assetId),
    lastHeard: heardAt && times.when(heardAt),
    channels: now.channels.map((one) => channelView(one, times.when(one.at))),
    alerts: inOrder(alerts).map(({ id, number, severity, channel, kind, firstAt }) => ({
      alertId: id,
      number,
      severity,
      text: `${channel}: ${kindWords[kind]}, since ${times.when(firstAt)}`,
    })),
  };
}

/** What the telemetry of a visit's machine says: the alerts that led to the order first, then what else stands. */
export async function visitAlerts(viewing: Viewing, order: WorkOrder): Promise<BookingView['alerts']> {
  const { tables } = viewing;
  const times = staffTimes(viewing);
  const led = await tables.alerts.where({ workOrderId: order.id }, { limit: 10 });
  const others = order.assetId
    ? await tables.alerts.where({ assetId: order.assetId, state: { in: standing } }, { limit: 20 })
    : [];
  const known = new Set(led.map(({ id }) => id));
  return [...led, ...inOrder(others.filter(({ id }) => !known.has(id)))].map((alert) => ({
    text: `${alert.number} ${alert.channel}, ${kindWords[alert.kind]}, since ${times.when(alert.firstAt)}: ${alert.detail}`,
    severity: alert.severity,
    isOver: alert.inBandAt !== null || alert.state === 'cleared',
  }));
}

async function machine(tables: ReadTables, assetId: string | null): Promise<AlertView['asset']> {
  const asset = await maybe(tables, 'assets', assetId);
  const site = await maybe(tables, 'sites', asset?.siteId);
  return asset
    ? { name: asset.name, number: asset.number, site: site?.name ?? '', place: asset.place }
    : null;
}

const channelView = ({ channel, value, band, state, text }: ChannelNow, at: string): ChannelView => ({
  channel,
  value: figure(value),
  expected: band && `${figure(band.low)} to ${figure(band.high)}`,
  isInBand: band && value >= band.low && value <= band.high,
  at,
  learning: state === 'learning' ? text : null,
});

const gauged = ({ value, band }: ChannelNow): Gauged => ({
  value: figure(value),
  band: band && {
    low: figure(band.low),
    high: figure(band.high),
    lies: value < band.low ? 'below' : value > band.high ? 'above' : 'inside',
  },
});

/** Four figures are what anybody reads of a measurement. */
const figure = (value: number): string =>
  Math.abs(value) >= 1e7 ? value.toPrecision(4) : String(Number(value.toPrecision(4)));

const rank = ({ severity }: Alert): number => severities.indexOf(severity);
const inOrder = (alerts: readonly Alert[]): Alert[] => [...alerts].sort((a, b) => rank(a) - rank(b));
const worstOf = (alerts: readonly [Alert, ...Alert[]]): Alert => inOrder(alerts)[0] ?? alerts[0];

const nameOf = (people: ReadonlyMap<string, { readonly name: string }>, id: string | null): string | null =>
  id ? (people.get(id)?.name ?? (id === 'system' ? 'Fieldline' : id)) : null;

function endingOf(
  { clearedAt, clearReason, clearText }: Alert,
  {
    by,
    times,
    order,
  }: {
    readonly by: string | null;
    readonly times: ReturnType<typeof staffTimes>;
    readonly order: WorkOrder | undefined;
  },
): string | null {
  if (!clearedAt) return null;
  const when = times.within(clearedAt);
  const left = order && openStates.includes(order.state) ? ` ${order.number} is still ${order.state}.` : '';
  if (clearReason === 'in-band') return `Back in band ${when}.${left}`;
  if (clearReason === 'suppressed') return `Kept quiet by ${by} ${when}: ${clearText}`;
  return `Cleared by ${by} ${when}: ${clearText ?? 'no reason given'}${left && `.${left}`}`;
}
