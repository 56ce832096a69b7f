import {
  ActivityTypes,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import { createServer, plugins, type Response } from 'restify';

/**
 * The smallest bot that botbuilder's own samples make: CloudAdapter behind restify, every message echoed. Tokens are
 * checked against the measurement's key server; its own token for sending is a constant, which costs it nothing.
 */
const { PORT, MicrosoftAppId = '', BOT_OPENID_METADATA_URL = '' } = process.env;

class ConstantToken extends ConfigurationServiceClientCredentialFactory {
  override createCredentials(): Promise<never> {
    const signRequest = async (request: { headers: { set(name: string, value: string): void } }) => {
      request.headers.set('authorization', 'Bearer constant');
      return request;
    };
    return Promise.resolve({ signRequest } as never);
  }
}

const authentication = new ConfigurationBotFrameworkAuthentication(
  {
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: BOT_OPENID_METADATA_URL,
    ToBotFromEmulatorOpenIdMetadataUrl: BOT_OPENID_METADATA_URL,
    ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    OAuthUrl: 'https://api.botframework.com',
  },
  new ConstantToken({ MicrosoftAppId, MicrosoftAppPassword: 'constant', MicrosoftAppType: 'MultiTenant' }),
);
const adapter = new CloudAdapter(authentication);

const server = createServer();
server.use(plugins.bodyParser());
server.post('/api/messages', async (request, response: Response) => {
  await adapter.process(request, response, async (context) => {
    if (context.activity.type === ActivityTypes.Message)
      await context.sendActivity(`You said: ${context.activity.text}`);
  });
});
server.listen(Number(PORT), '127.0.0.1', () => console.log('{"msg":"ready"}'));
