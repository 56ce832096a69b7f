import type { Problem } from '../../../domain/scheduling/model/problem.ts';

/** What a plan of an instance is judged by, in the instance's own measure. */
export type Measure = 'distance' | 'duration' | 'travel' | 'distance + importance';

/** One instance of a benchmark family, ready to be planned. */
export interface Instance {
  readonly family: string;
  readonly name: string;
  readonly problem: Problem;
  readonly measure: Measure;
  /** The problem's whole numbers for one unit of the instance: 10 = tenths. Figures are divided by it before they are compared. */
  readonly scale: number;
  /** Where best-known.json keeps the reference value; none is known when left out. */
  readonly reference?: readonly string[];
}

/** Rounds a length of the instance to whole numbers of the problem. */
export type Rounding = (length: number) => number;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Straight-line travel between all points, from their row to their column. */
export const euclid = (points: readonly Point[], rounded: Rounding): number[][] =>
  points.map((from) => points.map((to) => rounded(Math.hypot(from.x - to.x, from.y - to.y))));

/** Rows of numbers, however they are spaced. */
export const numbersOf = (line: string): number[] =>
  line
    .trim()
    .split(/[\s;]+/)
    .filter((word) => word !== '')
    .map(Number);
