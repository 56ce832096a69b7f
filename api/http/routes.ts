import { alertRoutes, alerts } from '../alerts/alerts.ts';
import { quietTimeRoutes, quietTimes } from '../alerts/quiet-times.ts';
import { articleRoutes, articles } from '../articles.ts';
import { assets, products } from '../assets.ts';
import { caseHistoryRoutes } from '../cases/history.ts';
import { caseOwnershipRoutes } from '../cases/ownership.ts';
import { caseRoutes, cases } from '../cases.ts';
import { companyRoutes } from '../company/import.ts';
import { conversationRoutes, conversations, messages } from '../conversations.ts';
import { accounts, customers, sites } from '../customers.ts';
import { deskRoutes } from '../desk.ts';
import { aggregateRoutes } from '../devices/aggregates.ts';
import { cloudMessageRoutes, cloudMessages } from '../devices/cloud-messages.ts';
import { commandRoutes, commands } from '../devices/commands.ts';
import { devices } from '../devices/devices.ts';
import { deviceRoutes } from '../devices/keeping.ts';
import { methodRoutes } from '../devices/methods.ts';
import { deviceModelRoutes, deviceModels } from '../devices/models.ts';
import { quarantineRoutes } from '../devices/quarantine.ts';
import { readingRoutes } from '../devices/readings.ts';
import { ruleRoutes } from '../devices/rules.ts';
import { twinRoutes } from '../devices/twin.ts';
import { eventRoutes } from '../events.ts';
import { resourceRoutes } from '../odata/list.ts';
import { metadataRoutes } from '../odata/metadata.ts';
import type { Resource } from '../odata/resource.ts';
import { documentRoutes } from '../openapi/routes.ts';
import { agents, people, peopleRoutes } from '../people.ts';
import { offers, queues, routingRoutes } from '../routing.ts';
import { resources, schedulingRoutes, territories } from '../scheduling.ts';
import { signInRoutes } from '../sign-in/routes.ts';
import { calendars, escalations, kpiInstances, slaRoutes, slas } from '../slas.ts';
import { workOrderRoutes } from '../work-orders/orders.ts';
import { visitRoutes } from '../work-orders/visits.ts';
import { bookings, requirements, workOrders } from '../work-orders.ts';
import type { Route } from './route.ts';
import { watchRoutes } from './watch.ts';

/** Every set of things in the API, in the order documents show them. */
export const allResources: readonly Resource[] = [
  cases,
  conversations,
  messages,
  customers,
  accounts,
  sites,
  people,
  agents,
  queues,
  offers,
  slas,
  calendars,
  kpiInstances,
  escalations,
  workOrders,
  requirements,
  bookings,
  resources,
  territories,
  assets,
  products,
  devices,
  deviceModels,
  commands,
  cloudMessages,
  alerts,
  quietTimes,
  articles,
];

/** The whole API as declared data: the server, the OpenAPI document and the tests are made from this table. */
export const routes: readonly Route[] = [
  ...signInRoutes,
  ...allResources.flatMap(resourceRoutes),
  ...caseRoutes,
  ...caseOwnershipRoutes,
  ...caseHistoryRoutes,
  ...conversationRoutes,
  ...peopleRoutes,
  ...routingRoutes,
  ...slaRoutes,
  ...workOrderRoutes,
  ...visitRoutes,
  ...schedulingRoutes,
  ...deviceRoutes,
  ...deviceModelRoutes,
  ...commandRoutes,
  ...cloudMessageRoutes,
  ...methodRoutes,
  ...twinRoutes,
  ...ruleRoutes,
  ...readingRoutes,
  ...quarantineRoutes,
  ...aggregateRoutes,
  ...alertRoutes,
  ...quietTimeRoutes,
  ...articleRoutes,
  ...companyRoutes,
  ...deskRoutes,
  ...eventRoutes,
  ...metadataRoutes(allResources),
  ...watchRoutes,
  ...documentRoutes,
];
