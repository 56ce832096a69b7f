import type { Product } from '../../rig/product.ts';

/** What a bench asks of the running product, signed in as somebody of the demo company. */
export interface SiteApi {
  send<T>(path: string, body?: unknown, method?: string): Promise<T>;
  /** Every row of a list, page by page. */
  all<T>(path: string): Promise<T[]>;
  /** Where devices connect. */
  mqttPort(): Promise<number>;
  /** Messages that are kept and not looked at, or not told, yet. */
  behind(): Promise<number>;
}

interface Health {
  readonly telemetry: {
    readonly gateway: { readonly port: number };
    readonly watch: { readonly behind: number };
  };
}

/** Speaks to a product over HTTP as one person. */
export async function siteApi({ url }: Pick<Product, 'url'>, persona: string): Promise<SiteApi> {
  const ask = async <T>(path: string, given: RequestInit): Promise<T> => {
    const answer = await fetch(path.startsWith('http') ? path : url + path.replaceAll(' ', '%20'), given);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${given.method ?? 'GET'} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as T;
  };
  const json = { 'content-type': 'application/json' };
  const { token } = await ask<{ token: string }>('/api/demo/sign-in', {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ persona }),
  });
  const headers = { ...json, authorization: `Bearer ${token}` };
  const send = <T>(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<T> =>
    ask<T>(path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const health = () => ask<Health>('/health', {});
  return {
    send,
    all: async <T>(path: string) => {
      const rows: T[] = [];
      for (let next: string | undefined = path; next !== undefined; ) {
        const page: { value: T[]; '@odata.nextLink'?: string } = await send(next);
        rows.push(...page.value);
        next = page['@odata.nextLink'];
      }
      return rows;
    },
    mqttPort: async () => (await health()).telemetry.gateway.port,
    behind: async () => (await health()).telemetry.watch.behind,
  };
}
