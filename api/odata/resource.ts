import { z } from 'zod';
import type { Verb } from '../../cards/verbs.ts';
import { type Actor, hasRole } from '../../domain/people/actor.ts';
import type { Role } from '../../domain/people/person.ts';
import { Refused } from '../../domain/refusals.ts';
import type { Kind, Records } from '../../domain/unit.ts';
import { staffScope } from '../../domain/work-orders/own-work.ts';
import type { ReadTables } from '../deps.ts';
import { staff } from '../http/route.ts';
import type { Field, Row } from './field.ts';

/** A question about records of whichever kind; see `Filter`. */
export type PlainFilter = Readonly<Record<string, unknown>>;

/** Records shown within another one when `$expand` asks for them. */
export interface Expansion {
  /** The name of the other's resource. */
  readonly to: string;
  /** This record's field that names the other. */
  readonly one?: string;
  /** The others' field that names this record. */
  readonly many?: string;
}

/** A set of things in the API, declared once: lists, single things, `$metadata` and OpenAPI are all made from it. */
export interface Resource<K extends Kind = Kind> {
  /** Its word in addresses, e.g. `work-orders`. */
  readonly name: string;
  /** Its type in documents, e.g. `WorkOrder`. */
  readonly entity: string;
  readonly kind: K;
  readonly tag: string;
  /** What one and many are called in sentences. */
  readonly says: readonly [one: string, many: string];
  readonly fields: Readonly<Record<string, Field>>;
  readonly expand?: Readonly<Record<string, Expansion>>;
  /** Roles that read it beside the staff that read everything. */
  readonly alsoReadBy?: readonly Role[];
  /** What of it is a customer's own; when left out, customers see none. */
  readonly own?: (customer: Actor, tables: ReadTables) => Promise<PlainFilter | null>;
  /** The verb on a card that showing one of it is the twin of. */
  readonly verb?: Verb;
}

const declared = new Map<string, Resource>();

/** Declares a resource, so that others can lead to it by name whichever file is read first. */
export function resource<K extends Kind>(given: Resource<K>): Resource<K> {
  declared.set(given.name, given);
  return given;
}

/** The resource of a name that another one leads to. */
export function resourceNamed(name: string): Resource {
  const found = declared.get(name);
  if (!found) throw new Error(`no resource is called ${name}`);
  return found;
}

/** Whether somebody is served as a customer, who sees nothing but what is his or her own. */
export const isCustomer = (actor: Actor): boolean => actor.roles.every((role) => role === 'customer');

/** Who may read a resource at all. */
export const readersOf = ({ own, alsoReadBy = [] }: Resource): readonly Role[] => [
  ...staff,
  ...alsoReadBy,
  ...(own ? (['customer'] as const) : []),
];

/** The fields of a resource that somebody may see. */
export const visibleFields = (resource: Resource, actor: Actor): Readonly<Record<string, Field>> =>
  isCustomer(actor)
    ? Object.fromEntries(Object.entries(resource.fields).filter(([, { isForStaff }]) => !isForStaff))
    : resource.fields;

/** What of a resource somebody may see: staff their unit, technicians and customers their own; null for nothing at all. */
export async function sightOf(
  resource: Resource,
  actor: Actor,
  tables: ReadTables,
): Promise<PlainFilter | null> {
  if (!hasRole(actor, ...readersOf(resource))) return null; // an expansion may lead to what one may not read
  if (!isCustomer(actor)) return staffScope(tables, resource.kind, actor);
  const own = resource.own ? await resource.own(actor, tables) : null;
  return own && { all: [{ unitId: actor.unitId }, own] };
}

/** The table of any kind, asked by plain filters. */
export interface RowTable {
  find(id: string): Promise<Row | undefined>;
  where(
    filter: PlainFilter,
    page?: {
      readonly orderBy?: readonly (readonly [string, 'asc' | 'desc'])[];
      readonly limit?: number;
      readonly offset?: number;
    },
  ): Promise<Row[]>;
  first(filter: PlainFilter): Promise<Row | undefined>;
  count(filter: PlainFilter): Promise<number>;
}

/** Reads a table whose kind is known only while running. */
export const tableOf = (tables: ReadTables, kind: Kind): RowTable => tables[kind] as unknown as RowTable;

/** Parameters of an address that names one thing. */
export const oneParams = z.object({
  id: z.string().min(1).max(450).describe('Its id, or the number people say'),
});

/**
 * Finds the thing an address names, by id or by number, among what the caller may see. What is there but out of sight is
 * answered exactly as what is not there.
 */
export async function theOne<K extends Kind>(
  resource: Resource<K>,
  { id, actor, tables }: { readonly id: string; readonly actor: Actor; readonly tables: ReadTables },
): Promise<Records[K]> {
  const sight = await sightOf(resource, actor, tables);
  const table = tableOf(tables, resource.kind);
  const byId = sight && (await table.first({ all: [sight, { id }] }));
  const hasNumber = resource.fields.number !== undefined;
  const found =
    byId ?? (sight && hasNumber && (await table.first({ all: [sight, { number: id.toUpperCase() }] })));
  if (!found) throw new Refused('record.not_found', { kind: resource.says[0], id });
  return found as unknown as Records[K];
}

const shapes = new WeakMap<Resource, z.ZodObject>();

/** The documented form of a thing; one schema for each resource, so that documents can refer to it by name. */
export function shapeOf(resource: Resource): z.ZodObject {
  const known = shapes.get(resource);
  if (known) return known;
  const fields = Object.entries(resource.fields).map(
    ([name, { schema, isForStaff }]) => [name, isForStaff ? schema.optional() : schema] as const,
  );
  const made = z.object(Object.fromEntries(fields)).meta({ id: resource.entity });
  shapes.set(resource, made);
  return made;
}
