import { articleCard } from '../cards/articles.ts';
import { bookingCard } from '../cards/bookings.ts';
import type { AdaptiveCard } from '../cards/card.ts';
import { caseCard } from '../cards/cases.ts';
import {
  cannotMakeItDialog,
  completeVisitDialog,
  declineEscalationDialog,
  dispatchDialog,
  resolveDialog,
  transferDialog,
} from '../cards/dialogs.ts';
import { escalationCard } from '../cards/escalations.ts';
import { homeCard } from '../cards/home.ts';
import { alertCard } from '../cards/iot/alerts.ts';
import { commandCard, commandDialog } from '../cards/iot/device-commands.ts';
import { deviceCard } from '../cards/iot/devices.ts';
import { myDayCard } from '../cards/my-day.ts';
import { noticeCard } from '../cards/notices.ts';
import { offerCard } from '../cards/offers.ts';
import type { CardOptions, Dialog } from '../cards/parts/question.ts';
import { caseResult, type SearchResult } from '../cards/search-results.ts';
import { slotsCard } from '../cards/slots.ts';
import type { Case } from '../domain/cases/case.ts';
import type { Post, StaffCard } from '../domain/messaging/post.ts';
import { Refused } from '../domain/refusals.ts';
import { alertView, deviceView } from './views/alert-views.ts';
import { caseChoices } from './views/case-choices.ts';
import { type CaseExtras, caseView } from './views/case-view.ts';
import { alertCommands, commandChoices, commandView, deviceCommands } from './views/command-views.ts';
import { escalationView, foundCase, homeView, offerView } from './views/desk-views.ts';
import { bookingView, type FieldViewing, myDayView, slotsView } from './views/field-views.ts';
import { maybe } from './views/viewing.ts';

/** Draws staff's cards from present data, whenever one is sent, updated or answered with. */
export interface StaffCards {
  /** What a post looks like now. */
  render(
    post: Post,
    viewer: CardOptions,
  ): Promise<{ readonly card: AdaptiveCard } | { readonly text: string }>;
  renderCase(
    caseId: string,
    personId: string,
    extras?: CaseExtras & Partial<CardOptions>,
  ): Promise<AdaptiveCard>;
  renderMyDay(personId: string): Promise<AdaptiveCard>;
  /** The dialog of a verb for the thing its button stands on; undefined where the verb asks nothing. */
  renderDialog(verb: string, data: unknown): Promise<Dialog | undefined>;
  renderCaseResult(caseId: string): Promise<SearchResult>;
}

/** Ties every kind of staff card to the loading of its view. */
export function staffCards(viewing: FieldViewing): StaffCards {
  const renderCase: StaffCards['renderCase'] = async (caseId, personId, extras = {}) =>
    caseCard(await caseView(viewing, { caseId, personId, ...extras }), { dialogs: extras.dialogs ?? false });

  const draw: Record<
    StaffCard,
    (post: Post, subjectId: string, viewer: CardOptions) => Promise<AdaptiveCard>
  > = {
    offer: async (_, id) => offerCard(await offerView(viewing, id)),
    case: ({ personId, draft, summary }, id, viewer) =>
      renderCase(id, personId, { draft, summary, ...viewer }),
    escalation: async (_, id, viewer) => escalationCard(await escalationView(viewing, id), viewer),
    booking: async (_, id, viewer) => bookingCard(await bookingView(viewing, id), viewer),
    slots: async (_, id) => slotsCard(await slotsView(viewing, id)),
    home: async ({ personId }) => homeCard(await homeView(viewing, personId)),
    notice: (post) => notice(viewing, post),
    article: (_, id) => article(viewing, id),
    alert: async (post, id, viewer) =>
      alertCard(await alertView(viewing, id), await alertCommands(viewing, id, { ...viewer, ...post })),
    device: async (post, id, viewer) =>
      deviceCard(await deviceView(viewing, id), await deviceCommands(viewing, id, { ...viewer, ...post })),
    command: async (_, id) => commandCard(await commandView(viewing, id)),
  };

  return {
    renderCase,
    async render(post, viewer) {
      if (post.kind === 'text' || post.card === null) return { text: post.text };
      return { card: await draw[post.card](post, post.subjectId ?? '', viewer) };
    },
    renderMyDay: async (personId) => myDayCard(await myDayView(viewing, personId)),
    renderDialog: (verb, data) => dialog(viewing, verb, data),
    renderCaseResult: async (caseId) => caseResult(await foundCase(viewing, caseId)),
  };
}

async function notice({ tables }: FieldViewing, { text, caseId }: Post): Promise<AdaptiveCard> {
  const found = await maybe(tables, 'cases', caseId);
  const [first = '', ...rest] = text.split('\n');
  return noticeCard({
    title: rest.length > 0 ? first : (found?.number ?? 'For your information'),
    text: rest.length > 0 ? rest.join('\n') : first,
    about: found ? { caseId: found.id, number: found.number } : null,
  });
}

async function article({ tables }: FieldViewing, articleId: string): Promise<AdaptiveCard> {
  const { title, body, major, minor, language } = await tables.articles.get(articleId);
  return articleCard({ title, passage: body, articleVersion: `${major}.${minor}`, language });
}

/** The data comes from a client: only ids are read from it, and each is looked up. */
async function dialog(viewing: FieldViewing, verb: string, data: unknown): Promise<Dialog | undefined> {
  const { tables } = viewing;
  const caseChosen = () => tables.cases.get(idIn(data, 'caseId'));
  const visitChosen = () => bookingView(viewing, idIn(data, 'bookingId'));
  const asked = (found: Case) => ({ caseId: found.id, number: found.number });
  const withChoices = async (found: Case) => ({ ...asked(found), ...(await caseChoices(viewing, found)) });
  switch (verb) {
    case 'case.resolve':
      return resolveDialog(asked(await caseChosen()));
    case 'case.transfer':
      return transferDialog(await withChoices(await caseChosen()));
    case 'case.dispatch':
      return dispatchDialog(await withChoices(await caseChosen()));
    case 'booking.complete':
      return completeVisitDialog(await visitChosen());
    case 'booking.cannot':
      return cannotMakeItDialog(await visitChosen());
    case 'device.command':
      return commandDialog(
        await commandChoices(viewing, { deviceId: idIn(data, 'deviceId'), alertId: alertIn(data) }),
      );
    case 'escalation.decline': {
      const { id: escalationId, caseNumber } = await tables.escalations.get(idIn(data, 'escalationId'));
      return declineEscalationDialog({ escalationId, caseNumber });
    }
    default:
      return undefined;
  }
}

const alertIn = (data: unknown): string | null =>
  (data as Record<string, unknown>).alertId === undefined ? null : idIn(data, 'alertId');

function idIn(data: unknown, name: string): string {
  const id = (data as Record<string, unknown> | null | undefined)?.[name];
  if (typeof id !== 'string') throw new Refused('input.invalid', { place: name, problem: 'is missing' });
  return id;
}
