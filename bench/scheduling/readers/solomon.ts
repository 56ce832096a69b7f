import type { Job, PlanResource } from '../../../domain/scheduling/model/problem.ts';
import { euclid, type Instance, numbersOf } from './instance.ts';

/** Tenths, floored: the distance convention of the DIMACS challenge 2022, so that figures compare with its table. */
const tenths = 10;

/**
 * Reads Solomon's and Gehring & Homberger's text: a fleet of equal vehicles at one depot, demands, windows and service
 * times. The fleet is fixed and everybody is to be served; then the least distance counts.
 */
export function readSolomon(text: string): Instance {
  const lines = text.split(/\r?\n/);
  const [number, capacity] = numbersOf(lines[lines.findIndex((line) => /^\s*NUMBER/.test(line)) + 1] ?? '');
  const rows = lines
    .slice(lines.findIndex((line) => /^\s*CUST/.test(line) && /XCOORD/.test(line)) + 1)
    .map(numbersOf)
    .filter((row) => row.length === 7);
  const name = (lines.find((line) => line.trim() !== '') ?? '').trim().toUpperCase();
  const [depot, ...customers] = rows;
  if (depot === undefined || number === undefined) throw new Error(`${name}: is not in Solomon's format`);
  const durations = euclid(
    rows.map(([, x, y]) => ({ x: x!, y: y! })),
    (length) => Math.floor(tenths * length),
  );
  const size = customers.length;
  return {
    family: size <= 100 ? 'solomon' : `homberger ${size}`,
    name,
    problem: {
      unit: 1 / tenths,
      jobs: customers.map((row, at) => jobOf(row, at + 1)),
      resources: Array.from({ length: number }, (_, at) => vehicle(at + 1, depot, capacity ?? 0)),
      travel: { durations },
      objective: ['importance', 'distance'],
    },
    measure: 'distance',
    scale: tenths,
    reference: ['vrptw', name, 'distance'],
  };
}

const jobOf = ([id, , , demand, ready, due, service]: readonly number[], location: number): Job => ({
  id: `${id}`,
  location,
  duration: service! * tenths,
  windows: [[ready! * tenths, due! * tenths]],
  parts: { load: demand! },
});

const vehicle = (number: number, depot: readonly number[], capacity: number): PlanResource => ({
  id: `v${number}`,
  start: 0,
  end: 0,
  shifts: [[depot[4]! * tenths, depot[5]! * tenths]],
  parts: { load: capacity },
});
