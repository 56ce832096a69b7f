import { type ChatClaims, chatSeals, chatSeconds } from '../../api/direct-line/seals.ts';
import type { Database } from '../../db/database.ts';
import { openCase } from '../../domain/cases/open.ts';
import { conversationOf } from '../../domain/conversations/start.ts';
import { system } from '../../domain/people/actor.ts';
import type { Person, TeamsReference } from '../../domain/people/person.ts';
import { reactions } from '../../domain/reactions.ts';
import type { Agent } from '../../domain/routing/agent.ts';
import { assignCase } from '../../domain/routing/assign.ts';
import type { Unit } from '../../domain/unit.ts';
import { seedDemo } from '../../seed.ts';

/** One agent with one customer in a talk: a thread in Teams and a web chat, with the case in focus between them. */
export interface Pair {
  readonly agentId: string;
  readonly aadObjectId: string;
  /** The agent's thread in Teams. */
  readonly threadId: string;
  readonly tenantId: string;
  readonly webChatId: string;
  /** What the customer's page talks with. */
  readonly chatToken: string;
}

export interface BusyCompany {
  readonly pairs: number;
  /** Signs the web chats' tokens; the product must be started with it. */
  readonly secret: string;
  /** Where Teams is; without it the agents work at the desk alone. */
  readonly serviceUrl?: string;
  /** One tenant holds the product to Teams' 50 sends a second; one for each agent measures what the product can. */
  readonly tenants: 'one' | 'each';
}

const unitId = 'main';
const atOnce = 10;
const classification = {
  category: 'air-conditioning',
  confidence: 0.9,
  terms: ['ac'],
  urgency: 'normal',
} as const;

/** Puts the demo company and many talks between customers and agents into a new database, made by the real use cases. */
export async function seedBusyCompany(database: Database, asked: BusyCompany): Promise<Pair[]> {
  await seedDemo(database);
  const commit = database.commit(reactions);
  const pairs = Array.from({ length: asked.pairs }, (_, at) => pairOf(at, asked));
  for (let from = 0; from < pairs.length; from += atOnce)
    await commit(
      async (unit) => {
        for (const pair of pairs.slice(from, from + atOnce)) await begin(unit, pair, asked);
      },
      { actor: system },
    );
  await settleOutbox(database);
  return pairs;
}

function pairOf(at: number, { secret, tenants }: BusyCompany): Pair {
  const webChatId = `chat-${at}`;
  const claims: ChatClaims = {
    conversationId: webChatId,
    user: `dl_load-${at}`,
    name: `Customer ${at}`,
    externalId: `load-${at}`,
  };
  return {
    agentId: `load-agent-${at}`,
    aadObjectId: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    threadId: `a:thread-${at}`,
    tenantId: tenants === 'one' ? 'tenant' : `tenant-${at}`,
    webChatId,
    chatToken: chatSeals(secret).chat.make(claims, chatSeconds),
  };
}

async function begin(unit: Unit, pair: Pair, { serviceUrl }: BusyCompany): Promise<void> {
  const at = Number(pair.webChatId.slice('chat-'.length));
  unit.people.save(personOf(pair));
  unit.agents.save(agentOf(pair, unit.now));
  if (serviceUrl) unit.teamsReferences.save(referenceOf(pair, serviceUrl));
  const stored = { version: 0, unitId, createdAt: unit.now };
  const [externalId, userName] = [`load-${at}`, `Customer ${at}`];
  unit.webChats.save({ ...stored, id: pair.webChatId, userId: `dl_${externalId}`, userName, externalId });
  const { conversation, customer } = await conversationOf(unit, {
    channel: 'web-chat',
    externalId: pair.webChatId,
    customerExternalId: externalId,
    name: userName,
    language: 'en',
  });
  const description = 'The AC on floor 3 is leaking again and drips on the desks below.';
  const opened = await openCase(unit, {
    customer,
    conversation,
    origin: 'web-chat',
    description,
    classification,
  });
  unit.conversations.save({
    ...(await unit.conversations.get(conversation.id)),
    dialogue: { at: 'with-agent' },
  });
  await assignCase(unit, { caseId: opened.id, agentId: pair.agentId, why: 'load' });
}

/** What waits to leave from the seeding counts as sent, so that a run begins with nothing to catch up on. */
async function settleOutbox({ outbox }: Database): Promise<void> {
  for (;;) {
    const claimed = await outbox.claim(200);
    if (claimed.length === 0) return;
    await outbox.settle(
      claimed.map((one) => ({ claimed: one, delivery: { how: 'sent', externalId: `seeded-${one.seq}` } })),
    );
  }
}

const personOf = ({ agentId, aadObjectId }: Pair): Person => ({
  id: agentId,
  version: 0,
  unitId,
  name: agentId,
  email: `${agentId}@avonside.example`,
  phone: null,
  roles: ['agent'],
  aadObjectId,
  language: 'en',
  active: true,
});

/** In no queue, so that offers for other cases pass by. */
const agentOf = ({ agentId }: Pair, now: Date): Agent => ({
  id: agentId,
  version: 0,
  unitId,
  name: agentId,
  presence: 'busy',
  presenceByHand: true,
  presenceAt: now,
  capacityUnits: 1,
  characteristics: [],
  senior: false,
  languages: ['en'],
  focusCaseId: null,
  lastAssignedAt: {},
  lastReleasedAt: null,
});

const referenceOf = (pair: Pair, serviceUrl: string): TeamsReference => ({
  id: pair.agentId,
  version: 0,
  unitId,
  serviceUrl,
  conversationId: pair.threadId,
  channelId: 'msteams',
  botId: '28:bot',
  botName: 'Fieldline',
  userId: `29:${pair.agentId}`,
  tenantId: pair.tenantId,
  blockedAt: null,
});
