import { z } from 'zod';
import { etagOf, isKnown } from '../http/etag.ts';
import { type Answer, type Asked, type Route, read } from '../http/route.ts';
import { filterOf } from './filter.ts';
import { type ListOptions, mostOnPage, readOptions, usualOnPage } from './options.ts';
import {
  oneParams,
  type PlainFilter,
  type Resource,
  readersOf,
  shapeOf,
  sightOf,
  tableOf,
  theOne,
  visibleFields,
} from './resource.ts';
import { showAll, showOne } from './show.ts';

const text = z.string().optional();

/** OData's options of a list, for the document; they are read in options.ts. */
const listQuery = z.object({
  $filter: text.describe("e.g. state eq 'active' and openedAt ge 2026-03-01T00:00:00Z"),
  $orderby: text.describe('e.g. openedAt desc'),
  $top: text.describe(
    `How many at most; a page holds up to ${mostOnPage}, ${usualOnPage} when nothing is said`,
  ),
  $skip: text.describe('How many to pass over'),
  $select: text.describe('Names of fields, with commas'),
  $expand: text.describe('Names of related things to show within'),
  $count: text.describe('true adds @odata.count'),
});

const dataHeaders = { 'OData-Version': '4.0' };
type Reading = Asked<{ id: string }>;

/** The routes every resource has: its list, its count, and one thing of it. */
export const resourceRoutes = (resource: Resource): readonly Route[] => {
  const { entity, name, tag } = resource;
  const [one, many] = resource.says;
  const roles = readersOf(resource);
  const shape = shapeOf(resource);
  const listed = z.object({
    '@odata.context': z.string(),
    '@odata.count': z.int().optional(),
    '@odata.nextLink': z.string().optional(),
    value: z.array(shape),
  });
  const at = { method: 'get', tag, roles } as const;
  const plural = many.replace(/(?:^|[ -])(\w)/g, (_, letter: string) => letter.toUpperCase());
  return [
    read(
      {
        ...at,
        path: `/api/${name}`,
        operationId: `list${plural}`,
        summary: `Lists ${many}`,
        query: listQuery,
        answer: listed,
      },
      (asked) => list(resource, asked),
    ),
    read(
      {
        ...at,
        path: `/api/${name}/$count`,
        operationId: `count${plural}`,
        summary: `Counts ${many}`,
        query: listQuery.pick({ $filter: true }),
        mediaType: 'text/plain',
        answer: z.string(),
      },
      (asked) => count(resource, asked),
    ),
    read(
      {
        ...at,
        path: `/api/${name}/:id`,
        params: oneParams,
        operationId: `get${entity}`,
        summary: `Shows one ${one}`,
        query: listQuery.pick({ $select: true, $expand: true }),
        answer: shape,
        ...(resource.verb && { verb: resource.verb }),
      },
      (asked) => single(resource, asked),
    ),
  ];
};

async function questionOf(
  resource: Resource,
  { actor, deps: { tables } }: Asked,
  options: ListOptions,
): Promise<PlainFilter | null> {
  const fields = visibleFields(resource, actor);
  const filter = options.filter && (await filterOf(options.filter, { fields, tables, unitId: actor.unitId }));
  const sight = await sightOf(resource, actor, tables);
  return sight && { all: filter ? [sight, filter] : [sight] };
}

const optionsOf = (resource: Resource, asked: Asked): ListOptions =>
  readOptions(asked.options, { fields: visibleFields(resource, asked.actor), expand: resource.expand ?? {} });

async function list(resource: Resource, asked: Asked): Promise<Answer> {
  const { actor, deps } = asked;
  const options = optionsOf(resource, asked);
  const filter = await questionOf(resource, asked, options);
  const table = tableOf(deps.tables, resource.kind);
  const size = Math.min(options.top ?? usualOnPage, mostOnPage);
  const page = { orderBy: options.orderBy ?? [], offset: options.skip, limit: size + 1 };
  const found = filter && size > 0 ? await table.where(filter, page) : [];
  const { select, expand } = options;
  const value = await showAll(resource, found.slice(0, size), { actor, tables: deps.tables, select, expand });
  const hasMore = found.length > size && (options.top === undefined || options.top > size);
  return {
    headers: dataHeaders,
    body: {
      '@odata.context': `${deps.publicUrl}/api/$metadata#${setOf(resource)}${select ? `(${select.join(',')})` : ''}`,
      ...(options.count && { '@odata.count': filter ? await table.count(filter) : 0 }),
      ...(hasMore && { '@odata.nextLink': nextLink(asked, options, size) }),
      value,
    },
  };
}

/** The name of a resource's set in `$metadata`, where a hyphen may not stand. */
export const setOf = ({ name }: Resource): string => name.replaceAll('-', '_');

/** The address of the next page: the same question, as far on as a page is long. */
export function nextLink(asked: Asked, options: ListOptions, size: number): string {
  const [path] = (asked.request.url ?? '').split('?');
  const kept = [...asked.options].filter(
    ([name]) => !/^\$?(top|skip)$/i.test(name) && name !== 'access_token',
  );
  const rest = options.top === undefined ? [] : [['$top', String(options.top - size)] as const];
  const all = [...kept, ...rest, ['$skip', String(options.skip + size)] as const];
  const query = all.map(
    ([name, value]) => `${encodeURIComponent(name).replace('%24', '$')}=${encodeURIComponent(value)}`,
  );
  return `${asked.deps.publicUrl}${path}?${query.join('&')}`;
}

async function count(resource: Resource, asked: Asked): Promise<Answer> {
  const filter = await questionOf(resource, asked, optionsOf(resource, asked));
  return {
    headers: dataHeaders,
    body: String(filter ? await tableOf(asked.deps.tables, resource.kind).count(filter) : 0),
  };
}

async function single(resource: Resource, asked: Reading): Promise<Answer> {
  const { actor, deps, params, request } = asked;
  const { select, expand } = optionsOf(resource, asked);
  const found = await theOne(resource, { id: params.id, actor, tables: deps.tables });
  const etag = etagOf(found);
  if (isKnown(request, etag)) return { status: 304, body: null, headers: { ETag: etag } };
  const shown = await showOne(resource, found, { actor, tables: deps.tables, select, expand });
  const context = `${deps.publicUrl}/api/$metadata#${setOf(resource)}/$entity`;
  return { headers: { ...dataHeaders, ETag: etag }, body: { '@odata.context': context, ...shown } };
}
