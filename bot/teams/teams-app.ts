import { Application, type TurnState } from '@microsoft/teams-ai';
import { ActivityTypes, type TurnContext } from 'botbuilder';
import { verbs } from '../../cards/verbs.ts';
import type { MessageFile } from '../../domain/conversations/message.ts';
import type { Actor } from '../../domain/people/actor.ts';
import { Refused } from '../../domain/refusals.ts';
import type { CommitOptions } from '../../domain/unit.ts';
import type { Rendered } from '../deliver.ts';
import { canOpenDialogs } from '../deliver.ts';
import type { StaffDesk } from '../staff.ts';
import type { DrawDialog } from './dialog.ts';
import { registerSearch, type SearchStaff } from './message-extension.ts';
import type { TakeFiles, teamsPeople } from './teams-people.ts';

export interface TeamsDeps {
  readonly desk: StaffDesk;
  readonly people: ReturnType<typeof teamsPeople>;
  readonly dialog: DrawDialog;
  readonly search: SearchStaff;
  readonly takeFiles: TakeFiles;
}

/** What a turn brings along besides its activity. */
export interface TurnExtras {
  readonly by: CommitOptions;
  /** Set when the turn's commit completed the inbox row. */
  committed: boolean;
}

const extrasKey = Symbol('fieldline.extras');

/** Puts the turn's extras where the handlers find them. */
export const withExtras = (context: TurnContext, extras: TurnExtras): void => {
  context.turnState.set(extrasKey, extras);
};

const stranger = 'You are not on the staff list of this installation. Ask an administrator to add you.';

/**
 * Everything staff do in Teams, routed by teams-ai's Application: messages, Action.Execute, dialogs and the message
 * extension. Who acts is the verified sender of the turn; nothing on a card can change that.
 */
export function teamsApp({ desk, people, dialog, search, takeFiles }: TeamsDeps): Application<TurnState> {
  const app = new Application<TurnState>({ startTypingTimer: false, removeRecipientMention: true });

  const actorOf = async (context: TurnContext): Promise<Actor> => {
    const actor = await people.actorOf(context.activity);
    if (!actor) throw new Refused('person.unknown');
    await people.remember(actor, context.activity);
    return actor;
  };
  const press = async (context: TurnContext, verb: string, data: unknown): Promise<Rendered> =>
    desk.press(await actorOf(context), { verb, data }, { dialogs: canOpenDialogs(context.activity) });

  /** What was attached; where it cannot be had, that is said and nothing of the message is sent. */
  const filesOf = async (context: TurnContext): Promise<readonly MessageFile[] | undefined> => {
    try {
      return await takeFiles(context.activity);
    } catch (error) {
      await context.sendActivity(`${kindWords(error)} Nothing was sent.`);
      return undefined;
    }
  };

  app.adaptiveCards.actionExecute([...verbs], async (context, _state, data) => {
    const verb = String(context.activity.value?.action?.verb ?? '');
    const shown = await kindly(() => press(context, verb, data));
    return 'card' in shown ? (shown.card as never) : shown.text;
  });

  app.taskModules.fetch([...verbs], async (context, _state, data) => {
    const verb = String((data as { verb?: unknown }).verb ?? '');
    try {
      const drawn = await dialog(await actorOf(context), verb, data);
      if (!drawn) return 'There is no dialog for this.';
      const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: drawn.card };
      return { title: drawn.title, width: 'medium', height: 'medium', card } as never;
    } catch (error) {
      return kindWords(error);
    }
  });

  app.taskModules.submit([...verbs], async (context, _state, data) => {
    const verb = String((data as { verb?: unknown }).verb ?? '');
    try {
      await press(context, verb, data);
      return undefined;
    } catch (error) {
      return kindWords(error);
    }
  });

  registerSearch(app, { search, actorOf });

  app.activity(ActivityTypes.Message, async (context) => {
    const { activity } = context;
    const actor = await people.actorOf(activity);
    if (!actor) return void (await context.sendActivity(stranger));
    await people.remember(actor, activity);
    const extras = context.turnState.get<TurnExtras>(extrasKey);
    const value = activity.value as { verb?: unknown } | undefined;
    if (!activity.text && typeof value?.verb === 'string') {
      const pressed = { verb: value.verb, data: value };
      const shown = await kindly(async () => {
        const drawn = await desk.press(actor, pressed, extras && { by: extras.by });
        if (extras) extras.committed = true;
        return drawn;
      });
      if ('text' in shown) await context.sendActivity(shown.text);
      return;
    }
    const files = await filesOf(context);
    if (!files) return;
    const quotedPostId = await people.quotedPost(actor, activity);
    await desk.say(actor, { text: activity.text ?? '', quotedPostId, files }, extras?.by);
    if (extras) extras.committed = true;
  });

  app.activity([ActivityTypes.ConversationUpdate, ActivityTypes.InstallationUpdate], async (context) => {
    const actor = await people.actorOf(context.activity);
    if (actor) await people.remember(actor, context.activity);
  });
  return app;
}

/** A refusal is an answer to a person, in words; anything else is a fault and goes up. */
async function kindly(act: () => Promise<Rendered>): Promise<Rendered> {
  try {
    return await act();
  } catch (error) {
    return { text: kindWords(error) };
  }
}

function kindWords(error: unknown): string {
  if (error instanceof Refused) return error.message;
  throw error;
}
