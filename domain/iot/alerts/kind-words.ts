import type { FindingKind } from '../finding.ts';

/** What each kind is called by people who look after machines. */
export const kindWords: Record<FindingKind, string> = {
  threshold: 'across its limit',
  point: 'odd reading',
  shift: 'level shift',
  drift: 'slow drift',
  variance: 'unsteady',
  stuck: 'stuck value',
  gap: 'no readings',
  season: 'lost rhythm',
  novelty: 'new pattern',
  joint: 'odd combination of channels',
  peers: 'unlike its peers',
};
