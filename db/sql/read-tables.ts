import { Refused } from '../../domain/refusals.ts';
import type { Stored } from '../../domain/stored.ts';
import type { Filter, Page, ReadTable } from '../../domain/table.ts';
import type { Kind, Records } from '../../domain/unit.ts';
import type { Shape } from '../columns.ts';
import type { Engine } from '../engines/engine.ts';
import { kinds, shapes } from '../records.ts';
import { bound, decoder } from './codec.ts';
import { cut, Params, quoted } from './dialect.ts';
import { filterSql, orderSql } from './filter.ts';
import { selectList } from './statements.ts';

export type ReadTables = { readonly [K in Kind]: ReadTable<Records[K]> };

/** Reads what is committed, each kind of record from its own table. */
export const readTables = (engine: Engine): ReadTables =>
  Object.fromEntries(kinds.map((kind) => [kind, readTable(engine, kind)])) as unknown as ReadTables;

function readTable(engine: Engine, kind: Kind): ReadTable<Stored> {
  const shape = shapes[kind];
  const { dialect } = engine;
  const decode = decoder<Stored>(shape, dialect);
  const select = `SELECT ${selectList(shape)} FROM ${quoted(shape.table)}`;
  const byId = `${select} WHERE "id" = ${new Params(dialect).add(null)}`;
  const find = async (id: string) => {
    const [row] = await engine.rows(byId, [bound(dialect, 'id', id)]);
    return row && decode(row);
  };
  const where = async (filter: Filter<Stored>, page: Page<Stored> = {}) => {
    const { limit, offset = 0 } = page;
    if (limit !== undefined && limit <= 0) return [];
    const params = new Params(dialect);
    const found = `${select} WHERE ${filterSql({ dialect, shape, params }, filter)}`;
    const sql = found + orderSql(dialect, shape, page) + cut(dialect, params, { limit, offset });
    return (await engine.rows(sql, params.values)).map(decode);
  };
  return {
    find,
    where,
    get: async (id) => {
      const found = await find(id);
      if (!found) throw new Refused('record.not_found', { kind, id });
      return found;
    },
    first: async (filter, page) => (await where(filter, { ...page, limit: 1 }))[0],
    count: (filter) => count(engine, shape, filter),
  };
}

async function count(engine: Engine, shape: Shape, filter: Filter<Stored>): Promise<number> {
  const params = new Params(engine.dialect);
  const where = filterSql({ dialect: engine.dialect, shape, params }, filter);
  const [row] = await engine.rows(
    `SELECT count(*) FROM ${quoted(shape.table)} WHERE ${where}`,
    params.values,
  );
  return Number(row![0]);
}
