import { requireModel } from '../iot/commands/set-model.ts';
import { ruleProblem, type ThresholdRule } from '../iot/rules/rule.ts';
import { Refused } from '../refusals.ts';
import { nextOpening } from '../sla/business-time.ts';
import { checkCalendar } from '../sla/edit-calendar.ts';
import type { Stored } from '../stored.ts';
import type { Filter, ReadTable } from '../table.ts';
import type { Unit } from '../unit.ts';
import type { CompanyKind } from './company-file.ts';
import { isOf, type Planned, refuseImport } from './plan-import.ts';

/** What belongs to one record alone: a sign-in, the name a web site vouches for, the numbers people say. */
const ownFields: { readonly [K in CompanyKind]?: string } = {
  people: 'aadObjectId',
  customers: 'externalId',
  assets: 'number',
  articles: 'number',
};

/**
 * Checks what an import would make beyond its references: working hours that somebody works, rules that can be meant, values
 * that belong to one record alone, and that whoever imports remains an admin.
 */
export async function checkPlan(unit: Unit, plan: readonly Planned[]): Promise<void> {
  for (const one of plan.filter(isOf('calendars'))) checkHours(unit, one);
  for (const [kind, field] of Object.entries(ownFields))
    await checkOwn(unit, plan.filter(isOf(kind as CompanyKind)), field);
  for (const { place, after } of plan.filter(isOf('deviceModels'))) requireModel(after, `${place}.`);
  for (const { place, before, after } of plan.filter(isOf('devices'))) {
    checkRules(place, after.rules);
    if (before?.state === 'revoked' && after.state !== 'revoked')
      refuseImport(`${place}.state`, 'the device was revoked, and that is for ever');
  }
  for (const { place, after } of plan.filter(isOf('people')))
    if (after.id === unit.actor.id && !(after.active && after.roles.includes('admin')))
      refuseImport(`${place}.roles`, 'you would no longer be an admin yourself');
}

/** The checks of editing a calendar, with the place in the file in front. */
function checkHours(unit: Unit, { place, after }: Planned<'calendars'>): void {
  try {
    checkCalendar(after);
    nextOpening(unit.now, after);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.code === 'input.invalid')
      refuseImport(`${place}.${String(error.details.place)}`, String(error.details.problem));
    refuseImport(`${place}.week`, error.message.replace(/\.$/, ''));
  }
}

function checkRules(place: string, rules: readonly ThresholdRule[]): void {
  for (const [at, rule] of rules.entries()) {
    const wrong = ruleProblem(rule);
    if (wrong) refuseImport(`${place}.rules[${at}].${wrong.place}`, wrong.problem);
  }
}

async function checkOwn(unit: Unit, plan: readonly Planned[], field: string): Promise<void> {
  const ownOf = (record: Stored | undefined) =>
    (record as unknown as Readonly<Record<string, string | null | undefined>> | undefined)?.[field];
  const inFile = new Set(plan.map(({ after }) => after.id));
  const owners = new Map<string, string>();
  for (const { kind, place, before, after } of plan) {
    const value = ownOf(after);
    if (value === null || value === undefined) continue;
    const table = unit[kind] as unknown as ReadTable<Stored>;
    const present =
      ownOf(before) === value ? [] : await table.where({ [field]: value } as unknown as Filter<Stored>);
    const owner = owners.get(value) ?? present.find(({ id }) => !inFile.has(id))?.id;
    if (owner) refuseImport(`${place}.${field}`, `${value} is already that of ${owner}`);
    owners.set(value, after.id);
  }
}
