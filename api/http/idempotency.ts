import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Actor } from '../../domain/people/actor.ts';
import { Refused } from '../../domain/refusals.ts';
import type { Unit } from '../../domain/unit.ts';
import { type Answer, type Asked, drawn } from './route.ts';
import { headerOf } from './trace.ts';

/** A write that its caller may repeat safely. */
export interface Keyed {
  /** `<actorId>:<key>`: nobody meets another person's keys. */
  readonly id: string;
  readonly hash: string;
}

/** The key of a request with what it asks for, or undefined when it has none. Keys are 1 to 255 visible characters. */
export function keyOf(request: IncomingMessage, actor: Actor, body: Uint8Array): Keyed | undefined {
  const key = headerOf(request, 'idempotency-key');
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Refused('input.invalid', {
      place: 'Idempotency-Key',
      problem: 'it must be 1 to 255 visible ASCII characters',
    });
  const hash = createHash('sha256').update(`${request.method} ${request.url}\n`).update(body).digest('hex');
  return { id: `${actor.id}:${key}`, hash };
}

/**
 * Runs a write once for its key: the answer is saved in the same unit of work as the effect, so neither a crash nor two
 * requests at the same moment can make it happen twice. The same key with another request is refused with 422.
 */
export async function onceFor(
  unit: Unit,
  keyed: Keyed | undefined,
  run: () => Promise<Answer>,
): Promise<Answer> {
  if (!keyed) return run();
  const given = await givenBefore(unit.idempotentAnswers, keyed);
  if (given) return given;
  const { headers, ...answer } = await drawn(await run(), unit);
  const { ETag: _, ...kept } = headers ?? {}; // what follows from the write may raise the version further
  const whole = { ...answer, headers: kept };
  keep(unit, keyed, whole);
  return whole;
}

/**
 * The same for a route that is no single unit of work: its answer is kept right after its effect, and two requests of
 * one process with the same key wait for each other.
 */
export async function onceBeside(
  { deps, actor, keyed, traceId }: Asked,
  run: () => Promise<Answer>,
): Promise<Answer> {
  if (!keyed) return run();
  const before = running.get(keyed.id) ?? Promise.resolve();
  const mine = before.then(async () => {
    const given = await givenBefore(deps.tables.idempotentAnswers, keyed);
    if (given) return given;
    const answer = await run();
    await deps.commit(async (unit) => keep(unit, keyed, answer), { actor, traceId });
    return answer;
  });
  const ended = mine.then(
    () => undefined,
    () => undefined,
  );
  running.set(keyed.id, ended);
  try {
    return await mine;
  } finally {
    if (running.get(keyed.id) === ended) running.delete(keyed.id);
  }
}

const running = new Map<string, Promise<void>>();

/** The answer once given for a key; refuses when the key stood for another request. */
async function givenBefore(
  answers: Pick<Unit['idempotentAnswers'], 'find'>,
  { id, hash }: Keyed,
): Promise<Answer | undefined> {
  const found = await answers.find(id);
  if (!found) return undefined;
  if (found.requestHash !== hash) throw new Refused('idempotency.key_reused');
  const { headers, body } = found.body as Pick<Answer, 'headers' | 'body'>;
  return { status: found.status, body, ...(headers && { headers }) };
}

/** Saves an answer for its key, as the JSON that was sent. */
function keep(unit: Unit, { id, hash }: Keyed, answer: Answer): void {
  unit.idempotentAnswers.save({
    id,
    version: 0,
    unitId: unit.actor.unitId,
    requestHash: hash,
    status: answer.status ?? 200,
    body: JSON.parse(JSON.stringify({ headers: answer.headers, body: answer.body ?? null })),
    at: unit.now,
  });
}
