import type { Finding, FindingKind } from '../finding.ts';
import type { ChannelDetector, Features, Told } from './detector.ts';
import { type EpisodePlace, isOpen, open, settle, shownScore } from './episodes.ts';
import type { Memory } from './memory.ts';
import { scoreOf } from './score.ts';

/** One detector with its episode. */
export interface Seat {
  readonly detector: ChannelDetector;
  readonly episode: EpisodePlace;
  /** Episodes that explain this one while they are open. */
  readonly explained: readonly EpisodePlace[];
}

/** What a reading led to, gathered over all detectors. */
export interface Tally {
  score: number;
  kind: FindingKind | null;
  readonly findings: Finding[];
}

/** Whose reading it is. */
export interface Names {
  readonly device: string;
  readonly channel: string;
}

/** Lets one detector of a channel see the reading. */
export function judge(memory: Memory, seat: Seat, now: Features, names: Names, tally: Tally): void {
  const stands = isOpen(memory, seat.episode);
  const heat = seat.detector.observe(memory, now, stands);
  if (!isScored(seat.detector, heat, stands, now, tally)) return;
  if (stands) close(memory, seat, heat, { now, names, tally });
  else if (isFree(memory, seat))
    raise(memory, seat, heat, { now, names, tally }, seat.detector.describe(memory, now));
}

type Rules = Pick<ChannelDetector, 'kind' | 'calm' | 'opensAt' | 'warmUp'>;
interface Occasion {
  readonly now: Features;
  readonly names: Names;
  readonly tally: Tally;
}

/** Gives the reading its score; true when the detector's episode stands or should open. */
export function isScored(rules: Rules, heat: number, stands: boolean, now: Features, tally: Tally): boolean {
  if (!stands) {
    if (!(heat > 0)) return false;
    if (rules.warmUp === undefined ? now.isLearning : now.count < rules.warmUp) return false;
  }
  const shown = shownScore(rules, heat, stands);
  if (shown > tally.score) {
    tally.score = shown;
    tally.kind = rules.kind;
  }
  return stands || heat >= (rules.opensAt ?? 1);
}

/** No open episode explains this one. */
function isFree(memory: Memory, { explained }: Seat): boolean {
  for (const other of explained) if (isOpen(memory, other)) return false;
  return true;
}

/** Opens an episode and says so. */
export function raise(
  memory: Memory,
  { detector, episode }: { readonly detector: Rules; readonly episode: EpisodePlace },
  heat: number,
  { now, names, tally }: Occasion,
  { detail, severity }: Told,
): void {
  const score = scoreOf(heat);
  open(memory, episode, { at: now.at, score, severity });
  tally.findings.push({
    ...names,
    at: now.at,
    state: 'raised',
    kind: detector.kind,
    severity,
    score,
    detail,
  });
}

/** Counts a reading of a standing episode; when it was the last one, the episode closes and that is said. */
export function close(
  memory: Memory,
  { detector, episode }: { readonly detector: Rules; readonly episode: EpisodePlace },
  heat: number,
  { now, names, tally }: Occasion,
): void {
  if (settle(memory, episode, detector, heat)) tally.findings.push(cleared(detector.kind, heat, now, names));
}

const cleared = (kind: FindingKind, heat: number, { at }: Features, names: Names): Finding => ({
  ...names,
  at,
  state: 'cleared',
  kind,
  severity: 'info',
  score: scoreOf(heat),
  detail: `back to normal after ${kind}`,
});
