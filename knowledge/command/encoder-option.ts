import { BadInput } from '../../domain/command-io.ts';
import { type Encoder, encodeAll } from '../encoders/encoder.ts';
import { openAiEncoder, readOpenAiEncoder } from '../encoders/openai-encoder.ts';
import { packageEncoder } from '../encoders/package-encoder.ts';
import { baseLanguage } from '../language/analyser.ts';

/** What `--encoder` says for both commands' help. */
export const encoderHelp = `  --encoder WHICH  also compares by a sentence encoder: none (default), package (English, comes with the
                   product), openai (OPENAI_API_KEY or AZURE_OPENAI_ENDPOINT, OPENAI_EMBEDDING_MODEL)`;

/** The encoder asked for; undefined for none. */
export function encoderNamed(name: string): Encoder | undefined {
  if (name === 'none') return undefined;
  if (name === 'package') return packageEncoder();
  if (name === 'openai') return openAiEncoder(readOpenAiEncoder(process.env));
  throw new BadInput(`--encoder: none, package or openai; it is "${name}"`);
}

/** A text with the id of what it stands for. */
export interface ToEncode {
  readonly id: string;
  readonly text: string;
  readonly language: string;
}

/** Encodes what the encoder can read, saying how far it is on standard error, and hands each vector on. */
export async function encodeEach(
  encoder: Encoder,
  texts: readonly ToEncode[],
  take: (id: string, vector: Float32Array) => void,
): Promise<void> {
  const read = texts.filter(({ text, language }) => text !== '' && reads(encoder, language));
  let next = 0;
  const vectors = await encodeAll(
    encoder,
    read.map(({ text }) => text),
    (done) => {
      if (done < next) return;
      next = done + 1_000;
      process.stderr.write(`encoded ${done} of ${read.length} texts\n`);
    },
  );
  for (const [at, vector] of vectors.entries()) take(read[at]!.id, vector);
}

/** The vector of one question, or undefined where there is no encoder for its language. */
export async function encodeOne(
  encoder: Encoder | undefined,
  text: string,
  language: string | undefined,
): Promise<Float32Array | undefined> {
  if (!encoder || text.trim() === '' || (language !== undefined && !reads(encoder, language)))
    return undefined;
  const [vector] = await encoder.encode([text]);
  return vector;
}

const reads = ({ languages }: Encoder, language: string): boolean =>
  languages === undefined || languages.includes(baseLanguage(language));
