import type { Suggestion } from '../../domain/knowledge/article.ts';
import { localDay, sayTime, sayWhen } from '../../domain/people/say-time.ts';
import type { ReadTable } from '../../domain/table.ts';
import type { Kind, Records } from '../../domain/unit.ts';

/** Every kind of record, to be read as it is committed. */
export type ReadTables = { readonly [K in Kind]: ReadTable<Records[K]> };

/** What loading a card's view needs. */
export interface Viewing {
  readonly tables: ReadTables;
  readonly suggest: (text: string, language: string) => readonly Suggestion[];
  /** Where a stored file can be opened by whoever holds the link; a link ends after a while. */
  readonly fileLink: (attachmentId: string) => string;
  readonly now: () => Date;
  /** The company's own IANA zone, in which its staff read times. */
  readonly zone: string;
}

/** Times as staff read them, in the company's zone and seen from now. */
export function staffTimes({ now, zone }: Pick<Viewing, 'now' | 'zone'>) {
  const present = now();
  const isToday = (at: Date) => localDay(at, zone) === localDay(present, zone);
  return {
    present,
    /** The day, e.g. `Mon 2 Mar`. */
    date: (at: Date): string => dayOf(at, zone),
    clock: (at: Date): string => sayTime(at, zone),
    when: (at: Date): string => sayWhen(at, zone, present),
    /** With its preposition, to stand within a sentence: `at 14:30`, else `tomorrow 09:00`. */
    within: (at: Date): string => (isToday(at) ? `at ${sayTime(at, zone)}` : sayWhen(at, zone, present)),
    span: (from: Date, to: Date): string => `${sayWhen(from, zone, present)} to ${sayTime(to, zone)}`,
    clockSpan: (from: Date, to: Date): string => `${sayTime(from, zone)} to ${sayTime(to, zone)}`,
  };
}

function dayOf(at: Date, timeZone: string): string {
  const asked = { weekday: 'short', day: 'numeric', month: 'short', timeZone } as const;
  const parts = new Intl.DateTimeFormat('en-US', asked).formatToParts(at);
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value;
  return `${part('weekday')} ${part('day')} ${part('month')}`;
}

/** The records of several ids, by id. */
export async function byId<K extends Kind>(
  tables: ReadTables,
  kind: K,
  ids: readonly (string | null | undefined)[],
): Promise<ReadonlyMap<string, Records[K]>> {
  const wanted = [...new Set(ids.filter((id) => id !== null && id !== undefined))];
  const found = await Promise.all(wanted.map((id) => tables[kind].find(id)));
  return new Map(found.flatMap((one) => (one ? [[one.id, one]] : [])));
}

/** The record of an id that may be missing. */
export const maybe = async <K extends Kind>(
  tables: ReadTables,
  kind: K,
  id: string | null | undefined,
): Promise<Records[K] | undefined> => (id ? ((await tables[kind].find(id)) ?? undefined) : undefined);
