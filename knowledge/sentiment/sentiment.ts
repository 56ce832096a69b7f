import { baseLanguage } from '../language/analyser.ts';
import { languageOf } from '../language/detect.ts';
import { type Features, featuresOf } from './features.ts';
import { type Level, levelOf } from './levels.ts';
import { languages, lexiconOf, worthOf } from './lexicon.ts';
import { beliefBy, valenceBy, weightsOf } from './model.ts';
import { splitRuns } from './runs.ts';
import { tokensOf } from './tokens.ts';

/** How a message sounds. */
export interface Sentiment {
  readonly level: Level;
  /** -4 (as bad as can be) to 4 (as good). */
  readonly valence: number;
  /** The language it was read in; `und` when nothing tells. */
  readonly lang: string;
}

const unknown = 'und';
const utmost = 4;

/**
 * Tells how a message sounds, from its words, negations, faces and marks, by word lists and a small linear model. A
 * language left out is detected. Of languages without a list only faces count.
 */
export function sentimentOf(text: string, language?: string): Sentiment {
  const lang = language ? baseLanguage(language) : (languageOf(text, languages) ?? spokenIn(text));
  const features = featuresOf(text, lang);
  const read = features.tokens === 0 ? 0 : judged(features, lang);
  const valence = Math.round(Math.max(-utmost, Math.min(utmost, read)) * 100) / 100;
  return { level: levelOf(valence), valence, lang };
}

function judged(features: Features, language: string): number {
  const weights = weightsOf(language);
  const strength = weightsOf(`${language}-strength`);
  const valence = weights ? valenceBy(weights, features) : features.ruled;
  return strength ? valence * beliefBy(strength, features) : valence;
}

/** The language whose list knows most words of a text too short to tell otherwise. */
function spokenIn(text: string): string {
  let best = { language: unknown, known: 0 };
  for (const language of languages) {
    const lexicon = lexiconOf(language);
    const tokens = splitRuns(tokensOf(text, language), language, lexicon);
    const known = tokens.filter(
      ({ kind, text: word }) => kind === 'word' && worthOf(word, lexicon) !== undefined,
    ).length;
    if (known > best.known) best = { language, known };
  }
  return best.language;
}
