import type { ReadTables } from '../deps.ts';
import type { Field, Source, ValueType } from './field.ts';
import {
  badFilter,
  type Comparison,
  instantOf,
  type Literal,
  readFilter,
  type Written,
} from './filter-syntax.ts';
import { type PlainFilter, tableOf } from './resource.ts';

/** What a filter is read against. */
export interface FilterContext {
  /** The fields the caller may see; nothing else can be asked about. */
  readonly fields: Readonly<Record<string, Field>>;
  readonly unitId: string;
  readonly tables: ReadTables;
}

/** A name of another record may lead to so many of them; more is a question for another filter. */
const mostNamed = 1_000;

/**
 * Turns `$filter` into a question for the store. Words are checked against the field's own, values against its type, and
 * a name (`owner/name`) is looked up first, so that the store is asked by columns of one table only.
 */
export async function filterOf(text: string, context: FilterContext): Promise<PlainFilter> {
  return compiled(readFilter(text), context);
}

async function compiled(written: Written, context: FilterContext): Promise<PlainFilter> {
  switch (written.is) {
    case 'and':
      return { all: await Promise.all(written.of.map((one) => compiled(one, context))) };
    case 'or':
      return { any: await Promise.all(written.of.map((one) => compiled(one, context))) };
    case 'not':
      return { none: [await compiled(written.of, context)] };
    case 'in':
      return listed(written.path, written.values, context);
    case 'contains':
    case 'startswith':
      return searched(written.path, written, context);
    default:
      return compared(written.path, written, context);
  }
}

function sourceOf(path: string, { fields }: FilterContext): Source {
  const [name = '', ...rest] = path.split('/');
  const outer = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const [part] = rest;
  const field =
    part === undefined ? outer : Object.hasOwn(outer?.inner ?? {}, part) ? outer?.inner?.[part] : undefined;
  if (!field || rest.length > 1) throw badFilter(`there is no field ${path}; there are ${known(fields)}`);
  if (field.source) return field.source;
  if (field.inner?.id?.source && part === undefined) return field.inner.id.source;
  throw badFilter(`${path} cannot be filtered by`);
}

const known = (fields: Readonly<Record<string, Field>>): string =>
  Object.entries(fields)
    .flatMap(([name, field]) =>
      field.inner ? Object.keys(field.inner).map((part) => `${name}/${part}`) : field.source ? [name] : [],
    )
    .join(', ');

interface Compared {
  readonly is: Comparison;
  readonly value: Literal;
}

async function compared(path: string, asked: Compared, context: FilterContext): Promise<PlainFilter> {
  const source = sourceOf(path, context);
  if (asked.value === null && asked.is !== 'eq' && asked.is !== 'ne')
    throw badFilter(`${path} can be compared with null by eq and ne only`);
  if (source.at === 'code') return byCode(path, source, asked);
  if (source.at === 'column')
    return { [source.column]: condition(asked.is, fitting(path, source, asked.value)) };
  if (asked.value === null) return { [source.by]: asked.is === 'eq' ? null : { not: null } };
  const value = fitting(path, source, asked.value);
  if (asked.is === 'ne') return { none: [await byName(path, source, value, context)] };
  return byName(path, source, condition(asked.is, value), context);
}

async function listed(
  path: string,
  values: readonly Literal[],
  context: FilterContext,
): Promise<PlainFilter> {
  const source = sourceOf(path, context);
  if (source.at === 'code') return { any: values.map((value) => byCode(path, source, { is: 'eq', value })) };
  const wanted = values.map((value) => fitting(path, source, value));
  if (source.at === 'column') return { [source.column]: { in: wanted } };
  if (wanted.includes(null)) throw badFilter(`null cannot stand in a list of ${path}; write ${path} eq null`);
  return byName(path, source, { in: wanted }, context);
}

function condition(is: Comparison, value: Literal): unknown {
  const conditions: Record<Comparison, unknown> = {
    eq: value,
    ne: { not: value },
    gt: { above: value },
    ge: { atLeast: value },
    lt: { below: value },
    le: { atMost: value },
  };
  return conditions[is];
}

/** Dynamics' numbers are kept as words: the question becomes one about the words whose number fits. */
function byCode(path: string, source: Extract<Source, { at: 'code' }>, { is, value }: Compared): PlainFilter {
  if (value !== null && typeof value !== 'number') throw badFilter(`${path} is a number`);
  const fits: Record<Comparison, (code: number) => boolean> = {
    eq: (code) => code === value,
    ne: (code) => code !== value,
    gt: (code) => code > value!,
    ge: (code) => code >= value!,
    lt: (code) => code < value!,
    le: (code) => code <= value!,
  };
  const found = Object.entries(source.codes).filter(([, code]) => fits[is](code));
  return { [source.column]: { in: found.map(([word]) => word) } };
}

async function byName(
  path: string,
  source: Extract<Source, { at: 'join' }>,
  wanted: unknown,
  { tables, unitId }: FilterContext,
): Promise<PlainFilter> {
  const found = await tableOf(tables, source.kind).where(
    { unitId, [source.column]: wanted },
    { limit: mostNamed + 1 },
  );
  if (found.length > mostNamed)
    throw badFilter(`${path} fits more than ${mostNamed} records; say more of it`);
  return { [source.by]: { in: found.map(({ id }) => id) } };
}

async function searched(
  path: string,
  { is, value }: { readonly is: 'contains' | 'startswith'; readonly value: string },
  context: FilterContext,
): Promise<PlainFilter> {
  const source = sourceOf(path, context);
  if (source.at === 'code' || source.type !== 'string')
    throw badFilter(`${is} works on text, and ${path} is none`);
  const part = is === 'contains' ? { contains: value } : { startsWith: value };
  return source.at === 'column' ? { [source.column]: part } : byName(path, source, part, context);
}

const wording: Record<ValueType, string> = {
  string: 'text in single quotes',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  instant: 'an instant such as 2026-03-02T09:00:00Z',
};

/** The value as the column holds it; refuses one of another type, or a word the field never has. */
function fitting(path: string, source: Exclude<Source, { at: 'code' }>, value: Literal): Literal {
  if (value === null) return null;
  if (source.type === 'instant' && typeof value === 'string') return instantOf(value);
  const isFitting: Record<ValueType, boolean> = {
    string: typeof value === 'string',
    integer: Number.isSafeInteger(value),
    number: typeof value === 'number' && Number.isFinite(value),
    boolean: typeof value === 'boolean',
    instant: value instanceof Date,
  };
  if (!isFitting[source.type]) throw badFilter(`${path} is compared with ${wording[source.type]}`);
  const words = source.at === 'column' ? source.words : undefined;
  if (words && !words.includes(value as string)) throw badFilter(`${path} can be ${words.join(', ')}`);
  return value;
}
