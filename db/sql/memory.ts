import type { Stored } from '../../domain/stored.ts';
import type { Filter, Page, ReadTable } from '../../domain/table.ts';
import type { Kind } from '../../domain/unit.ts';
import type { ReadTables } from './read-tables.ts';

/** Few, seldom changed, and looked at in almost every turn: whatever is asked of them is remembered. */
const wholly: readonly Kind[] = ['people', 'calendars', 'queues', 'slas', 'resources', 'territories'];
/** Many, but hardly ever changed once they are there: remembered one by one. */
const singly: readonly Kind[] = ['webChats', 'teamsReferences'];

/** A safety net for news that never came; whoever needs a record to be exact finds out at the commit. */
const longestMs = 10_000;
/** Records kept of a kind, over all answers that hold them, so that no list of questions fills the memory. */
const mostRecords = 50_000;

/** A record of a batch that was written. */
export interface Written {
  readonly kind: Kind;
  readonly id: string;
  readonly isNew: boolean;
}

interface Answer {
  readonly found: Stored | readonly Stored[];
  readonly until: number;
}

interface Answers {
  readonly of: Map<string, Answer>;
  records: number;
}

/**
 * Remembers what is read again and again and changes seldom, so that a turn asks the database only for what is its own.
 * What this process writes is forgotten with the commit, what others write when they announce it.
 */
export class Memory {
  readonly #kinds = new Map<Kind, Answers>();
  readonly #now: () => number;
  /** Counts forgetting: an answer that was under way meanwhile may be old, and is not kept. */
  #age = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** The same tables, which ask this memory first. */
  before(tables: ReadTables): ReadTables {
    const remembering = [...wholly, ...singly].map((kind) => [
      kind,
      this.#table(kind, tables[kind] as never),
    ]);
    return { ...tables, ...Object.fromEntries(remembering) };
  }

  /** Whether what a batch changes may be remembered somewhere. */
  concerns(written: readonly Written[]): boolean {
    return written.some(({ kind, isNew }) => wholly.includes(kind) || (singly.includes(kind) && !isNew));
  }

  /** Forgets what a batch has changed. */
  forget(written: readonly Written[]): void {
    if (!this.concerns(written)) return;
    this.#age++;
    for (const { kind, id } of written)
      if (wholly.includes(kind)) this.#kinds.delete(kind);
      else this.#kinds.get(kind)?.of.delete(oneKey(id));
  }

  /** Forgets everything: another process changed something, or news may have been missed. */
  forgetAll(): void {
    this.#age++;
    this.#kinds.clear();
  }

  #table(kind: Kind, table: ReadTable<Stored>): ReadTable<Stored> {
    const { find, get, where, first } = table;
    const one = { find: (id: string) => this.#ask(kind, oneKey(id), () => find(id)), get };
    const known = async (id: string) => (await one.find(id)) ?? get(id);
    if (singly.includes(kind)) return { ...table, ...one, get: known };
    const all = (filter: Filter<Stored>, page?: Page<Stored>) =>
      this.#ask(kind, `where ${keyOf(filter, page)}`, () => where(filter, page)).then((rows) => [...rows]);
    return {
      ...table,
      ...one,
      get: known,
      where: all,
      first: (filter, page) => this.#ask(kind, `first ${keyOf(filter, page)}`, () => first(filter, page)),
    };
  }

  async #ask<T extends Stored | readonly Stored[] | undefined>(
    kind: Kind,
    key: string,
    read: () => Promise<T>,
  ): Promise<T> {
    const known = this.#kinds.get(kind)?.of.get(key);
    if (known && known.until > this.#now()) return known.found as T;
    const age = this.#age;
    const found = await read();
    if (found !== undefined && age === this.#age) this.#keep(kind, key, found);
    return found;
  }

  #keep(kind: Kind, key: string, found: Stored | readonly Stored[]): void {
    const kept = this.#kinds.get(kind);
    const answers = kept && kept.records < mostRecords ? kept : { of: new Map<string, Answer>(), records: 0 };
    this.#kinds.set(kind, answers);
    answers.of.set(key, { found, until: this.#now() + longestMs });
    answers.records += 1 + (Array.isArray(found) ? found.length : 0);
  }
}

// An id is whatever somebody asks for: it must not be taken for a question.
const oneKey = (id: string): string => `one ${id}`;

const keyOf = (filter: Filter<Stored>, page: Page<Stored> = {}): string => JSON.stringify([filter, page]);
