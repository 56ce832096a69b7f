import type { z } from 'zod';
import type { Kind, Records, Unit } from '../../domain/unit.ts';
import { etagOf, requireSame } from '../http/etag.ts';
import { type Answer, type Asked, type Declared, type Route, write } from '../http/route.ts';
import { oneParams, type Resource, shapeOf, theOne } from './resource.ts';
import { showOne } from './show.ts';

/**
 * Finds the thing a write is about among what the caller may see, and refuses with `record.changed` when the caller
 * decided on another version of it (`If-Match`).
 */
export async function target<K extends Kind>(
  resource: Resource<K>,
  unit: Unit,
  { params, actor, request }: Asked<{ id: string }>,
): Promise<Records[K]> {
  const found = await theOne(resource, { id: params.id, actor, tables: unit });
  requireSame(request, found, resource.says[0]);
  return found;
}

/** Answers a write with a thing as it is afterwards. */
export const showing = (
  resource: Resource,
  id: string,
  { actor }: Pick<Asked, 'actor'>,
  given: Pick<Answer, 'status' | 'headers'> = {},
): Answer => ({
  ...given,
  show: async (tables) => {
    const found = await theOne(resource, { id, actor, tables });
    return { body: await showOne(resource, found, { actor, tables }), headers: { ETag: etagOf(found) } };
  },
});

/** Answers the making of a thing with it and where it is found. */
export const showingNew = (resource: Resource, id: string, asked: Pick<Asked, 'actor'>): Answer =>
  showing(resource, id, asked, { status: 201, headers: { Location: `/api/${resource.name}/${id}` } });

/** What an action on one thing declares; the rest follows from its resource. */
export type Action<B extends z.ZodType> = Pick<
  Declared,
  'operationId' | 'summary' | 'roles' | 'verb' | 'answer' | 'reveal'
> & {
  /** Its word in the address. */
  readonly does: string;
  readonly method?: 'post' | 'put' | 'patch';
  readonly body?: B;
};

/**
 * Declares an action on one thing: found by id or number, its version compared, its use case run, and answered with the
 * thing as it is afterwards, unless the use case's own result is answered.
 */
export const action = <K extends Kind, B extends z.ZodType>(
  resource: Resource<K>,
  { does, method = 'post', ...declared }: Action<B>,
  run: (
    unit: Unit,
    found: Records[K],
    asked: Asked<{ id: string }, unknown, z.output<B>>,
  ) => Promise<Answer | undefined>,
): Route =>
  write(
    {
      answer: shapeOf(resource),
      ...declared,
      method,
      path: `/api/${resource.name}/:id${does && `/${does}`}`,
      tag: resource.tag,
      params: oneParams,
    },
    async (unit, asked) => {
      const found = await target(resource, unit, asked);
      return (await run(unit, found, asked)) ?? showing(resource, found.id, asked);
    },
  );
