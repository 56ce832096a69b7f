import type { Routes } from '../routes/routes.ts';

/** Puts a node into row `row` of a slot; the rows after it move on. Nothing else is worked out. */
export function placeNode(routes: Routes, slot: number, row: number, one: number): void {
  const size = routes.size[slot]!;
  if (size + 3 > routes.stride) routes.grow(size + 3);
  const { node } = routes;
  const base = slot * routes.stride;
  for (let to = base + size + 2; to > base + row; to--) node[to] = node[to - 1]!;
  node[base + row] = one;
  routes.size[slot] = size + 1;
}

/** Takes the node at row `row` of a slot away; the rows after it move up. Nothing else is worked out. */
export function dropNode(routes: Routes, slot: number, row: number): void {
  const { node } = routes;
  const base = slot * routes.stride;
  const end = base + routes.size[slot]! + 1;
  for (let to = base + row; to < end; to++) node[to] = node[to + 1]!;
  routes.size[slot] = routes.size[slot]! - 1;
}
