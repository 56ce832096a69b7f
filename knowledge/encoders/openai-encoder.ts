import { AzureOpenAI, OpenAI } from 'openai';
import { z } from 'zod';
import { type Encoder, EncoderTrouble, unitVector } from './encoder.ts';

/** Where embeddings are asked for. */
export interface OpenAiEncoderSettings {
  readonly apiKey: string;
  /** OpenAI's own address, or that of a compatible server; undefined for the SDK's. */
  readonly baseUrl?: string | undefined;
  readonly model: string;
  /** Set for Azure OpenAI, whose deployment stands for the model. */
  readonly azureEndpoint?: string | undefined;
}

const environment = z.object({
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url().optional(),
  OPENAI_EMBEDDING_MODEL: z.string().min(1).default('text-embedding-3-small'),
  AZURE_OPENAI_ENDPOINT: z.url().optional(),
  AZURE_OPENAI_API_KEY: z.string().min(1).optional(),
});

/** Reads the settings of the language model from the environment; throws EncoderTrouble naming the one that is missing. */
export function readOpenAiEncoder(env: Readonly<Record<string, string | undefined>>): OpenAiEncoderSettings {
  const read = environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value)));
  if (!read.success) {
    const issue = read.error.issues[0]!;
    throw new EncoderTrouble(`${issue.path.join('.')}: ${issue.message}`);
  }
  const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_EMBEDDING_MODEL: model, ...azure } = read.data;
  if (azure.AZURE_OPENAI_ENDPOINT && azure.AZURE_OPENAI_API_KEY)
    return { apiKey: azure.AZURE_OPENAI_API_KEY, azureEndpoint: azure.AZURE_OPENAI_ENDPOINT, model };
  if (!OPENAI_API_KEY)
    throw new EncoderTrouble(
      'OPENAI_API_KEY: set it, or AZURE_OPENAI_ENDPOINT with AZURE_OPENAI_API_KEY, to use this encoder',
    );
  return { apiKey: OPENAI_API_KEY, baseUrl: OPENAI_BASE_URL, model };
}

const longestText = 6_000;
const timeoutMs = 30_000;
const retries = 3;

/**
 * Embeddings of OpenAI, Azure OpenAI or a compatible server. The SDK waits as Retry-After says and tries again. Floats are asked
 * for, because some compatible servers answer them whatever is asked.
 */
export function openAiEncoder({ apiKey, baseUrl, model, azureEndpoint }: OpenAiEncoderSettings): Encoder {
  const common = { apiKey, timeout: timeoutMs, maxRetries: retries };
  const client = azureEndpoint
    ? new AzureOpenAI({ ...common, endpoint: azureEndpoint, deployment: model, apiVersion: '2024-10-21' })
    : new OpenAI({ ...common, ...(baseUrl && { baseURL: baseUrl }) });
  return {
    name: 'openai',
    languages: undefined,
    encode: async (texts) => {
      const input = texts.map((text) => text.slice(0, longestText) || ' ');
      const answer = await client.embeddings
        .create({ model, input, encoding_format: 'float' })
        .catch(toTrouble);
      if (answer.data.length !== texts.length)
        throw new EncoderTrouble(
          `${texts.length} texts were sent and ${answer.data.length} vectors came back`,
        );
      const inOrder = [...answer.data].sort((a, b) => a.index - b.index);
      return inOrder.map(({ embedding }) => unitVector(embedding));
    },
  };
}

function toTrouble(error: unknown): never {
  throw new EncoderTrouble(`the embeddings service: ${error instanceof Error ? error.message : error}`, {
    cause: error,
  });
}
