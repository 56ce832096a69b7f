import { featureCount, featuresOf, type Run, type Scale, scaleOf } from './history.ts';
import { fitNetwork, type Network, networkAnswer } from './network.ts';

/**
 * Remaining life: how many cycles an asset has left, learned from a fleet whose members ran until they failed. A preventive
 * work order gets its date from it, where drift alone knows only that something is wearing.
 *
 * Use: collect what each failed asset of a model reported, one row of channel means a cycle (a day, a batch, a flight) up
 * to its failure; `fitLife` once; then `remainingLife` on the same rows of an asset at work, as often as a row is added.
 * It answers for the kind of failure in the history and for no other, and needs some dozens of runs.
 *
 * Early life says nothing about its end, so life is capped: "at least `cap` cycles" (Heimes 2008, who introduced it on
 * NASA's C-MAPSS turbofan data of Saxena et al. 2008). Channel means at three paces and the distance from the asset's own
 * first cycles go into a few random-feature networks whose mean is the answer (their seeds differ, so their errors do).
 */
export interface LifeModel {
  readonly scale: Scale;
  readonly networks: readonly Network[];
  readonly cap: number;
  /** Root mean square error, in cycles, on runs held back while fitting, by fifths of the answer from 0 to `cap`. */
  readonly errors: readonly number[];
}

/** How a model is fitted; everything has a sensible value but the seed. */
export interface LifeOptions {
  readonly seed: number;
  readonly cap?: number;
  readonly networks?: number;
  readonly units?: number;
}

const bands = 5;
const folds = 3;
const ridge = 5;
const fewest = 5;

/** Fits a model to runs that each end in the failure. The same runs, options and seed give the same model. */
export function fitLife(runs: readonly Run[], options: LifeOptions): LifeModel {
  if (runs.length < fewest)
    throw new RangeError(`remaining life needs ${fewest} runs to failure, not ${runs.length}`);
  const { seed, cap = 125, networks = 4, units = 150 } = options;
  const trials = Array.from({ length: folds }, (_, fold) => ({
    model: fitOn(
      runs.filter((_, i) => i % folds !== fold),
      { seed, cap, networks: 1, units },
    ),
    unseen: runs.filter((_, i) => i % folds === fold),
  }));
  return { ...fitOn(runs, { seed, cap, networks, units }), errors: errorsOf(trials) };
}

/** What is left of an asset's life by all it has reported so far (its last row is now), with an 80 % range. */
export function remainingLife(model: LifeModel, run: Run): { cycles: number; low: number; high: number } {
  const features = featuresOf(run, model.scale).at(-1);
  if (features === undefined) throw new RangeError('remaining life needs at least one cycle of readings');
  const cycles = answerFor(model, features);
  const reach = 1.28 * model.errors[bandOf(model, cycles)]!;
  return { cycles, low: Math.max(0, cycles - reach), high: Math.min(model.cap, cycles + reach) };
}

/** What is left at each cycle of a run, in one pass: what `remainingLife` answers for each of its beginnings. */
export const lifeCurve = (model: LifeModel, run: Run): number[] =>
  featuresOf(run, model.scale).map((features) => answerFor(model, features));

/** What was truly left at each cycle of a run that ended in a failure, as far as `cap`. */
export const lifeLeft = (run: Run, cap: number): number[] =>
  run.map((_, t) => Math.min(cap, run.length - 1 - t));

function fitOn(runs: readonly Run[], { seed, cap, networks, units }: Required<LifeOptions>): LifeModel {
  const scale = scaleOf(runs);
  if (featureCount(scale) === 1) throw new RangeError('remaining life needs a channel that moves');
  const rows = runs.flatMap((run) => featuresOf(run, scale));
  const targets = Float64Array.from(runs.flatMap((run) => lifeLeft(run, cap)));
  const fitted = Array.from({ length: networks }, (_, i) =>
    fitNetwork(rows, targets, { units, ridge, seed: seed * 1000 + i }),
  );
  return { scale, networks: fitted, cap, errors: [] };
}

function answerFor({ networks, cap }: LifeModel, features: Float64Array): number {
  const mean = networks.reduce((sum, network) => sum + networkAnswer(network, features), 0) / networks.length;
  return Math.max(0, Math.min(cap, mean));
}

const bandOf = ({ cap }: LifeModel, cycles: number): number =>
  Math.min(bands - 1, Math.floor((bands * cycles) / cap));

function errorsOf(
  trials: readonly { readonly model: LifeModel; readonly unseen: readonly Run[] }[],
): number[] {
  const squares = new Float64Array(bands);
  const counts = new Float64Array(bands);
  for (const { model, unseen } of trials) {
    for (const run of unseen) {
      const left = lifeLeft(run, model.cap);
      lifeCurve(model, run).forEach((cycles, t) => {
        const band = bandOf(model, cycles);
        squares[band]! += (cycles - left[t]!) ** 2;
        counts[band]!++;
      });
    }
  }
  const overall = Math.sqrt(
    squares.reduce((a, b) => a + b, 0) /
      Math.max(
        1,
        counts.reduce((a, b) => a + b, 0),
      ),
  );
  return Array.from(squares, (sum, band) => (counts[band]! > 0 ? Math.sqrt(sum / counts[band]!) : overall));
}
