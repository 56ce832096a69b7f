import type { Application, TurnState } from '@microsoft/teams-ai';
import type { MessagingExtensionResult, TurnContext } from 'botbuilder';
import type { Actor } from '../../domain/people/actor.ts';
import { Refused } from '../../domain/refusals.ts';

/** One thing found by the message extension: how it is listed, and the card that is inserted. */
export interface FoundItem {
  readonly title: string;
  readonly subtitle: string;
  readonly card: object;
}

/** Searches what staff may see; an empty text lists the most recent. */
export type SearchStaff = (
  actor: Actor,
  what: 'cases' | 'articles',
  text: string,
) => Promise<readonly FoundItem[]>;

interface Deps {
  readonly search: SearchStaff;
  readonly actorOf: (context: TurnContext) => Promise<Actor>;
}

/** Routes the searches of the Teams manifest; a client that names no command (the playground) searches cases. */
export function registerSearch(app: Application<TurnState>, { search, actorOf }: Deps): void {
  const find = (what: 'cases' | 'articles') => async (context: TurnContext) => {
    const parameters = (context.activity.value?.parameters ?? []) as { name?: string; value?: unknown }[];
    const text = String(parameters.find(({ name }) => name !== 'initialRun')?.value ?? '').slice(0, 200);
    try {
      return listed(await search(await actorOf(context), what, text));
    } catch (error) {
      if (error instanceof Refused)
        return { type: 'message', text: error.message } as MessagingExtensionResult;
      throw error;
    }
  };
  const cases = find('cases');
  app.messageExtensions.query('searchArticles', find('articles'));
  app.messageExtensions.query('searchCases', cases);
  app.messageExtensions.query(
    async ({ activity }) => activity.name === 'composeExtension/query' && !activity.value?.commandId,
    cases,
  );
}

const listed = (items: readonly FoundItem[]): MessagingExtensionResult => ({
  type: 'result',
  attachmentLayout: 'list',
  attachments: items.map(({ title, subtitle, card }) => ({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: card,
    preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content: { title, text: subtitle } },
  })),
});
