import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const traceparent = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(?:-.*)?$/;

/**
 * The trace a request belongs to: the caller's, when it sends a valid W3C `traceparent`, else a new one, so that every
 * answer, log line and card can be followed back to one request.
 */
export function traceIdOf(header: string | undefined): string {
  const [, traceId, parentId] = traceparent.exec(header ?? '') ?? [];
  const isUsable = traceId !== undefined && /[^0]/.test(traceId) && /[^0]/.test(parentId ?? '0');
  return isUsable ? traceId : randomBytes(16).toString('hex');
}

const traces = new WeakMap<object, string>();

/** The trace of a request, found out once; log lines, commits and problem details all carry it. */
export function traceOf(request: IncomingMessage): string {
  let traceId = traces.get(request);
  if (traceId === undefined) {
    traceId = traceIdOf(headerOf(request, 'traceparent'));
    traces.set(request, traceId);
  }
  return traceId;
}

/** One value of a header, however often it was sent. */
export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
