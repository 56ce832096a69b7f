import type { NodeTable } from '../model.ts';

/** The earliest allowed start from `time` on, for a node with gaps between its windows; past its close when none. */
export function nextStart(node: NodeTable, one: number, time: number): number {
  const end = node.windowAt[one + 1]!;
  for (let row = node.windowAt[one]!; row < end; row++) {
    if (time <= node.windowClose[row]!) return time < node.windowOpen[row]! ? node.windowOpen[row]! : time;
  }
  return node.close[one]! + 1;
}

/** The latest allowed start up to `time`, for a node with gaps between its windows; before its open when none. */
export function lastStart(node: NodeTable, one: number, time: number): number {
  const begin = node.windowAt[one]!;
  for (let row = node.windowAt[one + 1]! - 1; row >= begin; row--) {
    if (time >= node.windowOpen[row]!) return time > node.windowClose[row]! ? node.windowClose[row]! : time;
  }
  return node.open[one]! - 1;
}
