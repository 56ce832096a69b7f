import type { CaseView } from '../../cards/case-view.ts';
import type { Case } from '../../domain/cases/case.ts';
import type { Message } from '../../domain/conversations/message.ts';
import type { Customer } from '../../domain/customers/customer.ts';
import { hasRole } from '../../domain/people/actor.ts';
import { notesForNext } from '../../domain/routing/queue-item.ts';
import { explainKpi } from '../../domain/sla/explain.ts';
import { caseChoices } from './case-choices.ts';
import { byId, maybe, staffTimes, type Viewing } from './viewing.ts';

/** What only the viewer's own card shows. */
export interface CaseExtras {
  readonly draft?: string | null;
  readonly summary?: string | null;
}

/** Loads everything a person sees on a case's card. */
export async function caseView(
  viewing: Viewing,
  shown: { readonly caseId: string; readonly personId: string } & CaseExtras,
): Promise<CaseView> {
  const { tables } = viewing;
  const found = await tables.cases.get(shown.caseId);
  const customer = await tables.customers.get(found.customerId);
  const viewer = await maybe(tables, 'people', shown.personId);
  const agent = await maybe(tables, 'agents', shown.personId);
  const messages = await lastMessages(viewing, found);
  const conversation = await maybe(tables, 'conversations', found.conversationId);
  const item = await tables.queueItems.find(`case:${found.id}`);
  const isMine = found.ownerId === shown.personId;
  const isOpen = found.state === 'active';
  const { number, title, state, stage, priority, danger } = found;
  return {
    caseId: found.id,
    number,
    title,
    state,
    stage,
    priority,
    danger,
    queue: (await maybe(tables, 'queues', found.queueId))?.name ?? null,
    customer: await customerOf(viewing, found, customer),
    owner: (await maybe(tables, 'people', found.ownerId))?.name ?? null,
    isMine,
    isFocused: isMine && agent?.focusCaseId === found.id,
    mayTransfer: viewer !== undefined && hasRole(viewer, 'supervisor'),
    canReply: conversation !== undefined && conversation.state !== 'closed',
    clocks: await clocksOf(viewing, found.id),
    notes: item && found.ownerId === null ? notesForNext(item) : [],
    messages: messages.map((message) => said(viewing, message)),
    suggestions: isOpen && isMine ? await suggestionsFor(viewing, found, messages) : [],
    work: await workOf(viewing, found.id),
    draft: shown.draft ?? null,
    summary: shown.summary ?? null,
    resolution: found.resolution === null ? null : { type: found.resolutionType, text: found.resolution },
    rating: found.satisfaction,
    choices: await caseChoices(viewing, found),
  };
}

async function customerOf(
  { tables }: Viewing,
  found: Case,
  customer: Customer,
): Promise<CaseView['customer']> {
  const account = await maybe(tables, 'accounts', found.accountId ?? customer.accountId);
  const site = await maybe(tables, 'sites', found.siteId ?? customer.siteId);
  return {
    name: customer.name,
    account: account?.name ?? null,
    level: customer.level,
    site: site ? `${site.name}, ${site.address}` : null,
  };
}

/** The end of the talk: what belongs to this case, and what was said in its conversation before there was one. */
async function lastMessages({ tables }: Viewing, found: Case): Promise<Message[]> {
  const { id: caseId, conversationId } = found;
  const before = conversationId ? [{ conversationId, caseId: null }] : [];
  const messages = await tables.messages.where(
    { any: [{ caseId }, ...before] },
    { orderBy: [['id', 'desc']], limit: 6 },
  );
  return messages.reverse();
}

function said(
  viewing: Viewing,
  { authorKind, authorName, at, text, files, card }: Message,
): CaseView['messages'][number] {
  const article = card?.card === 'article' ? `[article: ${card.title}]` : '';
  const parts = [text, article];
  return {
    who: authorKind === 'bot' ? `${authorName} (bot)` : authorName,
    when: staffTimes(viewing).when(at),
    text: parts.filter((part) => part.trim()).join(' '),
    files: files.map(({ name, attachmentId }) => ({ name, url: viewing.fileLink(attachmentId) })),
  };
}

/** Articles that fit what the customer last said, or what the case is about. */
async function suggestionsFor(
  viewing: Viewing,
  found: Case,
  messages: readonly Message[],
): Promise<CaseView['suggestions']> {
  const asked = messages.filter(({ authorKind }) => authorKind === 'customer').slice(-2);
  const customer = await viewing.tables.customers.get(found.customerId);
  const language = asked.at(-1)?.language ?? customer.language;
  const fitting = viewing.suggest(asked.map(({ text }) => text).join('\n') || found.description, language);
  const didNotHelp = new Set(
    (
      await viewing.tables.articleFeedback.where({
        conversationId: found.conversationId ?? '',
        helped: false,
      })
    ).map(({ articleId }) => articleId),
  );
  const best = (fitting.length > 0 ? fitting : viewing.suggest(found.description, language))
    .filter(({ articleId }) => !didNotHelp.has(articleId))
    .slice(0, 3);
  const articles = await byId(
    viewing.tables,
    'articles',
    best.map(({ articleId }) => articleId),
  );
  return best.map(({ articleId, title, passage, confidence }) => {
    const article = articles.get(articleId);
    const isPublic = article?.visibility === 'public' && article.state === 'published';
    return { articleId, title, passage, confidence, isPublic };
  });
}

/** The promises about a case, the most urgent first. */
export async function clocksOf({ tables, now }: Viewing, caseId: string): Promise<CaseView['clocks']> {
  const kpis = await tables.kpiInstances.where({ caseId, state: { not: 'canceled' } });
  const calendars = await byId(
    tables,
    'calendars',
    kpis.map(({ calendarId }) => calendarId),
  );
  return kpis
    .map((kpi) => ({ kpi, ...explainKpi(kpi, calendars.get(kpi.calendarId) ?? null, now()) }))
    .sort(
      (a, b) =>
        Number(a.kpi.endedAt !== null) - Number(b.kpi.endedAt !== null) || a.minutesLeft - b.minutesLeft,
    )
    .map(({ text, tone }) => ({ text, tone: tone === 'attention' ? 'danger' : tone }));
}

/** Visits and orders of a case, one line each. */
async function workOf(viewing: Viewing, caseId: string): Promise<CaseView['work']> {
  const { tables } = viewing;
  const orders = await tables.workOrders.where({ caseId, state: { not: 'cancelled' } });
  return Promise.all(
    orders.map(async ({ id, number, state, summary }) => {
      const visit = await tables.bookings.first(
        { workOrderId: id, state: { not: 'cancelled' } },
        { orderBy: [['startAt', 'desc']] },
      );
      const technician = await maybe(tables, 'resources', visit?.resourceId);
      const who =
        visit &&
        `${technician?.name ?? 'a technician'}, ${staffTimes(viewing).span(visit.startAt, visit.endAt)}`;
      const text = [`${number} ${state}`, who, summary].filter(Boolean).join(' · ');
      return { text, workOrderId: id, isUnplanned: state === 'unscheduled' };
    }),
  );
}
