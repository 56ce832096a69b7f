import type { Person, TeamsReference } from '../domain/people/person.ts';
import { flag, instant, json, name, orNull, recordShape, text, word } from './columns.ts';

/** Keeps the staff, found by the identity a verified Teams turn carries. */
export const people = recordShape<Person>(
  'people',
  {
    name: text,
    email: text,
    phone: orNull(text),
    roles: json,
    aadObjectId: name(200),
    language: word,
    active: flag,
  },
  { indexes: [['aadObjectId']] },
);

/** Keeps where the bot reaches each person in Teams. */
export const teamsReferences = recordShape<TeamsReference>(
  'teams_references',
  {
    serviceUrl: text,
    conversationId: name(400),
    channelId: word,
    botId: text,
    botName: text,
    userId: name(400),
    tenantId: orNull(text),
    blockedAt: orNull(instant),
  },
  { indexes: [['conversationId']] },
);
