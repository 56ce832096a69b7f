import type { Need } from '../memory.ts';
import { firstDoubt, term, terms } from './terms.ts';

/**
 * A Kalman filter over the terms of the expectation. It is what makes the warm-up honest: it knows how unsure it is, so
 * the first weekend or a short history makes residuals count for less instead of raising alerts. All of it is in units of
 * the reading's own noise. (Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989.)
 */
export const filterNeed: Need = { doubles: terms + (terms * (terms + 1)) / 2, singles: 0 };

/** The slow wander forgets half of itself in about 140 readings and moves by 5 % of the noise at each. */
const keep = 0.995;
const move = 0.0025;
const stationary = 0.25;
/** The daily cycle may change its shape over months: its past counts for about 8,000 readings. */
const forget = 1.6e-8;
/** What the slow wander takes of a surprise while the reference is held still. */
const followed = 0.05;

const gain = new Float64Array(terms);
/** Of the last `predict`: variance of the coming reading (its own noise of 1 included). */
export const predicted = { variance: 1, doubt: 0 };

/** Where row `index` of the packed lower triangle begins. */
const rowOf = (index: number): number => terms + (index * (index + 1)) / 2;

/** Begins anew: nothing known but how unsure; of the finer waves less so with some `caution` below 1. */
export function beginFilter(doubles: Float64Array, from: number, caution = 1): void {
  doubles.fill(0, from, from + filterNeed.doubles);
  for (let index = 0; index < terms; index++)
    doubles[from + rowOf(index) + index] = firstDoubt[index]! * (isFine(index) ? caution : 1);
}

const isFine = (index: number): boolean => index >= term.daily + 2 && index < term.weekendDaily;

/** Moves the slow wander on by so many readings (more than one when some are missing). */
export function advance(doubles: Float64Array, from: number, steps: number): void {
  const factor = steps === 1 ? keep : keep ** Math.min(steps, 2000);
  const added = steps === 1 ? move : stationary * (1 - factor * factor);
  doubles[from]! *= factor;
  doubles[from + terms] = doubles[from + terms]! * factor * factor + added;
  for (let index = 1; index < terms; index++) {
    doubles[from + rowOf(index)]! *= factor;
    if (index >= term.daily) doubles[from + rowOf(index) + index]! += forget;
  }
}

/** The reference level is known well enough: from here on it stays, so that slow wear shows against it. */
export function freezeLevel(doubles: Float64Array, from: number): void {
  for (let index = 0; index <= term.level; index++) doubles[from + rowOf(term.level) + index] = 0;
  for (let index = term.level + 1; index < terms; index++) doubles[from + rowOf(index) + term.level] = 0;
}

/** The expectation without the slow wander and without the mode. */
export function referenceOf(doubles: Float64Array, from: number, row: Float64Array): number {
  let sum = 0;
  for (let index = 1; index < term.mode; index++) sum += doubles[from + index]! * row[index]!;
  return sum;
}

/** What the daily cycle alone adds, the weekend's own included. */
export function seasonOf(doubles: Float64Array, from: number, row: Float64Array): number {
  let sum = 0;
  for (let index = term.daily; index < term.mode; index++) sum += doubles[from + index]! * row[index]!;
  return sum;
}

/** Works out the gain and `predicted` for a row of terms; those that weigh nothing now (the weekend's) cost nothing. */
export function predict(doubles: Float64Array, from: number, row: Float64Array): void {
  gain.fill(0);
  for (let active = 0, start = from + terms; active < terms; start += ++active) {
    const weight = row[active]!;
    if (weight === 0) continue;
    for (let j = 0; j < active; j++) gain[j]! += doubles[start + j]! * weight;
    for (let i = active, at = start + active; i < terms; at += ++i) gain[i]! += doubles[at]! * weight;
  }
  let variance = 0;
  for (let i = 0; i < terms; i++) variance += gain[i]! * row[i]!;
  predicted.variance = 1 + variance;
  predicted.doubt = variance - 2 * gain[0]! + doubles[from + terms]!; // of all terms but the slow wander
}

/** Learns from the surprise of the row just predicted. */
export function learn(doubles: Float64Array, from: number, surprise: number): void {
  const step = surprise / predicted.variance;
  for (let i = 0, at = from + terms; i < terms; i++) {
    const share = gain[i]!;
    doubles[from + i]! += share * step;
    const scaled = share / predicted.variance;
    for (let j = 0; j <= i; j++, at++) doubles[at]! -= scaled * gain[j]!;
  }
}

/** Follows with the slow wander only: the reference stays as it was learned. */
export function follow(doubles: Float64Array, from: number, surprise: number): void {
  doubles[from]! += followed * surprise;
  const kept = 1 / (doubles[from + terms]! + 1); // and how unsure it is stays as when it learns
  doubles[from + terms]! *= kept;
  for (let index = 1; index < terms; index++) doubles[from + rowOf(index)]! *= kept;
}

/** The level came back by a jump: the slow wander is where the reading is, and unsure again. */
export function snap(doubles: Float64Array, from: number, off: number): void {
  doubles[from] = off / 2;
  doubles[from + terms] = stationary;
  for (let index = 1; index < terms; index++) doubles[from + rowOf(index)] = 0;
}

/** A mode was found: its term begins where it was seen. */
export function beginMode(doubles: Float64Array, from: number, distance: number): void {
  doubles[from + term.mode] = distance;
  for (let index = 0; index < term.mode; index++) doubles[from + rowOf(term.mode) + index] = 0;
  doubles[from + rowOf(term.mode) + term.mode] = 1;
}

/**
 * How far the estimate of the slow wander strays by itself, squared: what wander there is, less what cannot be told from
 * the reference yet. Early on the reference takes most of it; while the reference is held still, none.
 */
export const wanderVariance = (doubles: Float64Array, from: number): number =>
  Math.max(0.12, stationary - doubles[from + terms]!);
