/** One request to an identity endpoint; `timeoutMs` covers the body too. */
export interface JsonRequest {
  readonly fetch: typeof globalThis.fetch;
  readonly url: string;
  readonly init?: RequestInit;
  readonly timeoutMs?: number;
  readonly limitBytes?: number;
}

/**
 * Reads a small JSON answer without letting a slow or endless server hold the bot up.
 * Redirects are refused: signing keys and secrets go only where the configuration says. Throws on a network error, a
 * time-out (5 s unless told) or an answer above the limit (1 MiB unless told). The status is the caller's to judge;
 * a body that is no JSON is undefined.
 */
export async function fetchJson(request: JsonRequest): Promise<{ status: number; body: unknown }> {
  const { fetch, url, init, timeoutMs = 5_000, limitBytes = 1_048_576 } = request;
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { ...init, redirect: 'error', signal });
  const text = await textWithin(response, limitBytes, url);
  return { status: response.status, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function textWithin(response: Response, limitBytes: number, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of response.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > limitBytes) throw new Error(`${url} answered more than ${limitBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
