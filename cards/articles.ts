import { type SpokenLanguage, spokenLanguage } from '../domain/conversations/phrases.ts';
import { type AdaptiveCard, card, quiet, strong, text } from './card.ts';

/** A passage of an article with where it comes from. */
export interface ArticleView {
  readonly title: string;
  /** Markdown of our own authors. */
  readonly passage: string;
  /** `major.minor`. */
  readonly articleVersion: string;
  readonly language?: string;
}

const source: Record<SpokenLanguage, (title: string, version: string) => string> = {
  en: (title, version) => `Source: ${title}, version ${version}`,
  de: (title, version) => `Quelle: ${title}, Version ${version}`,
  es: (title, version) => `Fuente: ${title}, versión ${version}`,
  fr: (title, version) => `Source : ${title}, version ${version}`,
};

/** Says where a passage comes from, in the reader's language: every quotation can be checked. */
export const sourceOf = ({ title, articleVersion, language }: ArticleView): string =>
  source[spokenLanguage(language)](title, articleVersion);

/** Shows a customer the passage that may solve it, with its source; the question whether it did comes apart. */
export const articleCard = (view: ArticleView): AdaptiveCard =>
  card([strong(view.title), text(readable(view.passage), 2000), quiet(sourceOf(view), 280)]);

/** The same for a colleague who looked it up and puts it into a chat. */
export const articleResultCard = (view: ArticleView & { readonly number: string }): AdaptiveCard =>
  card([
    strong(`${view.number} ${view.title}`),
    text(readable(view.passage), 2000),
    quiet(sourceOf(view), 280),
  ]);

/** Takes the marks of Markdown out of an article's text, for places that show text as it is: steps and words stay. */
export const readable = (markdown: string): string =>
  markdown
    .replace(/^#{1,6}[ \t]+/gm, '')
    .replace(/^([ \t]*)[-*+][ \t]+/gm, '$1• ')
    .replace(/(\*\*|__)(?=\S)([^\n]{0,400}?\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=[^\s*])([^*\n]{1,400})(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/(?<!!)\[([^\][\n]{1,200})\]\((https?:[^\s()]{1,500})\)/g, '$1 ($2)')
    .replace(/`([^`\n]{1,400})`/g, '$1');
