import { ChangeLimit } from './change-limit.ts';
import { ResourceGoals } from './goals/resource-goals.ts';
import { GroupMoves } from './groups/group-moves.ts';
import { AbsentJobs } from './routes/absent.ts';
import { type Editor, editorFor } from './editor.ts';
import { finderFor } from './moves/finder-for.ts';
import { Recreate } from './moves/recreate.ts';
import { Relocate } from './moves/relocate.ts';
import { adjacentJobs } from './polish/adjacency.ts';
import { isOnlySpanned } from './polish/span-limit.ts';
import { TailSwap } from './polish/tail-swap.ts';
import { type Neighbours, nearestJobs } from './compile/neighbours.ts';
import { EmptySlots } from './routes/empty-slots.ts';
import { Journal } from './routes/journal.ts';
import type { Model } from './model.ts';
import { InsertionOrders } from './moves/orders.ts';
import type { Random } from './random.ts';
import { Routes } from './routes/routes.ts';
import { StringRuin } from './moves/ruin.ts';
import { type PackedPlan, Snapshot } from './routes/snapshot.ts';
import { unpackRoutes } from './routes/unpack.ts';

/** A random share of the jobs left out is tried again in each round. */
const retried = 5;
/** How often a broken promise is offered its old place when no more may be broken. */
const takenHome = 0.3;

/** One plan under ruin and recreate: a trial is made by `step`, which keeps it or takes it back. */
export class Search {
  readonly routes: Routes;
  readonly absent: AbsentJobs;
  readonly best: Snapshot;
  /** Price of the current plan, and of the best one with its strict part. */
  price = 0;
  bestPrice = Infinity;
  readonly #model: Model;
  readonly #random: Random;
  readonly #editor: Editor;
  readonly #journal: Journal;
  readonly #empty: EmptySlots;
  readonly #recreate: Recreate;
  readonly #orders: InsertionOrders;
  readonly #ruin: StringRuin;
  /** Null when no goal is about people. */
  readonly #people: ResourceGoals | null;
  /** Null when no job is bound to another. */
  readonly #groups: GroupMoves | null;
  /** Both null unless routes are priced apart from each other, by their ways and their length. */
  #tails: TailSwap | null;
  #relocate: Relocate | null;
  /** Null when anything may change. */
  #limit: ChangeLimit | null = null;

