import { z } from 'zod';
import type { Person } from '../domain/people/person.ts';
import type { Agent, Presence } from '../domain/routing/agent.ts';
import { setPresence } from '../domain/routing/presence.ts';
import type { Route } from './http/route.ts';
import { fieldsOf, orNull } from './odata/field.ts';
import { resource } from './odata/resource.ts';
import { action } from './odata/target.ts';

const presences = [
  'available',
  'busy',
  'do-not-disturb',
  'away',
  'offline',
] as const satisfies readonly Presence[];
const person = fieldsOf<Person>();
const agent = fieldsOf<Agent>();

/** What somebody or something can do, and how well (1 to 10). */
export const characteristics = z.array(z.object({ id: z.string(), rating: z.number() }));

/** Everybody who works here. */
export const people = resource({
  name: 'people',
  entity: 'Person',
  kind: 'people',
  tag: 'People',
  says: ['person', 'people'],
  fields: {
    id: person.text('id'),
    name: person.text('name'),
    email: person.text('email'),
    phone: orNull(person.text('phone')),
    roles: person.words('roles'),
    aadObjectId: person.text('aadObjectId'),
    language: person.text('language'),
    active: person.flag('active'),
  },
});

/** The working side of agents: presence, capacity, what they can do. */
export const agents = resource({
  name: 'agents',
  entity: 'Agent',
  kind: 'agents',
  tag: 'People',
  says: ['agent', 'agents'],
  fields: {
    id: agent.text('id'),
    name: agent.text('name'),
    aadObjectId: orNull(agent.from('id', 'people', 'aadObjectId')),
    presence: agent.word('presence', presences),
    presenceByHand: agent.flag('presenceByHand'),
    presenceAt: agent.instant('presenceAt'),
    capacityUnits: agent.integer('capacityUnits'),
    characteristics: agent.data('characteristics', characteristics),
    senior: agent.flag('senior'),
    languages: agent.words('languages'),
    focusCaseId: orNull(agent.text('focusCaseId')),
    lastReleasedAt: orNull(agent.instant('lastReleasedAt')),
  },
});

/** What can be done to people at work. */
export const peopleRoutes: readonly Route[] = [
  action(
    agents,
    {
      does: 'presence',
      method: 'put',
      operationId: 'setPresence',
      summary: 'Says whether an agent is there; oneself, or anyone for a supervisor',
      roles: ['agent', 'supervisor'],
      verb: 'presence.set',
      body: z.object({ presence: z.string().max(40).describe(presences.join(', ')) }),
    },
    async (unit, { id }, { body }) => {
      await setPresence(unit, { personId: id, presence: body.presence, byHand: true });
    },
  ),
];
