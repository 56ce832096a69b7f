import { severities } from '../finding.ts';
import { durationMs, type ThresholdRule } from './rule.ts';
import { type InForce, scheduleOf } from './schedule.ts';

/** A rule ready to be asked at every reading. */
export interface Line {
  readonly rule: ThresholdRule;
  /** 1 for above, -1 for below: both are "above" once value and line are multiplied by it. */
  readonly side: 1 | -1;
  readonly line: number;
  readonly clearLine: number;
  readonly forMs: number;
  readonly repeat: number;
  /** Its place in the order of urgency, 0 the most urgent. */
  readonly urgency: number;
  readonly isInForce: InForce;
}

/**
 * What a line remembers between readings: four numbers, so that a device's rules are bounded and kept as they are.
 * `crossed` readings in a row, the first of them at `since` by the device's clock and at `standsSince` by the
 * product's, and whether it is open.
 */
export interface LineState {
  crossed: number;
  since: number;
  standsSince: number;
  isOpen: boolean;
}

/** A line that has seen nothing. */
export const freshState = (): LineState => ({ crossed: 0, since: 0, standsSince: 0, isOpen: false });

/** Reads a rule once. */
export function lineOf(rule: ThresholdRule): Line {
  const side = rule.above === undefined ? -1 : 1;
  const line = rule.above ?? rule.below ?? 0;
  return {
    rule,
    side,
    line: side * line,
    clearLine: side * (rule.clear ?? line),
    forMs: rule.for === undefined ? 0 : (durationMs(rule.for) ?? 0),
    repeat: rule.repeat ?? 1,
    urgency: severities.indexOf(rule.severity),
    isInForce: scheduleOf(rule.schedule),
  };
}

/** Takes one reading; `clock` is the product's clock as of the last tick. */
export function observeLine(
  line: Line,
  state: LineState,
  { at, value, clock }: { readonly at: number; readonly value: number; readonly clock: number },
): void {
  const height = line.side * value;
  if (state.isOpen) {
    if (height <= line.clearLine) Object.assign(state, freshState());
    return;
  }
  if (height <= line.line || !line.isInForce(at)) {
    state.crossed = 0;
    return;
  }
  if (state.crossed === 0) {
    state.since = at;
    state.standsSince = clock;
  }
  state.crossed++;
  if (state.crossed >= line.repeat && at - state.since >= line.forMs) state.isOpen = true;
}

/**
 * Lets time pass: a value that crossed the line stands until a reading says otherwise, so a duration may end without
 * one. It is counted by the product's clock too, because a device may send what it measured long ago.
 */
export function tickLine(line: Line, state: LineState, at: number): void {
  if (state.isOpen || state.crossed < line.repeat || line.forMs === 0) return;
  if (!line.isInForce(at)) state.crossed = 0;
  else if (Math.min(at - state.since, at - state.standsSince) >= line.forMs) state.isOpen = true;
}
