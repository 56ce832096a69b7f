import { type Activity, ActivityTypes, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder';
import type { Logic } from './teams/turn-adapter.ts';

/**
 * Runs a customer's message from our own Direct Line server as a botbuilder turn. What the turn sends is appended to the
 * chat's durable log, from which every page and socket reads.
 */
export class WebChatAdapter extends BotAdapter {
  readonly #append: (webChatId: string, activity: Readonly<Record<string, unknown>>) => Promise<string>;

  constructor(append: (webChatId: string, activity: Readonly<Record<string, unknown>>) => Promise<string>) {
    super();
    this.#append = append;
  }

  async receive(activity: Partial<Activity>, logic: Logic): Promise<undefined> {
    await this.runMiddleware(new TurnContext(this, activity as Activity), logic);
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const sent: ResourceResponse[] = [];
    for (const activity of activities) {
      if (activity.type === ActivityTypes.Trace || activity.type === ActivityTypes.InvokeResponse) continue;
      sent.push({ id: await this.#append(context.activity.conversation.id, { ...activity }) });
    }
    return sent;
  }

  override updateActivity(): Promise<never> {
    return Promise.reject(new Error('Web Chat cannot change an activity that was shown'));
  }

  override deleteActivity(): Promise<never> {
    return Promise.reject(new Error('Web Chat cannot take back an activity that was shown'));
  }

  override continueConversation(): Promise<never> {
    return Promise.reject(new Error('what leaves later goes through the outbox'));
  }
}
