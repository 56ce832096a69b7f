import { Refused } from '../../domain/refusals.ts';
import type { Field } from './field.ts';
import type { Expansion } from './resource.ts';

/** The query options of a list, read and bounded. */
export interface ListOptions {
  readonly filter: string | undefined;
  readonly orderBy: readonly (readonly [string, 'asc' | 'desc'])[] | undefined;
  /** As asked; undefined asks for everything, page by page. */
  readonly top: number | undefined;
  readonly skip: number;
  readonly select: readonly string[] | undefined;
  readonly expand: readonly string[];
  readonly count: boolean;
}

/** How many things a page holds at most, and when the caller does not say. */
export const mostOnPage = 200;
export const usualOnPage = 50;

const known = ['filter', 'orderby', 'top', 'skip', 'select', 'expand', 'count', 'format'] as const;
type Known = (typeof known)[number];

const bad = (option: Known | string, problem: string): Refused =>
  new Refused('filter.invalid', { option: `$${option}`, problem });

/**
 * Reads OData's options by name, with or without their dollar sign, as 4.01 has them. An option that is not known is
 * refused, because an answer that silently ignored it would be wrong.
 */
export function readOptions(
  sent: URLSearchParams,
  of: {
    readonly fields: Readonly<Record<string, Field>>;
    readonly expand: Readonly<Record<string, Expansion>>;
  },
): ListOptions {
  const options = given(sent);
  const format = options.get('format');
  if (format !== undefined && !/^(application\/)?json(;.*)?$/i.test(format))
    throw bad('format', 'only json is there');
  return {
    filter: options.get('filter')?.trim() || undefined,
    orderBy: orderOf(options.get('orderby'), of.fields),
    top: whole(options, 'top'),
    skip: whole(options, 'skip') ?? 0,
    select: namesOf(options.get('select'), Object.keys(of.fields), 'select'),
    expand: namesOf(options.get('expand'), Object.keys(of.expand), 'expand') ?? [],
    count: flag(options, 'count'),
  };
}

function given(sent: URLSearchParams): Map<Known, string> {
  const options = new Map<Known, string>();
  for (const [name, value] of sent) {
    const plain = name.replace(/^\$/, '').toLowerCase();
    const option = known.find((one) => one === plain);
    if (!option && name.startsWith('$'))
      throw bad(plain, `there is no such option; there are $${known.join(', $')}`);
    if (option && options.has(option)) throw bad(option, 'it is given twice');
    if (option) options.set(option, value);
  }
  return options;
}

function whole(options: Map<Known, string>, name: Known): number | undefined {
  const text = options.get(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text.trim())) throw bad(name, 'it must be a whole number from 0');
  return value;
}

function flag(options: Map<Known, string>, name: Known): boolean {
  const text = options.get(name)?.trim().toLowerCase() ?? 'false';
  if (text !== 'true' && text !== 'false') throw bad(name, 'it must be true or false');
  return text === 'true';
}

const mostOrders = 5;

function orderOf(text: string | undefined, fields: Readonly<Record<string, Field>>): ListOptions['orderBy'] {
  if (text === undefined || text.trim() === '') return undefined;
  const terms = text.split(',').map((term) => term.trim().split(/\s+/));
  if (terms.length > mostOrders) throw bad('orderby', `at most ${mostOrders} fields`);
  return terms.map(([name = '', direction = 'asc', ...rest]) => {
    const found = Object.hasOwn(fields, name) ? fields[name]?.source : undefined;
    if (found?.at !== 'column')
      throw bad('orderby', `one cannot order by ${name || 'nothing'}; ${orderable(fields)} can be used`);
    if ((direction !== 'asc' && direction !== 'desc') || rest.length > 0)
      throw bad('orderby', `after ${name} only asc or desc can follow`);
    return [found.column, direction] as const;
  });
}

const orderable = (fields: Readonly<Record<string, Field>>): string =>
  Object.entries(fields)
    .filter(([, { source }]) => source?.at === 'column')
    .map(([name]) => name)
    .join(', ');

function namesOf(text: string | undefined, there: readonly string[], option: Known): string[] | undefined {
  if (text === undefined || text.trim() === '' || (option === 'select' && text.trim() === '*'))
    return undefined;
  const names = text.split(',').map((name) => name.trim());
  const strange = names.find((name) => !there.includes(name));
  if (strange !== undefined)
    throw bad(option, `there is no ${strange || 'empty name'}; there are ${there.join(', ') || 'none'}`);
  return [...new Set(names)];
}
