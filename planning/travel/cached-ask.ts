import type { Block } from './blocks.ts';
import type { Flight, InFlight, Seat } from './in-flight.ts';
import { type MissingRow, missingBlocks } from './missing-blocks.ts';
import type { PairStore } from './pair-store.ts';
import { type Side, sideOf } from './place-side.ts';
import type { TravelAnswer, TravelAsk, TravelProvider } from './provider.ts';

/** What the asks of one cache share. */
export interface CacheParts {
  readonly inner: TravelProvider;
  readonly embedded: TravelProvider;
  readonly now: () => number;
  readonly store: PairStore;
  readonly inFlight: InFlight;
  /** Metres of road beyond which a pair is estimated. */
  readonly roadRadius: number | undefined;
}

const hourMs = 3_600_000;
const weekHours = 168;

/** One ask of a cache: read from memory, wait for what others are asking, ask for the rest. */
export class CachedAsk {
  readonly #parts: CacheParts;
  readonly #ask: TravelAsk;
  readonly #from: Side;
  readonly #to: Side;
  readonly #epoch: number;
  /** 0 without an hour, else 1 to 168: the hour of the week in UTC. */
  readonly #bucket: number;
  readonly #departure: { readonly departAt?: Date };
  readonly #durations: Int32Array;
  readonly #distances: Int32Array;
  readonly #estimated: Uint8Array;
  readonly #troubles = new Set<string>();

  constructor(parts: CacheParts, ask: TravelAsk) {
    const { store, inner } = parts;
    this.#parts = parts;
    this.#ask = ask;
    const hour = inner.knowsHours && ask.departAt ? Math.floor(ask.departAt.getTime() / hourMs) : undefined;
    this.#bucket = hour === undefined ? 0 : 1 + (((hour % weekHours) + weekHours) % weekHours);
    this.#departure = hour === undefined ? {} : { departAt: new Date((hour + 0.5) * hourMs) };
    store.makeRoom(ask.origins.length + ask.destinations.length);
    this.#epoch = store.epoch;
    this.#from = sideOf(ask.origins, store);
    this.#to = ask.origins === ask.destinations ? this.#from : sideOf(ask.destinations, store);
    const cells = this.#from.places.length * this.#to.places.length;
    this.#durations = new Int32Array(cells);
    this.#distances = new Int32Array(cells);
    this.#estimated = new Uint8Array(cells);
  }

  async answered(): Promise<TravelAnswer> {
    const guess = await this.#guess();
    // From here to the last request sent nothing waits, or two asks at once would both find a pair missing.
    const awaited: { cell: number; seat: Seat }[] = [];
    const missing = this.#from.places.map((place, row): MissingRow => {
      const columns: number[] = [];
      for (let column = 0; column < this.#to.places.length; column++) {
        const found = this.#recall(row, column, guess);
        if (found === 'missing') columns.push(column);
        else if (found !== 'filled')
          awaited.push({ cell: row * this.#to.places.length + column, seat: found });
      }
      return { row, columns, place };
    });
    const fetched = missingBlocks(missing).map((block) => this.#fetch(block));
    await Promise.all([...fetched, ...awaited.map((one) => this.#await(one))]);
    return this.#expanded();
  }

  async #guess(): Promise<TravelAnswer | undefined> {
    const { roadRadius, embedded } = this.#parts;
    if (roadRadius === undefined) return undefined;
    const [origins, destinations] = [this.#from.places, this.#to.places];
    return embedded.travel({ origins, destinations, ...this.#departure });
  }

  /** Fills a cell that is known or far away; else tells where its answer will stand, or that nobody asked yet. */
  #recall(row: number, column: number, guess: TravelAnswer | undefined): 'filled' | 'missing' | Seat {
    const { store, inFlight, now, roadRadius } = this.#parts;
    const [from, to] = [this.#from.numbers[row]!, this.#to.numbers[column]!];
    if (from === to) return 'filled';
    const cell = row * this.#to.places.length + column;
    const known = store.find(store.keyOf(from, to, this.#bucket), now());
    if (known >= 0) {
      this.#durations[cell] = store.secondsAt(known);
      this.#distances[cell] = store.metresAt(known);
      return 'filled';
    }
    if (guess && guess.distances[cell]! > roadRadius!) {
      this.#copy(cell, guess, cell);
      return 'filled';
    }
    return inFlight.find({ from, to, bucket: this.#bucket, epoch: this.#epoch }) ?? 'missing';
  }

  async #await({ cell, seat }: { cell: number; seat: Seat }): Promise<void> {
    const found = await seat.flight.answer;
    this.#copy(cell, found, seat.row * found.columns + seat.column);
    for (const trouble of found.troubles) this.#troubles.add(trouble);
  }

  async #fetch({ rows, columns }: Block): Promise<void> {
    const { inner, inFlight } = this.#parts;
    const answer = inner.travel({
      origins: rows.map((row) => this.#from.places[row]!),
      destinations: columns.map((column) => this.#to.places[column]!),
      ...this.#departure,
    });
    const flight: Flight = {
      answer,
      rowOf: new Map(rows.map((row, index) => [this.#from.numbers[row]!, index])),
      columnOf: new Map(columns.map((column, index) => [this.#to.numbers[column]!, index])),
      bucket: this.#bucket,
      epoch: this.#epoch,
    };
    inFlight.add(flight);
    try {
      this.#keep({ rows, columns }, await answer);
    } finally {
      inFlight.remove(flight);
    }
  }

  #keep({ rows, columns }: Block, found: TravelAnswer): void {
    const { store, now } = this.#parts;
    const at = now();
    for (const trouble of found.troubles) this.#troubles.add(trouble);
    const mayKeep = store.epoch === this.#epoch;
    for (let source = 0; source < rows.length * columns.length; source++) {
      const row = rows[Math.floor(source / columns.length)]!;
      const column = columns[source % columns.length]!;
      const [from, to] = [this.#from.numbers[row]!, this.#to.numbers[column]!];
      if (from === to) continue;
      this.#copy(row * this.#to.places.length + column, found, source);
      if (found.estimated[source] || !mayKeep) continue;
      const [seconds, metres] = [found.durations[source]!, found.distances[source]!];
      store.keep(store.keyOf(from, to, this.#bucket), { seconds, metres }, at);
    }
  }

  #copy(cell: number, from: TravelAnswer, source: number): void {
    this.#durations[cell] = from.durations[source]!;
    this.#distances[cell] = from.distances[source]!;
    this.#estimated[cell] = from.estimated[source]!;
  }

  /** From each place once back to the rows and columns that were asked for. */
  #expanded(): TravelAnswer {
    const [rows, columns] = [this.#ask.origins.length, this.#ask.destinations.length];
    const durations = new Int32Array(rows * columns);
    const distances = new Int32Array(rows * columns);
    const estimated = new Uint8Array(rows * columns);
    for (let cell = 0; cell < rows * columns; cell++) {
      const row = this.#from.indexOf[Math.floor(cell / columns)]!;
      const source = row * this.#to.places.length + this.#to.indexOf[cell % columns]!;
      durations[cell] = this.#durations[source]!;
      distances[cell] = this.#distances[source]!;
      estimated[cell] = this.#estimated[source]!;
    }
    return { rows, columns, durations, distances, estimated, troubles: [...this.#troubles] };
  }
}
