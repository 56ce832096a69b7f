import type { LoggedEvent } from '../../domain/events.ts';
import type { EventLog, WebChatLog } from '../../domain/messaging/logs.ts';
import type { WebChatEntry } from '../../domain/messaging/web-chat.ts';
import type { Shape } from '../columns.ts';
import type { Engine } from '../engines/engine.ts';
import { decoder } from '../sql/codec.ts';
import { cut, Params, quoted } from '../sql/dialect.ts';
import { selectList } from '../sql/statements.ts';
import { eventsShape, webChatLogShape } from './tables.ts';

type Where = { readonly condition: (params: Params) => string; readonly limit?: number };

/** Reads the event log forward, or all that happened to a case. */
export function eventLogOf(engine: Engine): EventLog {
  const read = reader<LoggedEvent & { caseId?: unknown }>(engine, eventsShape);
  const events = async (where: Where) =>
    (await read(where)).map(({ caseId, ...event }): LoggedEvent => event);
  return {
    after: (seq, limit) => events({ condition: (params) => `"seq" > ${params.add(seq)}`, limit }),
    ofCase: (caseId) => events({ condition: (params) => `"case_id" = ${params.add(caseId)}` }),
    lastSeq: () => lastOf(engine, 'events'),
  };
}

/** Reads what a web chat shows, from a watermark on. */
export function webChatLogOf(
  engine: Engine,
): WebChatLog & { all(after: number, limit: number): Promise<WebChatEntry[]> } {
  const read = reader<WebChatEntry>(engine, webChatLogShape);
  return {
    after: (webChatId, seq, limit) =>
      read({
        condition: (params) => `"web_chat_id" = ${params.add(webChatId)} AND "seq" > ${params.add(seq)}`,
        limit,
      }),
    all: (seq, limit) => read({ condition: (params) => `"seq" > ${params.add(seq)}`, limit }),
  };
}

/** The last place given in a log. */
export async function lastOf(engine: Engine, name: 'events' | 'web_chat_log'): Promise<number> {
  const [row] = await engine.rows(`SELECT "last" FROM "sequences" WHERE "name" = '${name}'`, []);
  return Number(row?.[0] ?? 0);
}

function reader<T>(engine: Engine, shape: Shape) {
  const { dialect } = engine;
  const decode = decoder<T>(shape, dialect);
  return async ({ condition, limit }: Where): Promise<T[]> => {
    const params = new Params(dialect);
    const where = `SELECT ${selectList(shape)} FROM ${quoted(shape.table)} WHERE ${condition(params)} ORDER BY "seq"`;
    const rows = await engine.rows(where + cut(dialect, params, { limit, offset: 0 }), params.values);
    return rows.map(decode);
  };
}
