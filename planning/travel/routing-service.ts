import { noWay } from '../../domain/scheduling/travel-matrix.ts';
import { type Block, type BlockLimits, blocksOf, halves } from './blocks.ts';
import { Lanes } from './lanes.ts';
import type { TravelAnswer, TravelAsk, TravelProvider } from './provider.ts';
import { RoutingTrouble } from './routing-trouble.ts';

/** One cell as a service answers it: a way, no way at all, or undefined when it does not say. */
export type Cell = { readonly seconds: number; readonly metres: number | undefined } | 'no_way' | undefined;

/** What an adapter knows of its service: its limits, and how to ask one block of it. */
export interface RoutingService {
  readonly name: string;
  readonly host: string;
  readonly knowsHours: boolean;
  readonly limits: (ask: TravelAsk) => BlockLimits;
  /** Cells row by row. Throws a RoutingTrouble. */
  readonly askBlock: (ask: TravelAsk) => Promise<readonly Cell[]>;
}

/** What stands behind a service. */
export interface ServiceOptions {
  /** Answers the cells that the service does not. */
  readonly embedded: TravelProvider;
  readonly now: () => number;
  /** Requests under way at a time. */
  readonly lanes?: number;
  /** How long a service that was away is left alone, so that not every plan waits for it. */
  readonly restMs?: number;
}

/** Extra requests spent on finding the bad places of one ask before the rest is estimated. */
const mostSplits = 60;

/**
 * A routing service as a provider: blocks within its limits, a few at a time; a refused block is cut until the place
 * that spoils it stands alone; whatever stays open is estimated by the embedded model, cell by cell.
 */
export function routingProvider(service: RoutingService, options: ServiceOptions): TravelProvider {
  const { embedded, now, lanes = 4, restMs = 30_000 } = options;
  const gate = new Lanes(lanes);
  let restUntil = 0;
  const resting = `the routing service at ${service.host} did not answer a moment ago; travel is estimated`;
  return {
    name: service.name,
    knowsHours: service.knowsHours,
    async travel(ask) {
      const asked = new Asked(service, ask, gate);
      if (now() < restUntil) asked.troubles.add(resting);
      else if (!(await asked.settleAll())) restUntil = now() + restMs;
      return asked.completed(embedded);
    },
  };
}

/** One ask on its way: which cells are known, what went wrong, how many requests may still be spent on splitting. */
class Asked {
  readonly #service: RoutingService;
  readonly #ask: TravelAsk;
  readonly #gate: Lanes;
  readonly #durations: Int32Array;
  readonly #distances: Int32Array;
  readonly troubles = new Set<string>();
  #splits = mostSplits;
  #isOver = false;

  constructor(service: RoutingService, ask: TravelAsk, gate: Lanes) {
    this.#service = service;
    this.#ask = ask;
    this.#gate = gate;
    const cells = ask.origins.length * ask.destinations.length;
    this.#durations = new Int32Array(cells).fill(-1);
    this.#distances = new Int32Array(cells).fill(-1);
  }

  /** False when the service was found away or unwilling; the blocks not yet asked then are left alone. */
  async settleAll(): Promise<boolean> {
    const size = { rows: this.#ask.origins.length, columns: this.#ask.destinations.length };
    const blocks = blocksOf(size, this.#service.limits(this.#ask));
    await Promise.all(blocks.map((block) => this.#settle(block)));
    return !this.#isOver;
  }

  async #settle(block: Block): Promise<void> {
    try {
      const cells = await this.#gate.run(() => this.#askFor(block));
      cells.forEach((cell, index) => {
        this.#write(block, index, cell);
      });
    } catch (error) {
      if (!(error instanceof RoutingTrouble)) throw error;
      await this.#afterTrouble(block, error);
    }
  }

  /** Decides while it still holds its lane whether the next block is worth asking for. */
  async #askFor({ rows, columns }: Block): Promise<readonly Cell[]> {
    if (this.#isOver) return [];
    const origins = rows.map((row) => this.#ask.origins[row]!);
    const destinations = columns.map((column) => this.#ask.destinations[column]!);
    try {
      return await this.#service.askBlock({ ...this.#ask, origins, destinations });
    } catch (error) {
      const isTrouble = error instanceof RoutingTrouble;
      if (isTrouble && (error.kind === 'away' || error.kind === 'refused')) {
        this.#isOver = true;
        this.troubles.add(error.message);
      }
      throw error;
    }
  }

  async #afterTrouble(block: Block, trouble: RoutingTrouble): Promise<void> {
    if (this.#isOver) return;
    const parts = withoutNamed(block, trouble) ?? halves(block);
    if (trouble.kind === 'no_path' && parts.length === 0) return this.#write(block, 0, 'no_way');
    if (trouble.kind === 'off_road') this.troubles.add(trouble.message);
    this.#splits -= parts.length;
    if (this.#splits < 0) this.troubles.add(trouble.message);
    else await Promise.all(parts.map((part) => this.#settle(part)));
  }

  #write({ rows, columns }: Block, index: number, cell: Cell): void {
    if (cell === undefined) return;
    const row = rows[Math.floor(index / columns.length)]!;
    const at = row * this.#ask.destinations.length + columns[index % columns.length]!;
    this.#durations[at] = cell === 'no_way' ? noWay : Math.round(cell.seconds);
    this.#distances[at] = cell === 'no_way' ? noWay : Math.round(cell.metres ?? -1);
  }

  /** The answer with what is still open estimated. */
  async completed(embedded: TravelProvider): Promise<TravelAnswer> {
    const [durations, distances] = [this.#durations, this.#distances];
    const estimated = new Uint8Array(durations.length);
    const [rows, columns] = [this.#ask.origins.length, this.#ask.destinations.length];
    if (durations.includes(-1) || distances.includes(-1)) {
      const guess = await embedded.travel(this.#ask);
      for (let cell = 0; cell < durations.length; cell++) {
        if (distances[cell]! < 0) distances[cell] = guess.distances[cell]!;
        if (durations[cell]! >= 0) continue;
        durations[cell] = guess.durations[cell]!;
        estimated[cell] = 1;
      }
    }
    const open = estimated.reduce((sum, one) => sum + one, 0);
    if (open > 0 && this.troubles.size === 0)
      this.troubles.add(
        `the routing service at ${this.#service.host} left ${open} ways open; they are estimated`,
      );
    return { rows, columns, durations, distances, estimated, troubles: [...this.troubles] };
  }
}

function withoutNamed({ rows, columns }: Block, { places }: RoutingTrouble): Block[] | undefined {
  if (!places || places.origins.length + places.destinations.length === 0) return undefined;
  const rest = {
    rows: rows.filter((_, index) => !places.origins.includes(index)),
    columns: columns.filter((_, index) => !places.destinations.includes(index)),
  };
  return rest.rows.length === 0 || rest.columns.length === 0 ? [] : [rest];
}
