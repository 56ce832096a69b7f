import type { DeviceTopics } from './device-topics.ts';

type OnPublish = Parameters<DeviceTopics['onPublish']>;
type OnDevice = (device: string) => void;

/** Who in the house is told what, in the order of asking. */
export class Handlers {
  readonly #publish: { readonly match: OnPublish[0]; readonly handle: OnPublish[1] }[] = [];
  readonly subscribed: ((device: string, filter: string) => void)[] = [];
  readonly unsubscribed: ((device: string, filter: string) => void)[] = [];
  readonly connected: ((device: string, session: { readonly isClean: boolean }) => void)[] = [];
  readonly disconnected: OnDevice[] = [];

  onPublish(...[match, handle]: OnPublish): void {
    this.#publish.push({ match, handle });
  }

  /** Who handles a topic; undefined when nobody does. */
  handlerOf(topic: string): OnPublish[1] | undefined {
    return this.#publish.find(({ match }) => match(topic))?.handle;
  }
}
