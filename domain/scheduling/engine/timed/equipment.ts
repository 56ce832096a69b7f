import type { Routes } from '../routes/routes.ts';

/** True when the slot's technician does not carry a tool the job needs. */
export function isBare(routes: Routes, job: number, slot: number): boolean {
  const { words, toolsNeeded, toolsCarried } = routes.model.stock;
  for (let word = 0; word < words; word++) {
    if ((toolsNeeded[job * words + word]! & ~toolsCarried[slot * words + word]!) !== 0) return true;
  }
  return false;
}

/** Parts used on a route up to its trip to a depot, or to its end. */
export function countLoad(routes: Routes, slot: number): void {
  const { model, node, load } = routes;
  const { kinds, need } = model.stock;
  if (kinds === 0) return;
  load.fill(0, slot * kinds, (slot + 1) * kinds);
  const base = slot * routes.stride;
  const last = routes.depotRow[slot]! || routes.size[slot]!;
  for (let row = base + 1; row <= base + last; row++) {
    const one = node[row]!;
    if (one >= model.jobs) continue;
    for (let kind = 0; kind < kinds; kind++) load[slot * kinds + kind]! += need[one * kinds + kind]!;
  }
}
