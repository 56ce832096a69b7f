import { z } from 'zod';
import type { Stored } from '../../domain/stored.ts';
import type { Kind } from '../../domain/unit.ts';

/** Any record, read by the name of a field. */
export type Row = Stored & Readonly<Record<string, unknown>>;

/** Records another record refers to, by kind and id. */
export type Joined = (kind: Kind, id: string) => Row | undefined;

export type ValueType = 'string' | 'integer' | 'number' | 'boolean' | 'instant';

/** Where the values of a field lie, so that filters and orders can be asked of the store. */
export type Source =
  | {
      readonly at: 'column';
      readonly column: string;
      readonly type: ValueType;
      readonly words?: readonly string[];
    }
  /** Dynamics' number for a word. */
  | { readonly at: 'code'; readonly column: string; readonly codes: Readonly<Record<string, number>> }
  /** A column of the record that `by` names. */
  | {
      readonly at: 'join';
      readonly by: string;
      readonly kind: Kind;
      readonly column: string;
      readonly type: ValueType;
    };

/** One field of a thing in the API: how it is shown, described and asked for. */
export interface Field {
  readonly schema: z.ZodType;
  /** Its type in CSDL. */
  readonly edm: string;
  readonly isNullable: boolean;
  /** Customers neither see it nor filter by it. */
  readonly isForStaff: boolean;
  /** Missing: it is shown only. */
  readonly source?: Source;
  /** `queue/id`: fields within this one. */
  readonly inner?: Readonly<Record<string, Field>>;
  /** The records it takes to show it. */
  readonly joins?: { readonly by: string; readonly kind: Kind };
  readonly show: (row: Row, joined: Joined) => unknown;
}

type Keys<T, V> = {
  [K in keyof T & string]: NonNullable<T[K]> extends V ? K : never;
}[keyof T & string];

const edm: Record<ValueType, string> = {
  string: 'Edm.String',
  integer: 'Edm.Int64',
  number: 'Edm.Double',
  boolean: 'Edm.Boolean',
  instant: 'Edm.DateTimeOffset',
};

const schemas: Record<ValueType, z.ZodType> = {
  string: z.string(),
  integer: z.int(),
  number: z.number(),
  boolean: z.boolean(),
  instant: z.iso.datetime(),
};

const column = (name: string, type: ValueType, words?: readonly string[]): Field => ({
  schema: words ? z.enum(words as [string, ...string[]]) : schemas[type],
  edm: edm[type],
  isNullable: false,
  isForStaff: false,
  source: { at: 'column', column: name, type, ...(words && { words }) },
  show: (row) => row[name] ?? null,
});

/** Reads a field of the record that `by` names. */
const joined = (by: string, kind: Kind, name: string): Field => ({
  ...column(name, 'string'),
  source: { at: 'join', by, kind, column: name, type: 'string' },
  joins: { by, kind },
  show: (row, of) => of(kind, String(row[by]))?.[name] ?? null,
});

/** Who or what a record refers to, as people read it. */
export const named = z.object({ id: z.string(), name: z.string() });

/** A field that may be empty. */
export const orNull = (field: Field): Field => ({
  ...field,
  isNullable: true,
  schema: field.schema.nullable(),
});

/** A field that customers never see. */
export const forStaff = (field: Field): Field => ({ ...field, isForStaff: true });

/**
 * The ways to declare fields of one kind of record. Each names the record's own field, checked by the compiler, so that
 * the answer, the filter, the OpenAPI document and CSDL cannot drift apart.
 */
export const fieldsOf = <T extends Stored>() => ({
  text: (name: Keys<T, string>): Field => column(name, 'string'),
  /** One of a few words. */
  word: (name: Keys<T, string>, words: readonly string[]): Field => column(name, 'string', words),
  integer: (name: Keys<T, number>): Field => column(name, 'integer'),
  number: (name: Keys<T, number>): Field => column(name, 'number'),
  flag: (name: Keys<T, boolean>): Field => column(name, 'boolean'),
  instant: (name: Keys<T, Date>): Field => column(name, 'instant'),
  /** Dynamics' option value for the word in another field. */
  code: (name: Keys<T, string>, codes: Readonly<Record<string, number>>): Field => ({
    ...column(name, 'integer'),
    source: { at: 'code', column: name, codes },
    show: (row) => codes[String(row[name])] ?? null,
  }),
  /** `{ id, name }` of another record. */
  named: (by: Keys<T, string>, kind: Kind): Field => ({
    schema: named,
    edm: 'Fieldline.Named',
    isNullable: false,
    isForStaff: false,
    joins: { by, kind },
    inner: { id: column(by, 'string'), name: joined(by, kind, 'name') },
    show: (row, of) => {
      const id = row[by];
      return typeof id === 'string' ? { id, name: String(of(kind, id)?.name ?? id) } : null;
    },
  }),
  /** A field of the record that another field names, e.g. a person's directory id on an agent. */
  from: (by: Keys<T, string>, kind: Kind, name: string): Field => joined(by, kind, name),
  /** A list of words; shown, but not filtered by. */
  words: (name: keyof T & string): Field => ({
    schema: z.array(z.string()),
    edm: 'Collection(Edm.String)',
    isNullable: false,
    isForStaff: false,
    show: (row) => row[name] ?? [],
  }),
  /** Data with a form of its own; shown, but not filtered by. */
  data: (name: keyof T & string, schema: z.ZodType): Field => ({
    schema,
    edm: 'Edm.Untyped',
    isNullable: false,
    isForStaff: false,
    show: (row) => row[name] ?? null,
  }),
});
