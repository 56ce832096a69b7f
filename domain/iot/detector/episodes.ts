import type { FindingKind, Severity } from '../finding.ts';
import { severities } from '../finding.ts';
import type { Memory, Need } from './memory.ts';
import { scoreOf, standingScore } from './score.ts';

/** Since when an episode is open (0: it is not), calm readings so far; highest score, severity. */
export const episodeNeed: Need = { doubles: 2, singles: 2 };

/** Where one detector's episode stands in a block. */
export interface EpisodePlace {
  readonly doubles: number;
  readonly singles: number;
}

/** What the frame must know of a detector to keep its episode. */
export interface Rule {
  readonly kind: FindingKind;
  readonly calm: { readonly heat: number; readonly readings: number };
  readonly opensAt?: number;
}

/** Whether an episode stands. */
export const isOpen = ({ doubles }: Memory, { doubles: at }: EpisodePlace): boolean => doubles[at] !== 0;

/** What an open episode is: since when, how high it went, how urgent. */
export const episodeOf = (memory: Memory, place: EpisodePlace) => ({
  raisedAt: memory.doubles[place.doubles]!,
  score: memory.singles[place.singles]!,
  severity: severities[memory.singles[place.singles + 1]!] as Severity,
});

/** Opens an episode. */
export function open(
  { doubles, singles }: Memory,
  place: EpisodePlace,
  { at, score, severity }: { readonly at: number; readonly score: number; readonly severity: Severity },
): void {
  doubles[place.doubles] = at === 0 ? 1 : at; // 0 means closed
  doubles[place.doubles + 1] = 0;
  singles[place.singles] = score;
  singles[place.singles + 1] = severities.indexOf(severity);
}

/** Counts calm readings of an open episode; true when it is over, and then it is closed. */
export function settle({ doubles, singles }: Memory, place: EpisodePlace, rule: Rule, heat: number): boolean {
  if (heat >= rule.calm.heat) doubles[place.doubles + 1] = 0;
  else doubles[place.doubles + 1]! += 1;
  singles[place.singles] = Math.max(singles[place.singles]!, scoreOf(heat));
  if (doubles[place.doubles + 1]! < rule.calm.readings) return false;
  doubles[place.doubles] = 0;
  return true;
}

/**
 * The score that is printed for a reading. While an episode stands it is kept between 0.5 and 0.7. Above 0.7 is only what
 * is rare by everything the channel has done: the marks of a detector that opens its episodes later than it marks.
 */
export function shownScore({ opensAt }: Rule, heat: number, stands: boolean): number {
  const score = scoreOf(heat);
  if (stands) return standingScore(score);
  return opensAt === undefined ? Math.min(score, 0.7) : score;
}

/** A departure that is already told explains these: they open no episode of their own meanwhile. */
const explained: Partial<Record<FindingKind, readonly FindingKind[]>> = {
  point: ['shift', 'drift', 'variance', 'season', 'stuck'],
  shift: ['drift', 'season', 'stuck'],
  drift: ['shift', 'season', 'stuck'],
  season: ['shift', 'drift', 'stuck'],
  variance: ['stuck'],
  peers: ['shift', 'drift', 'variance', 'season', 'stuck'],
};

/** Kinds that keep the given one from opening. */
export const explainedBy = (kind: FindingKind): readonly FindingKind[] => explained[kind] ?? [];

/** While one of these is open the channel is not normal, and what is normal is not learned from it. */
export const holding: ReadonlySet<FindingKind> = new Set(['shift', 'drift', 'variance', 'season', 'stuck']);
