import type { Condition, Filter, Page } from './table.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Whether a record answers a filter: the meaning of `Filter`, which every store's own translation must agree with. */
export function matches<T>(record: T, filter: Filter<T>): boolean {
  return Object.entries(filter).every(([field, condition]) => {
    if (condition === undefined) return true;
    if (field === 'any') return (condition as Filter<T>[]).some((one) => matches(record, one));
    if (field === 'all') return (condition as Filter<T>[]).every((one) => matches(record, one));
    if (field === 'none') return !(condition as Filter<T>[]).some((one) => matches(record, one));
    return holds((record as Fields)[field], condition as Condition<unknown>);
  });
}

function holds(value: unknown, condition: Condition<unknown>): boolean {
  if (condition === null || typeof condition !== 'object' || condition instanceof Date)
    return compare(value, condition) === 0;
  return Object.entries(condition).every(([operator, operand]) => passes(value, operator, operand));
}

function passes(value: unknown, operator: string, operand: unknown): boolean {
  if (operator === 'in') return (operand as unknown[]).some((one) => compare(value, one) === 0);
  if (operator === 'not') return compare(value, operand) !== 0;
  if (operator === 'contains') return includesFolded(value, operand, (at) => at >= 0);
  if (operator === 'startsWith') return includesFolded(value, operand, (at) => at === 0);
  if (value === null || value === undefined) return false;
  const order = compare(value, operand);
  if (operator === 'above') return order > 0;
  if (operator === 'below') return order < 0;
  if (operator === 'atLeast') return order >= 0;
  return order <= 0;
}

const includesFolded = (value: unknown, part: unknown, found: (at: number) => boolean): boolean =>
  typeof value === 'string' && found(value.toLowerCase().indexOf(String(part).toLowerCase()));

/** Order of two field values: nothing before something, dates by instant, text by code unit. */
export function compare(left: unknown, right: unknown): number {
  const a = left instanceof Date ? left.getTime() : (left ?? null);
  const b = right instanceof Date ? right.getTime() : (right ?? null);
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return (a as string) < (b as string) ? -1 : 1;
}

/** Orders and cuts records as a page asks; ids break every tie, so that paging never repeats or skips. */
export function pageOf<T extends { id: string }>(records: readonly T[], page: Page<T> = {}): T[] {
  const order = [...(page.orderBy ?? []), ['id', 'asc'] as const];
  const sorted = [...records].sort((a, b) => {
    for (const [field, direction] of order) {
      const by = compare((a as Fields)[field], (b as Fields)[field]);
      if (by !== 0) return direction === 'asc' ? by : -by;
    }
    return 0;
  });
  const from = page.offset ?? 0;
  return sorted.slice(from, page.limit === undefined ? undefined : from + page.limit);
}