  constructor(
    model: Model,
    random: Random,
    near: Neighbours = nearestJobs(model.legs, model.node, model.jobs),
  ) {
    const routes = new Routes(model);
    this.#editor = editorFor(routes);
    for (let slot = 0; slot < model.slots; slot++) this.#editor.clear(slot);
    this.#model = model;
    this.#random = random;
    this.routes = routes;
    this.absent = new AbsentJobs(model);
    this.best = new Snapshot(routes);
    this.#journal = new Journal(routes);
    this.#empty = new EmptySlots(routes);
    const { balance, resources } = model.weights;
    this.#people = balance + resources > 0 ? new ResourceGoals(routes) : null;
    const surcharge = this.#people?.surcharge ?? null;
    const { insertion } = this.#editor;
    this.#orders = new InsertionOrders(model, random);
    const deps = { routes, editor: this.#editor, journal: this.#journal, empty: this.#empty, random };
    this.#ruin = new StringRuin({ ...deps, near, absent: this.absent });
    this.#groups = model.groups.groups.length > 0 ? new GroupMoves(deps) : null;
    const adjacency = once(() => adjacentJobs(model));
    const finder = finderFor({ routes, empty: this.#empty, insertion, random, surcharge, adjacency });
    this.#recreate = new Recreate({ ...deps, finder, groups: this.#groups });
    const isApart =
      this.#groups === null && this.#people === null && (!model.isTimed || isOnlySpanned(model));
    this.#tails = isApart ? new TailSwap({ ...deps, near: adjacency() }) : null;
    this.#relocate = isApart && model.slot.classes > 1 ? new Relocate(deps) : null;
    this.#recount();
  }

  /** Begins with a plan found elsewhere, as far as it fits. */
  adopt(plan: PackedPlan): void {
    unpackRoutes(this.routes, this.#editor, plan);
    this.#recount();
  }

  /** From now on at most so many of the jobs marked in `isPromised` are changed against the earlier plan. */
  limitChanges(limit: { readonly most: number; readonly isPromised: Uint8Array }): void {
    this.#limit = new ChangeLimit(this.routes, this.absent, limit);
    this.#tails = null; // these move whole routes, whose changes nobody counts
    this.#relocate = null;
  }

  /** Puts in all jobs that fit, most important first. */
  fill(): void {
    const jobs = this.absent.list.slice(0, this.absent.count);
    this.#journal.begin();
    this.#groups?.begin();
    this.routes.isBroken = false;
    this.#orders.sortFirst(jobs);
    this.#recreate.putBack(jobs, jobs.length, { patience: Infinity, left: Infinity, isFirst: true });
    this.#recount();
  }

  /** One ruin and recreate; kept when the price rises by less than `allowed`. Returns true for a new best plan. */
  step(temperature: number): boolean {
    const { jobs } = this.#model;
    const ruin = this.#ruin;
    this.#journal.begin();
    this.#groups?.begin();
    this.routes.isBroken = false;
    const center = this.#random.below(jobs);
    this.#relocate?.maybe(center);
    ruin.ruin(center, jobs - this.absent.count, this.#empty.used);
    this.#takeHome();
    this.#retry();
    this.#groups?.complete(ruin);
    this.#orders.sort(ruin.jobs, ruin.count);
    const allowed = -temperature * Math.log(this.#random.real() + 1e-12);
    const isWithin = this.#recreate.putBack(ruin.jobs, ruin.count, {
      patience: this.#drawPatience(),
      left: this.#leftOf(allowed),
      isFirst: false,
    });
    const rise = isWithin
      ? this.#journal.rise() + this.#absenceRise() + (this.#people?.rise(this.#journal) ?? 0)
      : Infinity;
    if (this.routes.isBroken || rise > allowed || !this.#isCalm()) {
      if (isWithin) this.#people?.revert(this.#journal);
      this.#undo();
      return false;
    }
    this.#keep(rise);
    if (this.#tails !== null && Math.abs(rise) > 1e-6)
      this.price -= this.#tails.improve(ruin.jobs, ruin.count);
    return this.#noteBest();
  }

  #isCalm(): boolean {
    const { jobs, count } = this.#ruin;
    return this.#limit?.allows({ journal: this.#journal, jobs, count }) ?? true;
  }

  // At its limit a plan changes only if some broken promise is kept again.
  #takeHome(): void {
    const limit = this.#limit;
    if (!limit?.isTight || this.#random.real() >= takenHome) return;
    this.#ruin.takeHome(limit.nth(this.#random.below(limit.broken)));
  }

  // What putting jobs back may cost: the allowed rise, what taking them out saved and what absent ones would bring.
  #leftOf(allowed: number): number {
    const { weights, isTimed } = this.#model;
    if (this.#groups !== null) return Infinity;
    if (isTimed && weights.moved + weights.balance + weights.resources + weights.waiting > 0) return Infinity; // a later insertion can pay back an earlier one
    const { absent } = this;
    let hope = 0;
    for (let index = 0; index < this.#ruin.count && absent.count > 0; index++) {
      const job = this.#ruin.jobs[index]!;
      if (absent.has(job)) hope += this.#model.node.absence[job]!;
    }
    return allowed - this.#journal.rise() + hope + 1e-6;
  }

  // Jobs that pay only together must be let in one by one at a loss now and then; the trial as a whole is judged after.
  #drawPatience(): number {
    if (this.#model.weights.strict > 0 || this.absent.count === 0) return 1;
    const draw = this.#random.below(4);
    return draw < 2 ? 1 : draw === 2 ? 2 : Infinity;
  }

  // A few of the jobs left out anywhere join the ones taken out here.
  #retry(): void {
    const { absent } = this;
    const ruin = this.#ruin;
    if (absent.count === 0) return;
    const begin = ruin.count;
    for (let round = 0; round < retried; round++) {
      const job = absent.list[this.#random.below(absent.count)]!;
      if (!ruin.jobs.subarray(0, ruin.count).includes(job)) ruin.jobs[ruin.count++] = job;
      if (ruin.count - begin >= absent.count) return;
    }
  }

  #absenceRise(): number {
    const { slotOf } = this.routes;
    const { absence } = this.#model.node;
    const ruin = this.#ruin;
    let rise = 0;
    for (let index = 0; index < ruin.count; index++) {
      const job = ruin.jobs[index]!;
      const isOut = slotOf[job] === -1;
      if (isOut !== this.absent.has(job)) rise += isOut ? absence[job]! : -absence[job]!;
    }
    return rise;
  }

  #keep(rise: number): void {
    this.price += rise;
    this.#people?.settle();
    this.#limit?.keep(this.#journal);
    const { slotOf } = this.routes;
    for (let index = 0; index < this.#ruin.count; index++) {
      const job = this.#ruin.jobs[index]!;
      this.absent.set(job, slotOf[job] === -1);
    }
  }

  #undo(): void {
    this.#journal.undo();
    this.#groups?.bounds.undo();
    const touched = this.#journal.touched();
    for (let index = 0; index < touched.length; index++) this.#empty.update(touched[index]!);
  }

  #noteBest(): boolean {
    const price = this.price + this.absent.importance * this.#model.weights.strict;
    if (price >= this.bestPrice - 1e-6) return false;
    this.bestPrice = price;
    this.best.take();
    return true;
  }

  #recount(): void {
    const { slotOf, work } = this.routes;
    for (let job = 0; job < this.#model.jobs; job++) this.absent.set(job, slotOf[job] === -1);
    for (let slot = 0; slot < work.length; slot++) this.#empty.update(slot);
    this.#people?.recount();
    this.#limit?.recount();
    this.price = this.routes.total() + this.absent.price + (this.#people?.price ?? 0);
    this.#noteBest();
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
