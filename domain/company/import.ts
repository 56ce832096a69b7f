import { requireRole } from '../people/actor.ts';
import { distribute } from '../routing/distribute.ts';
import { editCalendar } from '../sla/edit-calendar.ts';
import type { Stored } from '../stored.ts';
import type { NumberSeries, Unit } from '../unit.ts';
import { checkPlan } from './check-plan.ts';
import { type CompanyFile, type CompanyKind, companyKinds } from './company-file.ts';
import { isChanged, isOf, type Planned, planImport } from './plan-import.ts';

/** How many records an import made, changed and found as they should be. */
export interface Counted {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** What an import came to, whole and by kind; kinds that the file does not name are left out. */
export interface Imported extends Counted {
  readonly byKind: { readonly [K in CompanyKind]?: Counted };
}

/**
 * Brings a company in, whole or not at all: records are made or changed by id, those that are as they should be are not
 * touched, and nothing is ever removed. Refuses with one `input.invalid` that names the place in the file. With `dryRun`
 * everything is checked and counted and nothing saved. For admins.
 */
export async function importCompany(
  unit: Unit,
  { company, dryRun = false }: { readonly company: CompanyFile; readonly dryRun?: boolean },
): Promise<Imported> {
  requireRole(unit.actor, 'admin');
  const plan = await planImport(unit, company);
  await checkPlan(unit, plan);
  const changed = plan.filter(isChanged);
  if (!dryRun) {
    await passNumbers(unit, changed);
    for (const one of changed) await keep(unit, one);
    for (const { after } of changed.filter(isOf('queues'))) await distribute(unit, { queueId: after.id });
    for (const { after } of changed.filter(isOf('agents'))) await distribute(unit, { agentId: after.id });
  }
  return { ...counted(plan), byKind: byKind(plan) };
}

const numberPattern = /^([CWAK])-(\d{1,9})$/;

/** The numbers that a file brings with it are never given again: each series goes on above its highest. */
async function passNumbers(unit: Unit, changed: readonly Planned[]): Promise<void> {
  const highest = new Map<NumberSeries, number>();
  for (const { after } of changed) {
    const [, series, digits] = numberPattern.exec(String((after as { number?: unknown }).number)) ?? [];
    if (!series) continue;
    const known = series as NumberSeries;
    highest.set(known, Math.max(highest.get(known) ?? 0, Number(digits)));
  }
  for (const [series, number] of highest) await unit.raiseNumber(series, number + 1);
}

/** Working hours of a calendar that is there are changed as by hand, so that promises still open are planned anew. */
async function keep(unit: Unit, one: Planned): Promise<void> {
  if (isOf('calendars')(one) && one.before) {
    const { id: calendarId, name, zone, week, exceptions } = one.after;
    await editCalendar(unit, { calendarId, name, zone, week, exceptions });
  } else if (isOf('articles')(one)) {
    const number = one.after.number ?? (await unit.nextNumber('K'));
    unit.articles.save({ ...one.after, number, updatedAt: unit.now });
    unit.emit('article.changed', { articleId: one.after.id });
  } else if (isOf('assets')(one)) {
    unit.assets.save({ ...one.after, number: one.after.number ?? (await unit.nextNumber('A')) });
  } else if (isOf('devices')(one)) {
    const { id: deviceId, assetId, rules } = unit.devices.save(one.after);
    unit.emit('device.rules_changed', { deviceId, rules });
    if (one.before) unit.emit('device.changed', { deviceId, what: 'state' });
    else unit.emit('device.registered', { deviceId, assetId });
  } else (unit[one.kind] as unknown as { save(record: Stored): Stored }).save(one.after);
}

const counted = (plan: readonly Planned[]): Counted => {
  const created = plan.filter(({ before }) => !before).length;
  const changed = plan.filter(isChanged).length;
  return { created, updated: changed - created, unchanged: plan.length - changed };
};

const byKind = (plan: readonly Planned[]): Imported['byKind'] =>
  Object.fromEntries(
    companyKinds.flatMap((kind) => {
      const mine = plan.filter(isOf(kind));
      return mine.length > 0 ? [[kind, counted(mine)]] : [];
    }),
  );
