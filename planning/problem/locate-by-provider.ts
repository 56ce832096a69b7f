import type { Problem } from '../../domain/scheduling/model/problem.ts';
import { noWay } from '../../domain/scheduling/travel-matrix.ts';
import type { TravelProvider } from '../travel/provider.ts';
import { type LocatedProblem, locate, placesOf } from './locate.ts';

/**
 * Gives every location a row, and asks the installation's travel provider for the ways between them where the problem
 * brings no matrix. `warn` hears why ways had to be estimated.
 */
export async function locateByProvider(
  problem: Problem,
  by: { readonly provider: TravelProvider; readonly warn: (trouble: string) => void },
): Promise<LocatedProblem> {
  if (problem.travel !== undefined) return locate(problem);
  const { places, ...onEarth } = placesOf(problem);
  const answer = await by.provider.travel({ origins: places, destinations: places });
  for (const trouble of answer.troubles) by.warn(trouble);
  const travel = {
    places: places.length,
    durations: shared(answer.durations, problem.unit ?? 1),
    distances: shared(answer.distances, 1),
  };
  return { ...onEarth, travel };
}

/** Memory that threads share, in units of so many; rounded up, which keeps a way by a third place from being shorter. */
function shared(cells: Int32Array, unit: number): Int32Array {
  const table = new Int32Array(new SharedArrayBuffer(cells.byteLength));
  for (const [at, cell] of cells.entries()) table[at] = cell >= noWay ? noWay : Math.ceil(cell / unit);
  return table;
}
