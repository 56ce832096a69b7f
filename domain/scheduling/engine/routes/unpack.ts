import type { Editor } from '../editor.ts';
import { isSound, unpackBounds } from '../groups/bounds.ts';
import { isShort } from '../moves/insertion.ts';
import { layTimed } from '../timed/edit.ts';
import { isBare } from '../timed/equipment.ts';
import { isSupplied } from '../timed/trips.ts';
import type { Routes } from './routes.ts';
import type { PackedPlan } from './snapshot.ts';

/** Lays a packed plan into the routes. Visits that do not fit (an earlier plan, other windows) stay unplanned. */
export function unpackRoutes(routes: Routes, editor: Editor, packed: PackedPlan): void {
  const { model } = routes;
  routes.slotOf.fill(-1, 0, model.jobs);
  if (model.groups.groups.length > 0) unpackBounds(routes, packed.subarray(endOfSlots(packed, model.slots)));
  let from = 0;
  for (let slot = 0; slot < model.slots; slot++) {
    let end = from;
    while (end < packed.length && packed[end]! >= 0) end++;
    const nodes = packed.subarray(from, end);
    editor.clear(slot);
    if (!model.isTimed || !layNodes(routes, slot, nodes)) layJobs(routes, editor, { slot, nodes });
    from = end + 1;
  }
  model.groups.groups.forEach((_, group) => {
    if (!isSound(routes, group)) dropGroup(routes, editor, group);
  });
  routes.isBroken = false;
}

function endOfSlots(packed: PackedPlan, slots: number): number {
  let at = 0;
  for (let slot = 0; slot < slots; slot++) at = packed.indexOf(-1, at) + 1;
  return at;
}

// Jobs bound to each other come as a whole or not at all; the search puts them back together.
function dropGroup(routes: Routes, editor: Editor, group: number): void {
  const { model, open, close, slotOf } = routes;
  for (const job of model.groups.groups[group]!.members) {
    const slot = slotOf[job]!;
    slotOf[job] = -1;
    open[job] = model.node.open[job]!;
    close[job] = model.node.close[job]!;
    if (slot >= 0) editor.close(slot);
  }
}

// A plan is laid down as it was, with its breaks and trips where they were and without the jobs that this slot may not take
// any more. It may ask for parts, tools or more jobs than there can be now, or take longer.
function layNodes(routes: Routes, slot: number, nodes: Int32Array): boolean {
  const { model } = routes;
  const known = nodes.filter(
    (one, at) =>
      one >= model.jobs ||
      (pairFor(routes, one, slot) >= 0 && routes.slotOf[one] === -1 && nodes.indexOf(one) === at),
  );
  const { breakAt } = model.slot;
  const breaks = known.filter((one) => one >= breakAt[slot]! && one < breakAt[slot + 1]!);
  if (breaks.length < breakAt[slot + 1]! - breakAt[slot]!) return false;
  for (const one of known) {
    if (one >= model.jobs) continue;
    routes.slotOf[one] = slot;
    routes.pairOf[one] = pairFor(routes, one, slot);
  }
  routes.isBroken = false;
  layTimed(routes, slot, known);
  if (!routes.isBroken && isSupplied(routes, slot) && routes.work[slot]! <= model.slot.maxJobs[slot]!)
    return true;
  for (const one of known) if (one < model.jobs) routes.slotOf[one] = -1;
  return false;
}

// Jobs of another plan follow each other as they did, as far as that is possible still; the others go where they fit.
function layJobs(routes: Routes, editor: Editor, given: { slot: number; nodes: Int32Array }): void {
  const { slot, nodes } = given;
  editor.clear(slot);
  for (const job of nodes) {
    const pair = job < routes.model.jobs ? pairFor(routes, job, slot) : -1;
    if (pair < 0 || routes.slotOf[job] !== -1 || isAppended(routes, editor, { job, pair })) continue;
    if (editor.insertion.best(job, slot) === Infinity) continue;
    isKept(routes, editor, { job, pair, at: { row: editor.insertion.row, trip: editor.insertion.trip } });
  }
}

function isAppended(routes: Routes, editor: Editor, given: { job: number; pair: number }): boolean {
  const { job, pair } = given;
  const slot = routes.model.pairs.slot[pair]!;
  if (routes.work[slot]! >= routes.model.slot.maxJobs[slot]!) return false;
  if (isShort(routes, job, slot) || isBare(routes, job, slot)) return false;
  return isKept(routes, editor, { job, pair, at: { row: routes.size[slot]! + 1, trip: 0 } });
}

interface Placed {
  readonly job: number;
  readonly pair: number;
  readonly at: { readonly row: number; readonly trip: number };
}

// Puts a job in, and takes it out again when the route can no longer be driven.
function isKept(routes: Routes, editor: Editor, { job, pair, at }: Placed): boolean {
  routes.isBroken = false;
  editor.insert(job, pair, at);
  if (!routes.isBroken) return true;
  const slot = routes.model.pairs.slot[pair]!;
  routes.slotOf[job] = -1;
  editor.close(slot);
  return false;
}

function pairFor({ model: { pairs } }: Routes, job: number, slot: number): number {
  for (let pair = pairs.at[job]!; pair < pairs.at[job + 1]!; pair++) {
    if (pairs.slot[pair] === slot) return pair;
  }
  return -1;
}
