import type { Problem } from '../../model/problem.ts';
import { rowOf } from '../compile/slots.ts';
import type { Model } from '../model.ts';
import type { PlanSeed } from '../plan-seed.ts';
import type { PackedPlan } from './snapshot.ts';

type SeedRoute = PlanSeed['routes'][number];
type SeedStop = SeedRoute['stops'][number];

/**
 * An earlier plan by ids as rows of nodes, with its trips to depots and its breaks where they were, so that it can be laid
 * down as it was. Jobs and shifts that are no longer there are left out.
 */
export function packSeed(model: Model, problem: Problem, seed: PlanSeed): PackedPlan {
  const jobs = new Map(problem.jobs.map(({ id }, row) => [id, row]));
  const rows: number[][] = Array.from({ length: model.slots }, () => []);
  const bounds: number[] = [];
  for (const route of seed.routes) {
    const owner = problem.resources.findIndex(({ id }) => id === route.resource);
    const slot = model.slot.resource.findIndex(
      (of, one) => of === owner && model.slot.shift[one] === route.shift,
    );
    if (slot < 0) continue;
    const pauses = pausesOf(model, slot, route);
    let trips = 0;
    for (const stop of route.stops) {
      const row = stop.job === undefined ? tripOf(model, problem, stop) : jobs.get(stop.job);
      if (row === undefined || (row >= model.jobs && trips++ > 0)) continue; // a route makes one trip
      // Nobody rests during work, so a break that begins before a stop does lies before it.
      while (pauses.length > 0 && stop.start !== undefined && pauses[0]!.start < stop.start)
        rows[slot]!.push(pauses.shift()!.node);
      rows[slot]!.push(row);
      if (stop.start !== undefined && row < model.jobs && model.groups.of[row]! >= 0)
        bounds.push(row, stop.start - model.zero, stop.start - model.zero);
    }
    rows[slot]!.push(...pauses.map(({ node }) => node));
  }
  return Int32Array.from([...rows.flatMap((nodes) => [...nodes, -1]), ...bounds]);
}

function tripOf(model: Model, { depots = [] }: Problem, stop: SeedStop): number | undefined {
  const {
    depot,
    depotRow = depot === undefined ? -1 : depots.findIndex((one) => isAt(one.location, depot)),
  } = stop;
  return depotRow < 0 || depotRow >= model.stock.depots
    ? undefined
    : model.nodes - model.stock.depots + depotRow;
}

const isAt = (one: NonNullable<SeedStop['depot']>, other: NonNullable<SeedStop['depot']>): boolean =>
  typeof one === 'number' && typeof other === 'number' && rowOf(one) === rowOf(other);

/** The breaks that the slot owes, as far as the route took them, in the order of time. */
function pausesOf(
  { node, slot: { breakAt }, zero }: Model,
  slot: number,
  { breaks = [] }: SeedRoute,
): { readonly node: number; readonly start: number }[] {
  const owed = new Set(
    Array.from({ length: breakAt[slot + 1]! - breakAt[slot]! }, (_, at) => breakAt[slot]! + at),
  );
  return [...breaks]
    .sort((one, other) => one.start - other.start)
    .flatMap(({ start, end }) => {
      const begin = start - zero;
      const found = [...owed].find(
        (one) => node.service[one] === end - start && node.open[one]! <= begin && begin <= node.close[one]!,
      );
      if (found === undefined) return [];
      owed.delete(found);
      return [{ node: found, start }];
    });
}
