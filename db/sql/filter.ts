import type { Filter, Page } from '../../domain/table.ts';
import type { Dialect, Shape, ShapeColumn } from '../columns.ts';
import { bound } from './codec.ts';
import { folded, isOneOf, type Params, placeOf, quoted } from './dialect.ts';

type Group = readonly Filter<unknown>[];
interface Asked {
  readonly dialect: Dialect;
  readonly shape: Shape;
  readonly params: Params;
}

/** A filter as SQL that answers exactly as `matches` does; values never stand in the text. */
export function filterSql(asked: Asked, filter: Filter<unknown>): string {
  const parts = Object.entries(filter).flatMap(([field, condition]) => {
    if (condition === undefined) return [];
    const group = (word: string, of: Group, empty: string) =>
      of.length === 0 ? empty : `(${of.map((one) => filterSql(asked, one)).join(` ${word} `)})`;
    if (field === 'any') return [group('OR', condition as Group, '0 = 1')];
    if (field === 'all') return [group('AND', condition as Group, '1 = 1')];
    if (field === 'none')
      return (condition as Group).length === 0 ? [] : [`NOT ${group('OR', condition as Group, '')}`];
    return [conditionSql(asked, columnOf(asked.shape, field), condition)];
  });
  return parts.length === 0 ? '1 = 1' : parts.join(' AND ');
}

/** The column behind a field, or a clear error: a field that is not there is a mistake of the program. */
export function columnOf(shape: Shape, field: string): ShapeColumn {
  const found = shape.columns.find((one) => one.field === field);
  if (!found || found.kind === 'json') throw new Error(`${shape.table} cannot be asked by ${field}`);
  return found;
}

function conditionSql(asked: Asked, column: ShapeColumn, condition: unknown): string {
  if (condition === null || typeof condition !== 'object' || condition instanceof Date)
    return equals(asked, column, condition);
  return Object.entries(condition)
    .map(([operator, operand]) => operatorSql(asked, column, { operator, operand }))
    .join(' AND ');
}

function equals(asked: Asked, column: ShapeColumn, value: unknown): string {
  const name = quoted(column.name);
  return value === null
    ? `${name} IS NULL`
    : neverUnknown(column, `${name} = ${operandSql(asked, column, value)}`);
}

function operandSql({ dialect, params }: Asked, column: ShapeColumn, value: unknown): string {
  const place = params.add(bound(dialect, column.kind, value));
  const isFraction = column.kind === 'whole' && !Number.isInteger(value);
  return dialect === 'postgres' && isFraction ? `${place}::double precision` : place;
}

// A comparison with nothing is false here and unknown in SQL; `none` could not deny an unknown.
const neverUnknown = (column: ShapeColumn, holds: string): string =>
  column.nullable ? `(${quoted(column.name)} IS NOT NULL AND ${holds})` : holds;

const signs: Record<string, string> = { above: '>', below: '<', atLeast: '>=', atMost: '<=' };

function operatorSql(asked: Asked, column: ShapeColumn, ask: { operator: string; operand: unknown }): string {
  const { operator, operand } = ask;
  const { dialect, params } = asked;
  const name = quoted(column.name);
  if (operator === 'in') return oneOf(asked, column, operand as unknown[]);
  if (operator === 'contains' || operator === 'startsWith') {
    const part = String(operand).toLowerCase();
    if (!['id', 'name', 'word', 'text'].includes(column.kind)) return '0 = 1';
    if (part === '') return `${name} IS NOT NULL`;
    const place = placeOf(dialect, folded(dialect, name), params.add(bound(dialect, 'text', part)));
    return neverUnknown(column, `${place} ${operator === 'contains' ? '> 0' : '= 1'}`);
  }
  if (operator === 'not') {
    if (operand === null) return `${name} IS NOT NULL`;
    const differs = `${name} <> ${operandSql(asked, column, operand)}`;
    return column.nullable ? `(${differs} OR ${name} IS NULL)` : differs;
  }
  const sign = signs[operator];
  if (sign === undefined) throw new Error(`a filter has no operator ${operator}`);
  // Against "none" every value is above, as `compare` orders them.
  if (operand === null) return sign.startsWith('>') ? `${name} IS NOT NULL` : '0 = 1';
  return neverUnknown(column, `${name} ${sign} ${operandSql(asked, column, operand)}`);
}

function oneOf({ dialect, params }: Asked, column: ShapeColumn, wanted: readonly unknown[]): string {
  const present = wanted.filter((one) => one !== null).map((one) => bound(dialect, column.kind, one));
  const name = quoted(column.name);
  const parts = [
    ...(present.length > 0
      ? [`(${name} IS NOT NULL AND ${isOneOf({ dialect, column, params, values: present })})`]
      : []),
    ...(present.length < wanted.length ? [`${name} IS NULL`] : []),
  ];
  return parts.length === 0 ? '0 = 1' : `(${parts.join(' OR ')})`;
}

/** The order a page asks for; ids break every tie, and nothing comes before something. */
export function orderSql(dialect: Dialect, shape: Shape, page: Page<never>): string {
  const asked = (page.orderBy ?? []) as readonly (readonly [string, 'asc' | 'desc'])[];
  const byId = asked.findIndex(([field]) => field === 'id');
  const order = byId < 0 ? [...asked, ['id', 'asc'] as const] : asked.slice(0, byId + 1); // nothing orders beyond an id
  const terms = order.map(([field, direction]) => {
    const column = columnOf(shape, field);
    const nulls =
      dialect === 'postgres' && column.nullable ? ` NULLS ${direction === 'asc' ? 'FIRST' : 'LAST'}` : '';
    return `${quoted(column.name)}${direction === 'asc' ? '' : ' DESC'}${nulls}`;
  });
  return ` ORDER BY ${terms.join(', ')}`;
}
