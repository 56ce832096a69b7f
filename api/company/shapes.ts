import { z } from 'zod';
import type { CompanyFile } from '../../domain/company/company-file.ts';
import type { ServiceLevel } from '../../domain/customers/customer.ts';
import type { Product } from '../../domain/inventory/product.ts';
import type { Article, ArticleState } from '../../domain/knowledge/article.ts';
import type { Role } from '../../domain/people/person.ts';
import type { AssignmentMethod } from '../../domain/routing/queue.ts';
import type { KpiKind } from '../../domain/sla/sla.ts';
import { deviceModelShape, deviceShape } from './device-shape.ts';

const id = z.string().regex(/^[^\s/]{1,200}$/, 'an id of up to 200 characters, without spaces and slashes');
const name = z.string().trim().min(1).max(500);
const line = z.string().max(500);
const lineOrNull = line.nullish();
const idOrNull = id.nullish();
const ids = z.array(id).max(5000);
const words = z.array(line).max(500);
const whole = z.int().min(0).max(1_000_000_000);
const some = z.int().min(1).max(100_000);
const language = z.string().min(2).max(35);
const instant = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: 'a date like 2026-03-02, or an instant like 2026-03-02T09:00:00Z',
});
const windows = z.array(z.tuple([z.int(), z.int()])).max(100);
const minutes = z.number().positive().max(1_000_000);
const lat = z.number().min(-90).max(90);
const lon = z.number().min(-180).max(180);
const characteristics = z.array(z.strictObject({ id, rating: z.number().min(1).max(10) })).max(500);

const roles = [
  'agent',
  'technician',
  'dispatcher',
  'supervisor',
  'knowledge-author',
  'telemetry-reader',
  'admin',
] as const satisfies readonly Role[];
const levels = ['gold', 'silver', 'bronze'] as const satisfies readonly ServiceLevel[];
const methods = [
  'highest-capacity',
  'round-robin',
  'least-active',
] as const satisfies readonly AssignmentMethod[];
const kpis = ['first-response', 'resolve'] as const satisfies readonly KpiKind[];
const productKinds = ['inventory', 'non-inventory', 'service'] as const satisfies readonly Product['kind'][];
const articleStates = [
  'draft',
  'approved',
  'scheduled',
  'published',
  'expired',
  'archived',
  'discarded',
] as const satisfies readonly ArticleState[];
const visibilities = ['public', 'internal'] as const satisfies readonly Article['visibility'][];

const target = z.strictObject({
  kind: z.enum(kpis),
  minutes: z.strictObject({ high: minutes, normal: minutes, low: minutes }),
  warnAt: z.number().positive().max(1),
});

const shapes = {
  calendars: z.strictObject({
    id,
    name,
    zone: name,
    week: z.array(windows),
    exceptions: z.record(z.string(), windows).optional(),
  }),
  territories: z.strictObject({ id, name }),
  people: z.strictObject({
    id,
    name,
    email: line,
    phone: lineOrNull,
    roles: z.array(z.enum(roles)).min(1),
    aadObjectId: z.string().trim().min(1).max(200),
    language: language.optional(),
    active: z.boolean().optional(),
  }),
  agents: z.strictObject({
    id,
    name: name.optional(),
    capacityUnits: some.optional(),
    characteristics: characteristics.optional(),
    senior: z.boolean().optional(),
    languages: z.array(language).max(100).optional(),
  }),
  queues: z.strictObject({
    id,
    name,
    priority: whole.optional(),
    memberIds: ids,
    method: z.enum(methods).optional(),
    offersAtOnce: some.optional(),
    offerSeconds: some.optional(),
    calendarId: idOrNull,
    categories: words.optional(),
    fallback: z.boolean().optional(),
  }),
  slas: z.strictObject({
    id,
    name,
    order: whole.optional(),
    levels: z.array(z.enum(levels)),
    calendarId: id,
    targets: z.array(target).max(10),
  }),
  products: z.strictObject({
    id,
    name,
    kind: z.enum(productKinds).optional(),
    category: line,
    priceCents: whole,
  }),
  resources: z.strictObject({
    id,
    name: name.optional(),
    personId: id,
    characteristics: characteristics.optional(),
    territoryIds: ids.optional(),
    homeLat: lat,
    homeLon: lon,
    calendarId: id,
    active: z.boolean().optional(),
  }),
  accounts: z.strictObject({ id, name, level: z.enum(levels).optional(), phone: lineOrNull }),
  sites: z.strictObject({
    id,
    name,
    accountId: id,
    address: line,
    lat,
    lon,
    territoryId: idOrNull,
    accessNotes: z.string().max(10_000).nullish(),
  }),
  customers: z.strictObject({
    id,
    name,
    email: lineOrNull,
    phone: lineOrNull,
    language: language.optional(),
    accountId: idOrNull,
    siteId: idOrNull,
    level: z.enum(levels).optional(),
    externalId: lineOrNull,
    createdAt: instant.optional(),
  }),
  assets: z.strictObject({
    id,
    number: z.string().trim().min(1).max(40).optional(),
    name,
    category: line,
    model: line.optional(),
    serial: line.optional(),
    accountId: id,
    siteId: id,
    place: line.optional(),
    installedAt: instant,
  }),
  articles: z.strictObject({
    id,
    number: z.string().trim().min(1).max(40).optional(),
    title: name,
    body: z.string().min(1).max(200_000),
    language: language.optional(),
    state: z.enum(articleStates).optional(),
    major: whole.optional(),
    minor: whole.optional(),
    visibility: z.enum(visibilities).optional(),
    category: line,
    product: lineOrNull,
    keywords: words.optional(),
    authorId: id.optional(),
    publishedAt: instant.nullish(),
  }),
};

/** A company as it may be sent and is answered: a name that is not known is refused, for it is most likely misspelt. */
export const company = z
  .strictObject({
    calendars: z.array(shapes.calendars).optional(),
    territories: z.array(shapes.territories).optional(),
    people: z.array(shapes.people).optional(),
    agents: z.array(shapes.agents).optional(),
    queues: z.array(shapes.queues).optional(),
    slas: z.array(shapes.slas).optional(),
    products: z.array(shapes.products).optional(),
    resources: z.array(shapes.resources).optional(),
    accounts: z.array(shapes.accounts).optional(),
    sites: z.array(shapes.sites).optional(),
    customers: z.array(shapes.customers).optional(),
    assets: z.array(shapes.assets).optional(),
    deviceModels: z.array(deviceModelShape).optional(),
    devices: z.array(deviceShape).optional(),
    articles: z.array(shapes.articles).optional(),
  })
  .meta({ id: 'Company' }) satisfies z.ZodType<CompanyFile>;
