import type { Kind } from '../domain/unit.ts';
import { assets } from './assets.ts';
import { cases } from './cases.ts';
import type { Shape } from './columns.ts';
import { attachments, conversations, messages, participants, sessions } from './conversations.ts';
import { accounts, customers, sites } from './customers.ts';
import { products } from './inventory.ts';
import { alertSettings, alerts, conditions, quietTimes } from './iot/alerts.ts';
import { cloudMessages, deviceCommands } from './iot/cloud-messages.ts';
import { devices } from './iot/devices.ts';
import { deviceModels, hubPartitions, twins } from './iot/twins.ts';
import { articleFeedback, articles } from './knowledge.ts';
import { idempotentAnswers, posts, webChats } from './messaging.ts';
import { people, teamsReferences } from './people.ts';
import { agents, offers, queueItems, queues } from './routing.ts';
import { resources, territories } from './scheduling.ts';
import { calendars, escalations, kpiInstances, slas } from './sla.ts';
import { bookings, bookingTimestamps, requirements, workOrders } from './work-orders.ts';

/** The table of each kind of record; the compiler asks for one when a kind is added. */
export const shapes: Readonly<Record<Kind, Shape>> = {
  people,
  teamsReferences,
  customers,
  accounts,
  sites,
  conversations,
  sessions,
  participants,
  messages,
  attachments,
  cases,
  queues,
  agents,
  queueItems,
  offers,
  slas,
  kpiInstances,
  escalations,
  calendars,
  articles,
  articleFeedback,
  workOrders,
  requirements,
  bookings,
  bookingTimestamps,
  resources,
  territories,
  assets,
  products,
  devices,
  alerts,
  conditions,
  quietTimes,
  alertSettings,
  twins,
  cloudMessages,
  deviceCommands,
  deviceModels,
  hubPartitions,
  posts,
  webChats,
  idempotentAnswers,
};

/** Every kind of record, in one fixed order. */
export const kinds = Object.keys(shapes) as Kind[];
