import { Refused } from '../refusals.ts';
import type { Stored } from '../stored.ts';
import type { Filter, ReadTable } from '../table.ts';
import type { Records, Unit } from '../unit.ts';
import { type CompanyFile, type CompanyKind, companyKinds } from './company-file.ts';
import { defaultsOf } from './defaults.ts';
import { referencesOf } from './references.ts';

/** One record of the import as it would be afterwards, beside what is there now. */
export interface Planned<K extends CompanyKind = CompanyKind> {
  readonly kind: K;
  /** Where it stands in the file, e.g. `queues[2]`. */
  readonly place: string;
  readonly before: Records[K] | undefined;
  readonly after: Records[K];
}

type Plain = Readonly<Record<string, unknown>>;
const idsAtOnce = 200;
/** Fields that a file holds as ISO text. */
const instants = new Set(['createdAt', 'installedAt', 'publishedAt']);
const personOf = { agents: 'id', resources: 'personId' } as const;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Says no to a whole import, naming the one place that is wrong. */
export function refuseImport(place: string, problem: string): never {
  throw new Refused('input.invalid', { place, problem });
}

/**
 * What an import would make of each of its records: those that are there keep what the file does not name, new ones get
 * the defaults. Refuses an id that stands twice, one that another unit has, and a reference that leads nowhere.
 */
export async function planImport(unit: Unit, company: CompanyFile): Promise<Planned[]> {
  const plan: Planned[] = [];
  for (const kind of companyKinds) {
    const given = (company[kind] ?? []) as readonly (Plain & { readonly id: string })[];
    const present = await presentOf(
      unit,
      kind,
      given.map(({ id }) => id),
    );
    const seen = new Set<string>();
    for (const [at, record] of given.entries()) {
      const place = `${kind}[${at}]`;
      const before = present.get(record.id);
      if (seen.has(record.id)) refuseImport(`${place}.id`, `${record.id} stands here twice`);
      if (before && before.unitId !== unit.actor.unitId)
        refuseImport(`${place}.id`, `${record.id} belongs to another unit`);
      seen.add(record.id);
      plan.push({ kind, place, before, after: await completed(unit, { kind, record, before, plan }) });
    }
  }
  await checkReferences(unit, plan);
  return plan;
}

/** Whether the import changes anything about a record. */
export const isChanged = ({ before, after }: Planned): boolean => !isSame(before, after);

/** Whether a planned record is of one kind. */
export const isOf =
  <K extends CompanyKind>(kind: K) =>
  (one: Planned): one is Planned<K> =>
    one.kind === kind;

async function completed<K extends CompanyKind>(
  unit: Unit,
  given: {
    readonly kind: K;
    readonly record: Plain & { readonly id: string };
    readonly before: Stored | undefined;
    readonly plan: readonly Planned[];
  },
): Promise<Records[K]> {
  const { kind, record, before, plan } = given;
  const named = Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => [field, read(field, value)]);
  const fresh = { ...defaultsOf[kind](unit), version: 0, unitId: unit.actor.unitId };
  const after: Plain = { ...(before ?? fresh), ...Object.fromEntries(named) };
  const isNewText = kind === 'articles' && before && record.minor === undefined && !isSame(before, after);
  return {
    ...after,
    ...(isNewText && { minor: Number(after.minor) + 1 }), // what was quoted stays tellable, as when it is edited
    ...(await called(unit, { kind, after, plan })),
  } as unknown as Records[K];
}

/** A value of a file as the record holds it: instants as dates, and a sign-in's GUID as tokens spell it. */
function read(field: string, value: unknown): unknown {
  if (instants.has(field) && typeof value === 'string') return new Date(value);
  if (field === 'aadObjectId' && guid.test(String(value))) return String(value).toLowerCase();
  return value;
}

/** Agents and resources are called as the person behind them is, unless the file or the record says otherwise. */
async function called(
  unit: Unit,
  {
    kind,
    after,
    plan,
  }: { readonly kind: CompanyKind; readonly after: Plain; readonly plan: readonly Planned[] },
): Promise<Plain> {
  if ((kind === 'agents' || kind === 'resources') && after.name === undefined) {
    const id = String(after[personOf[kind]]);
    const person =
      plan.find((one) => one.kind === 'people' && one.after.id === id)?.after ?? (await unit.people.find(id));
    return { name: (person as Plain | undefined)?.name ?? id };
  }
  return {};
}

async function checkReferences(unit: Unit, plan: readonly Planned[]): Promise<void> {
  const wanted = plan.flatMap(({ kind, place, after }) =>
    (referencesOf[kind] as (record: Stored) => ReturnType<(typeof referencesOf)[CompanyKind]>)(after).map(
      (one) => ({ ...one, place: `${place}.${one.place}` }),
    ),
  );
  const known = new Map<CompanyKind, Set<string>>(companyKinds.map((kind) => [kind, new Set()]));
  for (const { kind, after } of plan) known.get(kind)!.add(after.id);
  for (const [kind, ids] of known) {
    const missing = wanted.filter((one) => one.kind === kind && !ids.has(one.id)).map(({ id }) => id);
    for (const [id, { unitId }] of await presentOf(unit, kind, missing))
      if (unitId === unit.actor.unitId) ids.add(id);
  }
  const lost = wanted.find(({ kind, id }) => !known.get(kind)!.has(id));
  if (lost) refuseImport(lost.place, `there is no ${lost.id} among ${lost.kind}, here or in the import`);
}

/** Records by id, asked for in portions that every database takes. */
async function presentOf<K extends CompanyKind>(
  unit: Unit,
  kind: K,
  ids: readonly string[],
): Promise<Map<string, Records[K]>> {
  const table = unit[kind] as unknown as ReadTable<Records[K]>;
  const all = [...new Set(ids)];
  const found = new Map<string, Records[K]>();
  for (let at = 0; at < all.length; at += idsAtOnce) {
    const filter = { id: { in: all.slice(at, at + idsAtOnce) } } as unknown as Filter<Records[K]>;
    for (const record of await table.where(filter)) found.set(record.id, record);
  }
  return found;
}

/** Equality of plain values, whatever order a database gives their fields back in. */
function isSame(left: unknown, right: unknown): boolean {
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return left === right;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const fields = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...fields].every((field) => isSame((left as Plain)[field], (right as Plain)[field]));
}
