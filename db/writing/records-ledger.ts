import type { Stored } from '../../domain/stored.ts';
import type { Kind } from '../../domain/unit.ts';
import type { Dialect, Shape } from '../columns.ts';
import type { Lookup, Session } from '../engines/engine.ts';
import { shapes } from '../records.ts';
import { decoder, type Row } from '../sql/codec.ts';
import { quoted } from '../sql/dialect.ts';
import type { Written } from '../sql/memory.ts';
import { selectList } from '../sql/statements.ts';

interface Rows {
  readonly asked: Set<string>;
  readonly askedWhole: Set<string>;
  readonly versions: Map<string, number>;
  readonly whole: Map<string, Stored>;
  readonly inserts: Map<string, Stored>;
  readonly updates: Map<string, Stored>;
  readonly removes: Set<string>;
}

/** The records a batch looks at and changes: their versions as they are, then as the tasks before have planned them. */
export class RecordsLedger {
  readonly #dialect: Dialect;
  readonly #kinds = new Map<Kind, Rows>();

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  askVersion(kind: Kind, id: string): void {
    this.#rows(kind).asked.add(id);
  }

  /** Asks for the record itself, for tasks that change it without a unit of work. */
  askWhole(kind: Kind, id: string): void {
    this.#rows(kind).askedWhole.add(id);
  }

  /** 0 when there is no such record. */
  version(kind: Kind, id: string): number {
    return this.#kinds.get(kind)?.versions.get(id) ?? 0;
  }

  whole<T extends Stored>(kind: Kind, id: string): T | undefined {
    return this.#kinds.get(kind)?.whole.get(id) as T | undefined;
  }

  /** Plans a record as it shall stand in the database, its version raised already. */
  put(kind: Kind, record: Stored): void {
    const rows = this.#rows(kind);
    const isNew = (rows.versions.get(record.id) ?? 0) === 0;
    if (isNew || rows.inserts.has(record.id)) rows.inserts.set(record.id, record);
    else rows.updates.set(record.id, record);
    rows.versions.set(record.id, record.version);
    rows.whole.set(record.id, record);
  }

  remove(kind: Kind, id: string): void {
    const rows = this.#rows(kind);
    if (!rows.inserts.delete(id)) rows.removes.add(id);
    rows.updates.delete(id);
    rows.versions.delete(id);
    rows.whole.delete(id);
  }

  load(session: Session): Promise<void>[] {
    return [...this.#kinds].flatMap(([kind, rows]) => [
      ...(rows.asked.size > 0 ? [this.#loadVersions(session, kind, rows)] : []),
      ...(rows.askedWhole.size > 0 ? [this.#loadWhole(session, kind, rows)] : []),
    ]);
  }

  /** Which records the batch writes. */
  get written(): Written[] {
    return [...this.#kinds].flatMap(([kind, { inserts, updates, removes }]) => [
      ...[...inserts.keys()].map((id) => ({ kind, id, isNew: true })),
      ...[...updates.keys(), ...removes].map((id) => ({ kind, id, isNew: false })),
    ]);
  }

  flush(session: Session): void {
    for (const [kind, { removes, inserts, updates }] of this.#kinds) {
      const shape = shapes[kind];
      if (removes.size > 0)
        session.remove(
          shape,
          [...removes].map((id) => ({ id })),
        );
      if (inserts.size > 0) session.insert(shape, [...inserts.values()]);
      if (updates.size > 0) session.patch(shape, fieldsOf(shape), [...updates.values()]);
    }
  }

  async #loadVersions(session: Session, kind: Kind, rows: Rows): Promise<void> {
    const found = session.lookup(lookupOf(versionLookups, kind, versionLookup), keysOf(rows.asked));
    for (const [id, version] of await found)
      if (!rows.whole.has(String(id))) rows.versions.set(String(id), Number(version));
  }

  async #loadWhole(session: Session, kind: Kind, rows: Rows): Promise<void> {
    const decode = decoder<Stored>(shapes[kind], this.#dialect);
    const found = session.lookup(lookupOf(wholeLookups, kind, wholeLookup), keysOf(rows.askedWhole));
    for (const row of await found) {
      const record = decode(row as Row);
      rows.whole.set(record.id, record);
      rows.versions.set(record.id, record.version);
    }
  }

  #rows(kind: Kind): Rows {
    const found = this.#kinds.get(kind);
    if (found) return found;
    const made: Rows = {
      asked: new Set(),
      askedWhole: new Set(),
      versions: new Map(),
      whole: new Map(),
      inserts: new Map(),
      updates: new Map(),
      removes: new Set(),
    };
    this.#kinds.set(kind, made);
    return made;
  }
}

const keysOf = (ids: ReadonlySet<string>): string[][] => [...ids].map((id) => [id]);
const versionLookups = new Map<Kind, Lookup>();
const wholeLookups = new Map<Kind, Lookup>();
const fields = new WeakMap<Shape, readonly string[]>();

function lookupOf(kept: Map<Kind, Lookup>, kind: Kind, make: (shape: Shape) => Lookup): Lookup {
  const found = kept.get(kind) ?? make(shapes[kind]);
  kept.set(kind, found);
  return found;
}

const byId = (shape: Shape, list: string): Lookup => ({
  keys: ['id'],
  sql: (_, { from, keys }) =>
    `SELECT ${list} FROM ${from} JOIN ${quoted(shape.table)} AS t ON t."id" = ${keys[0]}`,
});
const versionLookup = (shape: Shape): Lookup => byId(shape, 't."id", t."version"');
const wholeLookup = (shape: Shape): Lookup => byId(shape, selectList(shape, 't'));

function fieldsOf(shape: Shape): readonly string[] {
  const found =
    fields.get(shape) ?? shape.columns.map(({ field }) => field).filter((field) => field !== 'id');
  fields.set(shape, found);
  return found;
}
