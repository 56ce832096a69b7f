import type { Shape } from '../columns.ts';
import type { Session } from '../engines/engine.ts';
import type { LaneRow, WorkRow } from '../messaging/tables.ts';
import { laneLookups } from './lane-lookups.ts';

type Writable = { -readonly [F in keyof LaneRow]: LaneRow[F] };

interface Lane {
  /** Some row is ready or held. */
  isBusy: boolean;
  /** The first row that waits behind it. */
  queued: number | null;
  readonly added: Writable[];
}

export interface Held {
  readonly seq: number;
  readonly fence: string;
  readonly lane: string;
  readonly attempts: number;
}

/** How a row ends or goes on once its worker is through with it. */
export type Outcome =
  | { readonly to: 'done' | 'gone' }
  | { readonly to: 'dead'; readonly error: string }
  | {
      readonly to: 'ready';
      readonly nextAt: Date;
      readonly error: string | null;
      readonly countsNot?: boolean;
    };

const clockTolerance = 60_000;

/** New work may be taken at once, also by a process whose clock is a little behind. */
export const freshWork = (at: Date): Omit<WorkRow, 'state'> => ({
  attempts: 0,
  nextAt: new Date(at.getTime() - clockTolerance),
  fence: null,
  holder: null,
  leaseUntil: null,
  uncertain: false,
  error: null,
});

const cleared = { fence: null, holder: null, leaseUntil: null, uncertain: false } as const;

/**
 * The rows of the inbox or outbox that a batch adds, finishes or gives back. The first unfinished row of a lane is
 * `ready` (or `held` by a worker), all behind it are `queued`: so a claim never has to search, however long the backlog.
 */
export class LanesLedger {
  /** Some row became ready. */
  hasNews = false;
  readonly #shape: Shape;
  readonly #nextSeq: () => number;
  readonly #lookups: ReturnType<typeof laneLookups>;
  readonly #asked = {
    lanes: new Set<string>(),
    held: new Set<number>(),
    keys: new Map<string, readonly [string, string]>(),
  };
  readonly #lanes = new Map<string, Lane>();
  readonly #held = new Map<number, Held>();
  readonly #keys = new Set<string>();
  readonly #added: Writable[] = [];
  readonly #promoted: { seq: number; state: 'ready' }[] = [];
  readonly #ended: { seq: number; outcome: Outcome; attempts: number }[] = [];

  constructor(shape: Shape, nextSeq: () => number) {
    this.#shape = shape;
    this.#nextSeq = nextSeq;
    this.#lookups = laneLookups(shape);
  }

  /** Tells that rows became ready by a statement of its own. */
  wake(): void {
    this.hasNews = true;
  }

  askLane(lane: string): void {
    this.#asked.lanes.add(lane);
  }

  askHeld(seq: number): void {
    this.#asked.held.add(seq);
  }

  askKey(channel: string, key: string): void {
    this.#asked.keys.set(`${channel}\n${key}`, [channel, key]);
  }

  hasKey(channel: string, key: string): boolean {
    return this.#keys.has(`${channel}\n${key}`);
  }

  /** The row, when this claim still holds it. */
  held(seq: number, fence: string): Held | undefined {
    const found = this.#held.get(seq);
    return found?.fence === fence ? found : undefined;
  }

  append(row: Omit<LaneRow, 'seq' | 'state'> & Record<string, unknown>): void {
    const lane = this.#lane(row.lane);
    const isFirst = !lane.isBusy;
    const added: Writable = { ...row, seq: this.#nextSeq(), state: isFirst ? 'ready' : 'queued' };
    if (isFirst) this.hasNews = true;
    lane.isBusy = true;
    if (!isFirst) lane.added.push(added);
    this.#added.push(added);
    if ('key' in row) this.#keys.add(`${row.channel}\n${row.key}`);
  }

  end(held: Held, outcome: Outcome): void {
    this.#held.delete(held.seq);
    const attempts = outcome.to === 'ready' && outcome.countsNot ? held.attempts - 1 : held.attempts;
    this.#ended.push({ seq: held.seq, outcome, attempts });
    if (outcome.to !== 'ready') this.#promote(this.#lane(held.lane));
  }

  load(session: Session): Promise<void>[] {
    const { lanes, held, keys } = this.#asked;
    const { laneState, heldRows, knownKeys } = this.#lookups;
    return [
      ...(lanes.size > 0
        ? [
            this.#loadLanes(
              session.lookup(
                laneState,
                [...lanes].map((lane) => [lane]),
              ),
            ),
          ]
        : []),
      ...(held.size > 0
        ? [
            this.#loadHeld(
              session.lookup(
                heldRows,
                [...held].map((seq) => [seq]),
              ),
            ),
          ]
        : []),
      ...(keys.size > 0 ? [this.#loadKeys(session.lookup(knownKeys, [...keys.values()]))] : []),
    ];
  }

  flush(session: Session): void {
    const shape = this.#shape;
    for (const to of ['done', 'gone', 'dead', 'ready'] as const) {
      const rows = this.#ended.filter(({ outcome }) => outcome.to === to).map(endedRow);
      if (rows.length === 0) continue;
      if (to === 'gone') session.remove(shape, rows);
      else session.patch(shape, endFields[to], rows);
    }
    if (this.#promoted.length > 0) session.patch(shape, ['state'], this.#promoted);
    if (this.#added.length > 0) session.insert(shape, this.#added);
  }

  #promote(lane: Lane): void {
    this.hasNews ||= lane.queued !== null || lane.added.length > 0;
    if (lane.queued !== null) this.#promoted.push({ seq: lane.queued, state: 'ready' });
    else if (lane.added.length > 0) lane.added.shift()!.state = 'ready';
    else lane.isBusy = false;
    lane.queued = null; // its new head is held by nobody, so nothing else ends in this lane within this batch
  }

  async #loadLanes(found: ReturnType<Session['lookup']>): Promise<void> {
    for (const [lane, head, queued] of await found)
      this.#lanes.set(String(lane), {
        isBusy: head !== null,
        queued: queued === null ? null : Number(queued),
        added: [],
      });
  }

  async #loadHeld(found: ReturnType<Session['lookup']>): Promise<void> {
    for (const [seq, fence, lane, attempts, queued] of await found) {
      const row = { seq: Number(seq), fence: String(fence), lane: String(lane), attempts: Number(attempts) };
      this.#held.set(row.seq, row);
      this.#lanes.set(row.lane, { isBusy: true, queued: queued === null ? null : Number(queued), added: [] });
    }
  }

  async #loadKeys(found: ReturnType<Session['lookup']>): Promise<void> {
    for (const [channel, key] of await found) this.#keys.add(`${channel}\n${key}`);
  }

  #lane(name: string): Lane {
    const found = this.#lanes.get(name) ?? { isBusy: false, queued: null, added: [] };
    this.#lanes.set(name, found);
    return found;
  }
}

const endFields = {
  done: ['state', 'activity', 'fence', 'holder', 'leaseUntil', 'uncertain', 'error'],
  dead: ['state', 'fence', 'holder', 'leaseUntil', 'uncertain', 'error'],
  ready: ['state', 'attempts', 'nextAt', 'fence', 'holder', 'leaseUntil', 'uncertain', 'error'],
} as const;

const endedRow = ({ seq, outcome, attempts }: { seq: number; outcome: Outcome; attempts: number }) => ({
  seq,
  state: outcome.to,
  activity: null,
  attempts,
  ...cleared,
  nextAt: outcome.to === 'ready' ? outcome.nextAt : null,
  error: 'error' in outcome ? outcome.error : null,
});
