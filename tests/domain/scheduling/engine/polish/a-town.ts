import { compile } from '../../../../../domain/scheduling/engine/compile.ts';
import { editorFor } from '../../../../../domain/scheduling/engine/editor.ts';
import { InsertionCache } from '../../../../../domain/scheduling/engine/moves/cache.ts';
import { adjacentJobs } from '../../../../../domain/scheduling/engine/polish/adjacency.ts';
import { NearInsertion } from '../../../../../domain/scheduling/engine/polish/near-insertion.ts';
import { Random } from '../../../../../domain/scheduling/engine/random.ts';
import { EmptySlots } from '../../../../../domain/scheduling/engine/routes/empty-slots.ts';
import { Routes } from '../../../../../domain/scheduling/engine/routes/routes.ts';
import type { Job, PlanResource, Problem } from '../../../../../domain/scheduling/model/problem.ts';
import { travelTable } from '../../../../../domain/scheduling/model/travel-table.ts';

/** A small random town around a depot, for tests that compare quick answers with thorough ones. */
export function aTown(
  seed: number,
  shape: {
    readonly jobs?: number;
    readonly crew?: number;
    readonly each?: Partial<PlanResource>;
    /** Technicians live where jobs are, each somewhere else. */
    readonly isScattered?: boolean;
    readonly objective?: Problem['objective'];
  } = {},
) {
  const random = new Random(seed);
  const { jobs = 24, crew = 4, each = {} } = shape;
  const points = Array.from({ length: jobs + 1 }, () => [random.below(100), random.below(100)] as const);
  const durations = points.map(([x, y]) => points.map(([u, v]) => Math.round(Math.hypot(x - u, y - v))));
  const problem: Problem = {
    jobs: Array.from({ length: jobs }, (_, at): Job => {
      const open = random.below(600);
      return {
        id: `j${at}`,
        location: at + 1,
        duration: 10,
        windows: [[open, open + 200]],
        parts: { box: 1 + random.below(3) },
      };
    }),
    resources: Array.from(
      { length: crew },
      (_, at): PlanResource => ({
        id: `t${at}`,
        start: shape.isScattered ? at : 0,
        end: shape.isScattered ? at : 0,
        shifts: [[0, 1000]],
        parts: { box: 20 },
        ...each,
      }),
    ),
    travel: { durations },
    objective: shape.objective ?? ['importance', 'travel'],
  };
  return { problem, travel: travelTable(problem.travel!), random };
}

/** The town's tables with nothing planned, and both ways of finding a place, without blinks. */
export function aBoard(seed: number, shape: Parameters<typeof aTown>[1] & { readonly width?: number } = {}) {
  const { problem, travel, random } = aTown(seed, shape);
  const model = compile(problem, travel);
  const routes = new Routes(model);
  const editor = editorFor(routes);
  for (let slot = 0; slot < model.slots; slot++) editor.clear(slot);
  const empty = new EmptySlots(routes);
  const everywhere = new InsertionCache(routes, {
    insertion: editor.insertion,
    random,
    surcharge: null,
    blink: 1e-12,
  });
  const near = new NearInsertion(
    {
      routes,
      empty,
      near: adjacentJobs(model, shape.width ?? problem.jobs.length),
      reach: Infinity,
      everywhere,
      random,
    },
    1e-12,
  );
  const place = (job: number): boolean => {
    if (!everywhere.find(job, Infinity)) return false;
    editor.insert(job, everywhere.pair, everywhere);
    for (let slot = 0; slot < model.slots; slot++) empty.update(slot);
    return true;
  };
  return { problem, model, routes, editor, empty, everywhere, near, place, random };
}
