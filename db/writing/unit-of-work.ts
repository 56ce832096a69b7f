import type { DomainEvents, EventName } from '../../domain/events.ts';
import { matches, pageOf } from '../../domain/matches.ts';
import type { Arrival } from '../../domain/messaging/inbox.ts';
import type { Outgoing, TimerKind, TimerStart } from '../../domain/messaging/outgoing.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { Refused } from '../../domain/refusals.ts';
import type { Stored } from '../../domain/stored.ts';
import type { Filter, Page, ReadTable, Table } from '../../domain/table.ts';
import type { CommitOptions, Kind, Unit } from '../../domain/unit.ts';
import { kinds } from '../records.ts';
import type { ReadTables } from '../sql/read-tables.ts';
import { type FindUnit, unitOfEvent } from './event-unit.ts';
import type { Series } from './numbers.ts';
import type { Changeset, Staged } from './task.ts';

type Rows = Map<string, { base: number; record: Stored | null }>;

/** What a unit of work is opened with. */
export interface UnitOptions {
  readonly tables: ReadTables;
  readonly now: Date;
  readonly actor: Actor;
  readonly newId: () => string;
  readonly nextNumber: (series: Series) => Promise<string>;
  readonly raiseNumber: (series: Series, atLeast: number) => Promise<void>;
}

/** One table as a unit sees it: its own staged records over the committed ones. */
class StagedTable implements Table<Stored> {
  readonly staged: Rows = new Map();
  readonly #kind: Kind;
  readonly #committed: ReadTable<Stored>;
  readonly #seen = new Map<string, Stored | undefined>();

  constructor(kind: Kind, committed: ReadTable<Stored>) {
    this.#kind = kind;
    this.#committed = committed;
  }

  async find(id: string): Promise<Stored | undefined> {
    const mine = this.staged.get(id);
    if (mine) return mine.record ?? undefined;
    if (this.#seen.has(id)) return this.#seen.get(id);
    const found = await this.#committed.find(id);
    this.#seen.set(id, found);
    return found;
  }

  async get(id: string): Promise<Stored> {
    const found = await this.find(id);
    if (!found) throw new Refused('record.not_found', { kind: this.#kind, id });
    return found;
  }

  async where(filter: Filter<Stored>, page: Page<Stored> = {}): Promise<Stored[]> {
    if (this.staged.size === 0) return this.#committed.where(filter, page);
    const { orderBy, limit, offset = 0 } = page;
    // Each staged record may push at most one committed record out of the page.
    const most = limit === undefined ? undefined : limit + offset + this.staged.size;
    const committed = await this.#committed.where(filter, { orderBy, limit: most });
    const others = committed.filter(({ id }) => !this.staged.has(id));
    return pageOf([...others, ...this.#mine(filter)], page);
  }

  async first(filter: Filter<Stored>, page?: Page<Stored>): Promise<Stored | undefined> {
    return (await this.where(filter, { ...page, limit: 1 }))[0];
  }

  async count(filter: Filter<Stored>): Promise<number> {
    if (this.staged.size === 0) return this.#committed.count(filter);
    const others: Filter<Stored> = { all: [filter], none: [{ id: { in: [...this.staged.keys()] } }] };
    return (await this.#committed.count(others)) + this.#mine(filter).length;
  }

  save(record: Stored): Stored {
    const base = this.staged.get(record.id)?.base ?? record.version;
    const saved = { ...record, version: base + 1 };
    this.staged.set(record.id, { base, record: saved });
    return saved;
  }

  remove({ id, version }: Stored): void {
    this.staged.set(id, { base: this.staged.get(id)?.base ?? version, record: null });
  }

  #mine(filter: Filter<Stored>): Stored[] {
    return [...this.staged.values()].flatMap(({ record }) =>
      record && matches(record, filter) ? [record] : [],
    );
  }
}

/** The store's side of a unit of work: what the use case sees, and what it has staged. */
export class UnitOfWork {
  readonly now: Date;
  readonly actor: Actor;
  readonly newId: () => string;
  readonly nextNumber: (series: Series) => Promise<string>;
  readonly raiseNumber: (series: Series, atLeast: number) => Promise<void>;
  readonly random = Math.random;
  readonly emitted: { readonly name: EventName; readonly data: DomainEvents[EventName] }[] = [];
  readonly #outgoing: Outgoing[] = [];
  readonly #timers = new Map<string, TimerStart | null>();
  readonly #arrivals: Arrival[] = [];
  readonly #webChat: { readonly webChatId: string; readonly activity: Readonly<Record<string, unknown>> }[] =
    [];
  readonly #tables = new Map<Kind, StagedTable>();
  readonly #committed: ReadTables;

  constructor({ tables, now, actor, newId, nextNumber, raiseNumber }: UnitOptions) {
    this.#committed = tables;
    this.now = now;
    this.actor = actor;
    this.newId = newId;
    this.nextNumber = nextNumber;
    this.raiseNumber = raiseNumber;
  }

  /** The same object, as use cases know it: with one table for each kind of record. */
  get asUnit(): Unit {
    return this as unknown as Unit;
  }

  table(kind: Kind): StagedTable {
    const found = this.#tables.get(kind) ?? new StagedTable(kind, this.#committed[kind] as ReadTable<Stored>);
    this.#tables.set(kind, found);
    return found;
  }

  emit(name: EventName, data: DomainEvents[EventName]): void {
    this.emitted.push({ name, data });
  }

  send(outgoing: Outgoing): void {
    this.#outgoing.push(outgoing);
  }

  startTimer(timer: TimerStart): void {
    this.#timers.set(`${timer.kind}:${timer.subjectId}`, timer);
  }

  stopTimer(kind: TimerKind, subjectId: string): void {
    this.#timers.set(`${kind}:${subjectId}`, null);
  }

  receive(arrival: Arrival): void {
    this.#arrivals.push(arrival);
  }

  appendToWebChat(webChatId: string, activity: Readonly<Record<string, unknown>>): void {
    this.#webChat.push({ webChatId, activity });
  }

  /** What there is to write; null when nothing was staged, so that a use case that only reads costs no commit. */
  async changes({ traceId, completes }: CommitOptions): Promise<Changeset | null> {
    const staged = new Map<Kind, ReadonlyMap<string, Staged>>();
    for (const [kind, table] of this.#tables) if (table.staged.size > 0) staged.set(kind, table.staged);
    const isEmpty =
      staged.size + this.emitted.length + this.#outgoing.length + this.#timers.size === 0 &&
      this.#arrivals.length + this.#webChat.length === 0;
    if (isEmpty && !completes) return null;
    const findUnit: FindUnit = async (kind, id) => (await this.table(kind).find(id))?.unitId;
    const events = this.emitted.map(async ({ name, data }) => {
      return { name, data, unitId: await unitOfEvent(data, findUnit, this.actor.unitId) };
    });
    return {
      at: this.now,
      actorId: this.actor.id,
      traceId: traceId ?? null,
      staged,
      events: await Promise.all(events),
      outgoing: this.#outgoing,
      timers: this.#timers,
      arrivals: this.#arrivals,
      webChat: this.#webChat,
      ...(completes && { completes }),
    };
  }
}

for (const kind of kinds)
  Object.defineProperty(UnitOfWork.prototype, kind, {
    get(this: UnitOfWork) {
      return this.table(kind);
    },
  });
