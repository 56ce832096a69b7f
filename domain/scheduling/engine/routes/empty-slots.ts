import type { Routes } from './routes.ts';

/** Hides all but one of the empty slots that are alike: trying a job on each of twenty idle twins finds nothing new. */
export class EmptySlots {
  readonly #routes: Routes;
  readonly #members: readonly Int32Array[];
  readonly #isUsed: Uint8Array;
  /** Empty slots that are tried, the first `count` of `list`. */
  readonly list: Int32Array;
  count = 0;
  readonly #at: Int32Array;
  /** Slots that hold jobs. */
  used = 0;

  constructor(routes: Routes) {
    const { slot, slots } = routes.model;
    const gathered: number[][] = Array.from({ length: slot.classes }, () => []);
    for (let one = 0; one < slots; one++) gathered[slot.class[one]!]!.push(one);
    this.#routes = routes;
    this.list = new Int32Array(slots);
    this.#at = new Int32Array(slots).fill(-1);
    this.#isUsed = new Uint8Array(slots);
    this.#members = gathered.map((members) => Int32Array.from(members));
    this.#members.forEach((_, group) => {
      this.#refresh(group);
    });
  }

  /** Must be called when a slot may have become empty or ceased to be. */
  update(slot: number): void {
    const isUsed = this.#routes.work[slot]! > 0 ? 1 : 0;
    if (isUsed === this.#isUsed[slot]) return;
    this.#isUsed[slot] = isUsed;
    this.used += isUsed === 1 ? 1 : -1;
    const group = this.#routes.model.slot.class[slot]!;
    this.#refresh(group);
  }

  #refresh(group: number): void {
    const { work, isHidden } = this.#routes;
    const members = this.#members[group]!;
    let seen = 0;
    for (let index = 0; index < members.length; index++) {
      const slot = members[index]!;
      const isEmpty = work[slot] === 0;
      isHidden[slot] = isEmpty && seen > 0 ? 1 : 0;
      this.#list(slot, isEmpty && seen === 0);
      if (isEmpty) seen++;
    }
  }

  #list(slot: number, isTried: boolean): void {
    const at = this.#at[slot]!;
    if (isTried === at >= 0) return;
    if (isTried) {
      this.#at[slot] = this.count;
      this.list[this.count++] = slot;
      return;
    }
    const last = this.list[--this.count]!;
    this.list[at] = last;
    this.#at[last] = at;
    this.#at[slot] = -1;
  }
}
