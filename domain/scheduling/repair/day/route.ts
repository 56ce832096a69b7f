import type { Job } from '../../model/problem.ts';
import { type Passes, passesOf } from './passes.ts';
import type { Driven } from './span.ts';
import type { Visit } from './visit.ts';

/** One shift's route with the tables that tell at once whether a visit fits in. */
export class Route {
  readonly driven: Driven;
  visits: readonly Visit[] = [];
  passes: Passes;
  /** Jobs alone, depots not counted. */
  jobs = 0;
  /** The first trip to a depot; from there on parts and tools are unlimited. */
  depotAt = Infinity;
  readonly #used = new Map<string, number>();

  constructor(driven: Driven) {
    this.driven = driven;
    this.passes = passesOf(driven, []);
  }

  /** Replaces the visits. */
  lay(visits: readonly Visit[]): void {
    this.visits = visits;
    this.passes = passesOf(this.driven, visits);
    this.jobs = visits.reduce((sum, { job }) => sum + (job === null ? 0 : 1), 0);
    const depot = visits.findIndex(({ job }) => job === null);
    this.depotAt = depot < 0 ? Infinity : depot;
    this.#used.clear();
    for (const { job } of visits.slice(0, Math.min(visits.length, this.depotAt))) {
      for (const [part, count] of Object.entries(job?.parts ?? {})) {
        this.#used.set(part, (this.#used.get(part) ?? 0) + count);
      }
    }
  }

  /** Whether the jobs of the route need more than is carried at its begin. */
  get needsTrip(): boolean {
    if (this.depotAt === Infinity) return false;
    const { parts: carried, tools } = this.driven.shift.resource;
    const needed = new Map<string, number>();
    for (const { job } of this.visits) {
      if (job?.tools?.some((tool) => !tools?.includes(tool))) return true;
      for (const [part, count] of Object.entries(job?.parts ?? {}))
        needed.set(part, (needed.get(part) ?? 0) + count);
    }
    return [...needed].some(([part, count]) => count > (carried?.[part] ?? 0));
  }

  /** How many of each part are missing for one more job before the first depot; empty when nothing is. */
  missingParts({ parts }: Job): readonly (readonly [part: string, count: number])[] {
    if (parts === undefined) return none;
    const carried = this.driven.shift.resource.parts;
    return Object.entries(parts)
      .map(([part, count]) => [part, count + (this.#used.get(part) ?? 0) - (carried?.[part] ?? 0)] as const)
      .filter(([part, missing]) => missing > 0 && parts[part]! > 0);
  }

  /** Tools that are missing before the first depot. */
  missingTools({ tools }: Job): readonly string[] {
    if (tools === undefined) return none;
    return tools.filter((tool) => !this.driven.shift.resource.tools?.includes(tool));
  }

  /** The first gap where the job's parts and tools are at hand: 0, behind the depot, or nowhere (Infinity). */
  firstEquipped(job: Job): number {
    if (job.parts === undefined && job.tools === undefined) return 0;
    return this.missingParts(job).length === 0 && this.missingTools(job).length === 0 ? 0 : this.depotAt + 1;
  }
}

const none: readonly never[] = [];
