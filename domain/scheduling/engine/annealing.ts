import { isOnlySpanned } from './polish/span-limit.ts';
import type { Routes } from './routes/routes.ts';

/**
 * First temperature as a share of the plan's mean leg when routes hold `plainLength` jobs, and how it grows with longer
 * ones: emptying a long route takes many trials, each of which must be let through. The last one is a share of the mean
 * leg alone. Between them temperature falls geometrically.
 */
const hottest = 1.2;
const growth = 1.3;
const plainLength = 10;
const coldest = 0.03;

/** First and last temperature as shares of the mean leg. */
export interface Shares {
  readonly hottest: number;
  readonly coldest: number;
  /** False: long routes are not begun hotter. */
  readonly isGrowing?: boolean;
}

const usual: Shares = { hottest, coldest };
/** Where tools, parts and times bind, the number of technicians in use must be able to change at first. */
const tight: Shares = { hottest: 8, coldest: 0.01, isGrowing: false };
/** Who begins with a plan wants it mended, not forgotten. */
const mending: Shares = { hottest: 0.3, coldest: 0.01, isGrowing: false };
const small = 300;
/** Where jobs may pay less than their way, a hot plan drops them all and never finds together what pays together. */
const prized: Shares = { hottest: 0.1, coldest: 0.01, isGrowing: false };
const cheapAbsence = 5;

/** The temperatures that measured best for a kind of model. */
export function sharesFor(routes: Routes, hasStart: boolean): Shares {
  const { model } = routes;
  if (hasStart) return mending;
  const absence = model.node.absence.subarray(0, model.jobs).reduce((sum, one) => sum + one, 0);
  if (absence < cheapAbsence * meanLeg(routes) * model.jobs) return prized;
  return model.isTimed && !isOnlySpanned(model) && model.jobs < small ? tight : usual;
}

/** A temperature for each share of the budget that is spent (Kirkpatrick, Gelatt & Vecchi 1983). */
export type Cooling = (spent: number) => number;

/** Scales the temperatures to the plan's own legs, so that minutes, metres and seconds all cool alike. */
export function coolingFor(routes: Routes, shares: Shares = usual): Cooling {
  const leg = meanLeg(routes);
  const longer = shares.isGrowing === false ? 1 : (jobsOnRoute(routes) / plainLength) ** growth;
  const hot = shares.hottest * longer;
  const ratio = shares.coldest / hot;
  return (spent) => leg * hot * ratio ** Math.min(1, spent);
}

function jobsOnRoute({ work }: Routes): number {
  let jobs = 0;
  let used = 0;
  for (let slot = 0; slot < work.length; slot++) {
    jobs += work[slot]!;
    if (work[slot]! > 0) used++;
  }
  return Math.max(1, jobs / Math.max(1, used));
}

function meanLeg(routes: Routes): number {
  const { model } = routes;
  let sum = 0;
  let count = 0;
  for (let slot = 0; slot < model.slots; slot++) {
    const base = slot * routes.stride;
    for (let row = base + 1; row <= base + routes.size[slot]! + 1 && routes.work[slot]! > 0; row++) {
      sum += routes.leg[row]!;
      count++;
    }
  }
  return count === 0 ? 1 : Math.max(1e-3, sum / count);
}
