import type { Job, PlanResource } from '../../../domain/scheduling/model/problem.ts';
import { euclid, type Instance, numbersOf } from './instance.ts';

interface Sections {
  readonly head: ReadonlyMap<string, string>;
  /** Rows of numbers by section, in their order. */
  readonly rows: (name: string) => readonly (readonly number[])[];
}

/**
 * Reads a VRPLIB file of the variants with time windows: several depots, site-dependent, prize-collecting. The rounding is
 * that of the solution files beside them: thousandths to the nearest, but tenths floored for prize-collecting, where
 * prizes count tenfold too; checked by adding up those solutions.
 */
export function readVrplib(text: string): Instance {
  const { head, rows } = sectionsOf(text);
  const type = head.get('TYPE') ?? '';
  const isPrize = type === 'PCVRPTW';
  const scale = isPrize ? 10 : 1000;
  const name = head.get('NAME') ?? '';
  const points = rows('NODE_COORD_SECTION').map(([, x, y]) => ({ x: x!, y: y! }));
  const problem = {
    unit: 1 / scale,
    jobs: jobsOf({ head, rows }, scale),
    resources: vehiclesOf({ head, rows }, scale),
    travel: { durations: euclid(points, (length) => (isPrize ? Math.floor : Math.round)(length * scale)) },
    objective: isPrize ? { weights: { importance: 1, distance: 1 } } : (['importance', 'distance'] as const),
  };
  return {
    family: type.toLowerCase(),
    name,
    problem,
    measure: isPrize ? 'distance + importance' : 'distance',
    scale: 1,
    reference: ['vrplib_variants', `${type}/${name}`],
  };
}

function sectionsOf(text: string): Sections {
  const head = new Map<string, string>();
  const sections = new Map<string, (readonly number[])[]>();
  let rows: (readonly number[])[] | null = null;
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    if (line === '' || line === 'EOF') continue;
    if (/^[A-Z_]+_SECTION$/.test(line)) {
      rows = [];
      sections.set(line, rows);
    } else if (rows !== null) rows.push(numbersOf(line));
    else head.set(line.split(':')[0]!.trim(), line.slice(line.indexOf(':') + 1).trim());
  }
  return { head, rows: (name) => sections.get(name) ?? [] };
}

/** Nodes that are depots come first, in all of these files. */
const depotCount = ({ rows }: Sections): number =>
  rows('DEPOT_SECTION').filter(([id]) => id !== undefined && id > 0).length || 1;

function jobsOf(file: Sections, scale: number): Job[] {
  const { head, rows } = file;
  const serviceOf = new Map(rows('SERVICE_TIME_SECTION').map(([id, service]) => [id, service]));
  const demandOf = new Map(rows('DEMAND_SECTION').map(([id, demand]) => [id, demand]));
  const prizeOf = new Map(rows('PRIZE_SECTION').map(([id, prize]) => [id, prize]));
  const allowed = rows('VEHICLES_ALLOWED_CLIENTS_SECTION').map((row) => new Set(row.slice(1)));
  const always = Number(head.get('SERVICE_TIME') ?? 0);
  return rows('TIME_WINDOW_SECTION')
    .slice(depotCount(file))
    .map(([id, ready, due]) => ({
      id: `${id! - 1}`,
      location: id! - 1,
      duration: Math.round((serviceOf.get(id) ?? always) * scale),
      windows: [[Math.round(ready! * scale), Math.round(due! * scale)]],
      ...(demandOf.get(id) && { parts: { load: demandOf.get(id)! } }),
      ...(prizeOf.size > 0 && { importance: prizeOf.get(id)! * scale }),
      ...choiceOf(id!, allowed),
    }));
}

/** The vehicles that may serve a customer, when not all of them may. */
function choiceOf(id: number, allowed: readonly ReadonlySet<number>[]): Pick<Job, 'mustChoose'> {
  const may = allowed.flatMap((customers, at) => (customers.has(id) ? [`v${at + 1}`] : []));
  return may.length === allowed.length ? {} : { mustChoose: may };
}

function vehiclesOf({ head, rows }: Sections, scale: number): PlanResource[] {
  const capacities = rows('CAPACITY_SECTION');
  const depots = rows('VEHICLES_DEPOT_SECTION');
  const windows = rows('TIME_WINDOW_SECTION');
  const limit = Number(head.get('VEHICLES_MAX_DURATION') ?? 0);
  return Array.from({ length: Number(head.get('VEHICLES')) }, (_, at) => {
    const home = (depots[at]?.[1] ?? 1) - 1;
    const [, begin, end] = windows[home]!;
    return {
      id: `v${at + 1}`,
      start: home,
      end: home,
      shifts: [[Math.round(begin! * scale), Math.round(end! * scale)]],
      parts: { load: capacities[at]?.[1] ?? Number(head.get('CAPACITY')) },
      ...(limit > 0 && { maxDuration: Math.round(limit * scale) }),
    };
  });
}
