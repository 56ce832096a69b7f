import type { CustomerCard } from '../domain/conversations/message.ts';
import { type SpokenLanguage, spokenLanguage } from '../domain/conversations/phrases.ts';
import { articleCard, readable, sourceOf } from './articles.ts';
import { type AdaptiveCard, card, quiet } from './card.ts';
import { say, submit } from './parts/buttons.ts';

/** What a customer is told about how to answer, where there are no buttons to press or their meaning needs a word. */
const words: Record<
  SpokenLanguage,
  { readonly scale: string; readonly pick: string; readonly rate: string }
> = {
  en: {
    scale: '1 = poor, 5 = very good',
    pick: 'Answer with the number.',
    rate: 'Answer with a number from 1 (poor) to 5 (very good).',
  },
  de: {
    scale: '1 = schlecht, 5 = sehr gut',
    pick: 'Antworten Sie mit der Zahl.',
    rate: 'Antworten Sie mit einer Zahl von 1 (schlecht) bis 5 (sehr gut).',
  },
  es: {
    scale: '1 = mal, 5 = muy bien',
    pick: 'Responda con el número.',
    rate: 'Responda con un número del 1 (mal) al 5 (muy bien).',
  },
  fr: {
    scale: '1 = mauvais, 5 = très bien',
    pick: 'Répondez avec le chiffre.',
    rate: 'Répondez avec un chiffre de 1 (mauvais) à 5 (très bien).',
  },
};

type Choices = Extract<CustomerCard, { card: 'choices' }>['choices'];

/** More than a screen of a phone shows at once is no choice any more. */
const mostChoices = 10;

/** Answers to tap: each says its words in the customer's name, so that tapping and typing are the same thing. */
export const choicesCard = (choices: Choices): AdaptiveCard =>
  card(
    [],
    choices.slice(0, mostChoices).map(({ title, value }) => say(title, value)),
  );

/** Five buttons to rate a case with one tap. */
export const ratingCard = (asked: {
  readonly caseId: string;
  readonly number: string;
  readonly language?: string;
}): AdaptiveCard =>
  card(
    [quiet(`${asked.number} · ${words[spokenLanguage(asked.language)].scale}`)],
    [1, 2, 3, 4, 5].map((rating) => submit(String(rating), 'case.rate', { caseId: asked.caseId, rating })),
  );

/** Draws a customer's card for channels that show Adaptive Cards. */
export function customerCard(shown: CustomerCard, language = 'en'): AdaptiveCard {
  if (shown.card === 'article') return articleCard({ ...shown, language });
  if (shown.card === 'choices') return choicesCard(shown.choices);
  return ratingCard({ caseId: shown.caseId, number: shown.caseNumber, language });
}

/** Says a customer's card in plain text for channels that show nothing else; choices are numbered from 1. */
export function plainText(shown: CustomerCard, language = 'en'): string {
  const { pick, rate } = words[spokenLanguage(language)];
  if (shown.card === 'article')
    return [shown.title, readable(shown.passage), sourceOf({ ...shown, language })].join('\n\n');
  if (shown.card === 'choices')
    return [...shown.choices.map(({ title }, index) => `${index + 1}. ${title}`), pick].join('\n');
  return rate;
}
