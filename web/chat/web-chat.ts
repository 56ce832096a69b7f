/** A React element; Web Chat's bundle keeps React to itself. */
export interface Element {
  readonly type: unknown;
  readonly props: Readonly<Record<string, unknown>>;
}

/** What this page reads of an activity. */
export interface Activity {
  readonly type: string;
  readonly text?: string;
  readonly textFormat?: string;
  readonly from: { readonly id: string; readonly name?: string; readonly role?: string };
  readonly channelData?: Readonly<Record<string, unknown>>;
}

/** The client of Direct Line within the bundle, with what it waits for and what it opens sockets with. */
export interface DirectLine {
  readonly connectionStatus$: { subscribe(listen: (status: number) => void): { unsubscribe(): void } };
  reconnect(conversation: { readonly conversationId: string; readonly token: string }): void;
  end(): void;
  timeout: number;
  retries: number;
  readonly services: { WebSocket: new (address: string) => WebSocket; random: () => number };
}

interface Store {
  dispatch(action: object): void;
}

export interface StoreAction {
  readonly type: string;
  readonly payload?: { readonly activity?: Activity };
}

/** The part of Web Chat 4.18 that this page uses; the bundle brings no types into a page. */
export interface WebChat {
  createDirectLine(options: Readonly<Record<string, unknown>>): DirectLine;
  createStore(
    state: object,
    middleware: () => (next: (action: StoreAction) => unknown) => (action: StoreAction) => unknown,
  ): Store;
  renderWebChat(props: Readonly<Record<string, unknown>>, mount: HTMLElement): void;
}

/** Web Chat, once its script has run. */
export const webChat = (): WebChat => {
  const { WebChat: loaded } = globalThis as { WebChat?: WebChat };
  if (!loaded) throw new Error('Web Chat did not load');
  return loaded;
};
