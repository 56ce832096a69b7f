import { type Activity, CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  BotFrameworkAuthentication,
  type ClaimsIdentity,
  type ConnectorFactory,
} from 'botframework-connector';
import type { Connector, ConnectorAnswer } from './connector.ts';

/** What the SDK does with one activity once the token gate has let it in. */
export type Logic = (context: TurnContext) => Promise<void>;

/**
 * botbuilder's CloudAdapter for activities that were checked before: no token is looked at again, and what a turn sends
 * goes through our own connector. `receive` answers what an invoke wants to hear.
 */
export class TurnAdapter extends CloudAdapter {
  readonly #appId: string;
  readonly #connector: Connector;

  constructor(deps: { readonly appId: string; readonly connector: Connector }) {
    super(new CheckedBefore(deps.connector));
    this.#appId = deps.appId;
    this.#connector = deps.connector;
  }

  /** Runs a turn. Resolves with the invoke's answer, or undefined for everything that is no invoke. */
  receive(activity: Partial<Activity>, logic: Logic): Promise<InvokeResponse | undefined> {
    const admitted: AuthenticateRequestResult = {
      audience: AuthenticationConstants.ToChannelFromBotOAuthScope,
      claimsIdentity: this.createClaimsIdentity(this.#appId),
      callerId: undefined as unknown as string,
      connectorFactory: factoryOf(this.#connector),
    };
    return this.processActivity(admitted, activity as Activity, logic);
  }
}

/** Stands where the SDK would check tokens: the gate in front has done it, so nothing may come in any other way. */
class CheckedBefore extends BotFrameworkAuthentication {
  readonly #connector: Connector;

  constructor(own: Connector) {
    super();
    this.#connector = own;
  }

  override authenticateRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(new Error('activities come in through the token gate only'));
  }

  override authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(new Error('streaming connections are not taken'));
  }

  override createConnectorFactory(_identity: ClaimsIdentity): ConnectorFactory {
    return factoryOf(this.#connector);
  }

  override createUserTokenClient(): Promise<never> {
    return Promise.resolve(noUserTokens as never);
  }
}

/** The product signs people in by their verified Teams identity; no turn asks for a user token. */
const noUserTokens = Object.freeze({});

/** Dresses our connector as the SDK's, with the calls a turn can make. */
function factoryOf(own: Connector): ConnectorFactory {
  const factory = {
    create: async (serviceUrl: string) => ({
      conversations: {
        sendToConversation: (conversationId: string, activity: object) =>
          own.send({ serviceUrl, conversationId }, activity).then(accepted),
        replyToActivity: (conversationId: string, replyToId: string, activity: object) =>
          own.send({ serviceUrl, conversationId }, { ...activity, replyToId }).then(accepted),
        updateActivity: (conversationId: string, activityId: string, activity: object) =>
          own.update({ serviceUrl, conversationId }, activityId, activity).then(accepted),
        deleteActivity: (conversationId: string, activityId: string) =>
          own.remove({ serviceUrl, conversationId }, activityId).then(accepted),
      },
    }),
  };
  return factory as unknown as ConnectorFactory;
}

function accepted(answer: ConnectorAnswer): { id: string } {
  if (answer.error) throw new Error(`the Bot Connector refused: ${answer.error}`);
  return { id: answer.id ?? '' };
}
