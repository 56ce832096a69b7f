import assert from 'node:assert/strict';
import nock from 'nock';
import { EncoderTrouble } from '../../knowledge/encoders/encoder.ts';
import { openAiEncoder, readOpenAiEncoder } from '../../knowledge/encoders/openai-encoder.ts';
import { interceptRequests } from '../planning/travel/intercepted.ts';

const base = 'http://models.test/v1';
const reply = (...vectors: number[][]) => ({
  object: 'list',
  model: 'm',
  data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })).reverse(),
  usage: { prompt_tokens: 1, total_tokens: 1 },
});

describe('the encoder behind OpenAI’s interface', () => {
  interceptRequests();
  const encoder = openAiEncoder({ apiKey: 'k', baseUrl: base, model: 'small' });

  it('asks for floats and answers unit vectors in the order of the texts', async () => {
    let asked: unknown;
    nock('http://models.test')
      .post('/v1/embeddings', (body) => {
        asked = body;
        return true;
      })
      .reply(200, reply([3, 4], [0, 2]));
    const [first, second] = await encoder.encode(['one', '']);
    assert.deepEqual(asked, { model: 'small', input: ['one', ' '], encoding_format: 'float' });
    assert.deepEqual(
      [...(first ?? [])].map((value) => Math.round(value * 10) / 10),
      [0.6, 0.8],
    );
    assert.deepEqual([...(second ?? [])], [0, 1]);
  });

  it('asks a deployment of Azure at its own address', async () => {
    const azure = openAiEncoder({ apiKey: 'k', model: 'embed', azureEndpoint: 'http://azure.test' });
    nock('http://azure.test', { reqheaders: { 'api-key': 'k' } })
      .post('/openai/deployments/embed/embeddings')
      .query(true)
      .reply(200, reply([1, 0]));
    assert.equal((await azure.encode(['x'])).length, 1);
  });

  it('waits and asks again when it is asked to, and says in one line when it is refused', async () => {
    nock('http://models.test')
      .post('/v1/embeddings')
      .reply(429, { error: { message: 'slow down' } }, { 'retry-after': '0' })
      .post('/v1/embeddings')
      .reply(200, reply([1, 0]));
    assert.equal((await encoder.encode(['x'])).length, 1);
    nock('http://models.test')
      .post('/v1/embeddings')
      .reply(401, { error: { message: 'bad key' } });
    await assert.rejects(
      encoder.encode(['x']),
      (error) => error instanceof EncoderTrouble && /bad key/.test(error.message),
    );
  });

  it('refuses an answer with too few vectors', async () => {
    nock('http://models.test')
      .post('/v1/embeddings')
      .reply(200, reply([1, 0]));
    await assert.rejects(encoder.encode(['x', 'y']), /2 texts were sent and 1 vectors came back/);
  });

  it('takes Azure before OpenAI, and says what is missing', () => {
    const azure = {
      AZURE_OPENAI_ENDPOINT: 'https://a.example',
      AZURE_OPENAI_API_KEY: 'a',
      OPENAI_API_KEY: 'o',
    };
    assert.equal(readOpenAiEncoder(azure).azureEndpoint, 'https://a.example');
    assert.equal(readOpenAiEncoder({ OPENAI_API_KEY: 'o' }).model, 'text-embedding-3-small');
    assert.throws(() => readOpenAiEncoder({}), /OPENAI_API_KEY: set it/);
    assert.throws(
      () => readOpenAiEncoder({ OPENAI_API_KEY: 'o', OPENAI_BASE_URL: 'nowhere' }),
      /OPENAI_BASE_URL/,
    );
  });
});
