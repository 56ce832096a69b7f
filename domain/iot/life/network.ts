import { chanceFrom, normalFrom } from './chance.ts';

/**
 * A random-feature network (Schmidt et al. 1992; Huang et al. 2006, "extreme learning machine"): a layer of random,
 * never trained units and a ridge regression on what they answer. It bends where a plain regression cannot and is fitted
 * in one solution of linear equations.
 */
export interface Network {
  readonly units: number;
  readonly inputs: number;
  /** Weights of all units in a row, each followed by its bias. */
  readonly layer: readonly number[];
  /** One weight an input, one a unit, and the constant. */
  readonly output: readonly number[];
}

function answers(network: Omit<Network, 'output'>, x: Float64Array, into: Float64Array): void {
  const { units, inputs, layer } = network;
  into.set(x);
  for (let u = 0, w = 0; u < units; u++) {
    let sum = layer[w + inputs]!;
    for (let i = 0; i < inputs; i++) sum += layer[w + i]! * x[i]!;
    into[inputs + u] = Math.tanh(sum);
    w += inputs + 1;
  }
  into[inputs + units] = 1;
}

/** Solves the symmetric positive system in place (Cholesky); `a` is row by row, `b` becomes the solution. */
export function solve(a: Float64Array, b: Float64Array): void {
  const n = b.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      a[i * n + j] = i === j ? Math.sqrt(sum) : sum / a[j * n + j]!;
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) b[i]! -= a[i * n + k]! * b[k]!;
    b[i]! /= a[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i]! -= a[k * n + i]! * b[k]!;
    b[i]! /= a[i * n + i]!;
  }
}

/** Fits a network; the same seed and data give the same network. */
export function fitNetwork(
  rows: readonly Float64Array[],
  targets: Float64Array,
  { units, ridge, seed }: { readonly units: number; readonly ridge: number; readonly seed: number },
): Network {
  const inputs = rows[0]!.length;
  const chance = chanceFrom(seed);
  const reach = 1 / Math.sqrt(inputs);
  const layer = Array.from({ length: units * (inputs + 1) }, () => normalFrom(chance) * reach);
  const n = inputs + units + 1;
  const products = new Float64Array(n * n);
  const output = new Float64Array(n);
  const answer = new Float64Array(n);
  rows.forEach((x, row) => {
    answers({ units, inputs, layer }, x, answer);
    for (let i = 0; i < n; i++) {
      const value = answer[i]!;
      output[i]! += value * targets[row]!;
      for (let j = 0; j <= i; j++) products[i * n + j]! += value * answer[j]!;
    }
  });
  for (let i = 0; i < n - 1; i++) products[i * n + i]! += ridge;
  products[n * n - 1]! += 1e-6;
  solve(products, output);
  return { units, inputs, layer, output: [...output] };
}

/** What the network answers for one row of features. */
export function networkAnswer(network: Network, x: Float64Array): number {
  const answer = new Float64Array(network.output.length);
  answers(network, x, answer);
  return answer.reduce((sum, value, i) => sum + value * network.output[i]!, 0);
}
