import { aWebChatServer } from '../fixtures/web-chat-server.ts';
import { type AdapterUnderTest, adapterContract, type Wired } from './adapters.ts';

/** Direct Line's own server: a thread is a conversation, its proof the conversation's token. */
async function directLine(): Promise<AdapterUnderTest> {
  const server = await aWebChatServer();
  const threads = new Map<string, { token: string; conversationId: string }>();
  const threadOf = async (name: string) => {
    const thread = threads.get(name) ?? (await server.token());
    threads.set(name, thread);
    return thread;
  };
  const post = async (message: Wired, prove: (token: string) => string) => {
    const { token, conversationId } = await threadOf(message.thread);
    const activity = { type: 'message', text: message.text, channelData: { clientActivityID: message.id } };
    const path = `/v3/directline/conversations/${conversationId}/activities`;
    return (await server.call(path, { token: prove(token), body: activity })).status;
  };
  const forged = (token: string) => {
    const [header, , signature] = token.split('.');
    const claims = { conversationId: threads.get('a')?.conversationId, user: 'dl_x', exp: 9_999_999_999 };
    return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  };
  return {
    send: (message) => post(message, (token) => token),
    forge: (message) => post(message, forged),
    garble: async (body) => {
      const { token, conversationId } = await threadOf('a');
      const path = `/v3/directline/conversations/${conversationId}/activities`;
      return (await server.call(path, { token, body: new Uint8Array(body), method: 'POST' })).status;
    },
    arrived: async () => (await server.arrivals()).filter(({ activity }) => activity.type === 'message'),
    setStore: (state) => {
      server.isDown = state === 'away';
    },
    close: () => server.close(),
  };
}

adapterContract('Direct Line', directLine);
