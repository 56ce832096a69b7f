import type { Product } from '../domain/inventory/product.ts';
import type { Queue } from '../domain/routing/queue.ts';
import type { Territory } from '../domain/scheduling/resource.ts';
import type { Calendar, DayWindow } from '../domain/sla/calendar.ts';
import type { Sla } from '../domain/sla/sla.ts';

const stored = { version: 0, unitId: 'main' } as const;
/** Seniors (agent-02, agent-03) stand in no line: they take what is escalated or handed to them. */
const everybody = [1, 4, 5, 6, 7, 8].map((at) => `agent-0${at}`);

const week = (
  weekdays: readonly DayWindow[],
  saturday: readonly DayWindow[] = [],
  sunday: readonly DayWindow[] = [],
) => [...Array.from({ length: 5 }, () => weekdays), saturday, sunday];

/** Bank holidays in England on which the office is closed. */
const holidays = Object.fromEntries(
  [
    '2026-12-25',
    '2026-12-28',
    '2027-01-01',
    '2027-03-26',
    '2027-03-29',
    '2027-05-03',
    '2027-05-31',
    '2027-08-30',
    '2027-12-27',
    '2027-12-28',
  ].map((day) => [day, []]),
);

const calendar = (id: string, name: string, hours: Calendar['week']): Calendar => ({
  ...stored,
  id,
  name,
  zone: 'Europe/London',
  week: hours,
  exceptions: holidays,
});

/** Hours of the office and of the vans. */
export const demoCalendars: readonly Calendar[] = [
  calendar('hours-office', 'Service desk, Monday to Saturday', week([[420, 1140]], [[540, 960]])),
  calendar('hours-early', 'Early vans', week([[390, 900]])),
  calendar('hours-day', 'Day vans', week([[480, 1020]])),
  calendar('hours-late', 'Late vans', week([[720, 1230]])),
  calendar('hours-weekend', 'Weekend duty van', week([[600, 1080]], [[480, 1200]], [[480, 1200]])),
];

/** Parts of the city that vans keep to. */
export const demoTerritories: readonly Territory[] = [
  { ...stored, id: 'central', name: 'Bristol Centre and Harbourside' },
  { ...stored, id: 'north', name: 'North Bristol' },
  { ...stored, id: 'south', name: 'South Bristol' },
  { ...stored, id: 'east', name: 'East Bristol' },
];

const queue = (id: string, name: string, priority: number, more: Partial<Queue>): Queue => ({
  ...stored,
  id,
  name,
  priority,
  memberIds: everybody,
  method: 'highest-capacity',
  offersAtOnce: 1,
  offerSeconds: 120,
  calendarId: 'hours-office',
  categories: [],
  fallback: false,
  ...more,
});

/** Where work waits: safety first, then comfort, then paper. */
export const demoQueues: readonly Queue[] = [
  queue('queue-safety', 'Lifts and fire safety', 1, {
    categories: ['lifts', 'fire-safety'],
    offersAtOnce: 3,
    offerSeconds: 60,
  }),
  queue('queue-buildings', 'Building services', 2, {
    categories: ['air-conditioning', 'heating', 'plumbing', 'electrical', 'ventilation', 'doors-and-access'],
  }),
  queue('queue-office', 'Accounts and appointments', 3, {
    categories: ['billing', 'appointments'],
    method: 'round-robin',
  }),
  queue('queue-general', 'General enquiries', 4, { categories: ['general'], fallback: true }),
];

const sla = (order: number, name: string, levels: Sla['levels'], first: number, resolve: number): Sla => ({
  ...stored,
  id: `sla-${levels[0]}`,
  name,
  order,
  levels,
  calendarId: 'hours-office',
  targets: [
    { kind: 'first-response', minutes: { high: first / 2, normal: first, low: first * 2 }, warnAt: 0.75 },
    { kind: 'resolve', minutes: { high: resolve / 2, normal: resolve, low: resolve * 2 }, warnAt: 0.75 },
  ],
});

/** What is promised, in minutes of office time. */
export const demoSlas: readonly Sla[] = [
  sla(1, 'Gold: answer within 30 min, solved within 8 h', ['gold'], 30, 480),
  sla(2, 'Silver: answer within 1 h, solved within 16 h', ['silver'], 60, 960),
  sla(3, 'Bronze: answer within 2 h, solved within 24 h', ['bronze'], 120, 1440),
];

const part = (id: string, name: string, category: string, priceCents: number): Product => ({
  ...stored,
  id: `part-${id}`,
  name,
  kind: 'inventory',
  category,
  priceCents,
});

/** Parts a technician can use up, by the category of work they belong to. */
export const demoProducts: readonly Product[] = [
  part('condensate-pump', 'Condensate pump', 'air-conditioning', 8900),
  part('drain-hose', 'Condensate drain hose, 2 m', 'air-conditioning', 1450),
  part('g4-filter', 'Filter mat G4', 'air-conditioning', 1990),
  part('fan-capacitor', 'Fan capacitor', 'air-conditioning', 1200),
  part('f7-filter', 'Bag filter F7', 'ventilation', 4200),
  part('fan-belt', 'Fan belt', 'ventilation', 1650),
  part('circulator', 'Heating circulation pump', 'heating', 21900),
  part('trv-head', 'Thermostatic valve head', 'heating', 2400),
  part('ignition', 'Ignition electrode', 'heating', 3600),
  part('tap-cartridge', 'Tap cartridge', 'plumbing', 1850),
  part('trap', 'Bottle trap', 'plumbing', 950),
  part('fill-valve', 'Cistern fill valve', 'plumbing', 1390),
  part('mcb-16', 'Circuit breaker 16 A', 'electrical', 890),
  part('rcd-40', 'Residual current device 40 A', 'electrical', 4750),
  part('led-driver', 'LED driver 40 W', 'electrical', 2950),
  part('door-closer', 'Door closer size 3', 'doors-and-access', 7400),
  part('reader', 'Access card reader', 'doors-and-access', 13900),
  part('door-contact', 'Lift door contact', 'lifts', 5600),
  part('guide-shoe', 'Lift guide shoe', 'lifts', 3800),
  part('smoke-head', 'Optical smoke detector head', 'fire-safety', 4100),
  part('panel-battery', 'Fire panel battery 12 V 7 Ah', 'fire-safety', 2700),
];
