import type { Severity } from '../domain/iot/finding.ts';
import type { BookingState } from '../domain/work-orders/work-order.ts';
import {
  type AdaptiveCard,
  type CardAction,
  card,
  facts,
  line,
  quiet,
  section,
  status,
  strong,
  type Tone,
  text,
  title,
} from './card.ts';
import { cannotMakeItQuestion, completeVisitQuestion } from './dialogs.ts';
import { toneOf } from './iot/alerts.ts';
import { claimDeviceButton } from './iot/devices.ts';
import { execute, openPage, primary } from './parts/buttons.ts';
import { asking, type CardOptions } from './parts/question.ts';

/** A visit as its technician sees it; times are local and said already. */
export interface BookingView {
  readonly bookingId: string;
  readonly state: BookingState;
  readonly number: string;
  readonly customer: string;
  readonly phone: string | null;
  readonly danger: boolean;
  readonly site: {
    readonly name: string;
    readonly address: string;
    readonly access: string | null;
    readonly lat: number;
    readonly lon: number;
  };
  /** When, e.g. `today 14:00 to 15:30`. */
  readonly when: string;
  readonly travelMinutes: number;
  readonly summary: string;
  readonly instructions: string;
  readonly asset: { readonly id: string; readonly name: string; readonly place: string } | null;
  /** What the machine's telemetry says, newest first: `L-214 vibration: slow drift, major, since today 10:02`. */
  readonly alerts: readonly {
    readonly text: string;
    readonly severity: Severity;
    readonly isOver: boolean;
  }[];
  /** Earlier visits, newest first. */
  readonly history: readonly string[];
  /** Parts that fit the asset: what to bring, and what can be reported as used. */
  readonly products: readonly { readonly id: string; readonly name: string }[];
  /** Set once the visit is over. */
  readonly report: string | null;
  readonly isFixed: boolean;
  readonly partsUsed: readonly string[];
  readonly cancelReason: string | null;
}

const said: Record<BookingState, readonly [words: string, tone: Tone]> = {
  scheduled: ['Scheduled', 'info'],
  traveling: ['On the way', 'info'],
  'in-progress': ['On site', 'warning'],
  'on-break': ['On a break', 'plain'],
  completed: ['Done', 'good'],
  cancelled: ['Cancelled', 'plain'],
};

/** A technician's visit: where, when, what and what to bring, with the button for the next step and no other step. */
export function bookingCard(view: BookingView, options: CardOptions): AdaptiveCard {
  const [words, tone] = said[view.state];
  const isOver = view.state === 'completed' || view.state === 'cancelled';
  return card(
    [
      title(`Visit ${view.number}`),
      strong(view.summary, 200),
      status(`${words} · ${view.when}`, tone),
      view.danger && !isOver && status('Danger was reported: make the place safe first.', 'danger'),
      isOver ? ending(view) : null,
      facts({
        Customer: [view.customer, view.phone].filter(Boolean).join(', '),
        Where: `${view.site.name}, ${view.site.address}`,
        ...(!isOver && { Access: view.site.access, Travel: travel(view) }),
        Asset: view.asset && `${view.asset.name}, ${view.asset.place}`,
      }),
      alertsOf(view),
      !isOver && view.instructions ? section(quiet('What to do'), text(view.instructions, 800)) : null,
      view.history.length > 0 && !isOver
        ? section(quiet('Earlier visits'), ...view.history.slice(0, 3).map((entry) => text(entry, 200)))
        : null,
      view.products.length > 0 && !isOver
        ? section(
            quiet('Parts that fit'),
            text(
              view.products
                .slice(0, 6)
                .map(({ name }) => name.slice(0, 80))
                .join(', '),
              500,
            ),
          )
        : null,
    ],
    isOver ? [] : steps(view, options),
  );
}

/** What led here, or what else is wrong with the machine: to be gone when the technician leaves. */
function alertsOf({ alerts }: BookingView) {
  if (alerts.length === 0) return null;
  const shown = alerts
    .slice(0, 4)
    .map(({ text: words, severity, isOver }) =>
      line(
        { text: isOver ? 'In band' : 'Out of band', bold: true, tone: isOver ? 'good' : toneOf[severity] },
        { text: words, limit: 300 },
      ),
    );
  return section(quiet('What the machine tells'), ...shown);
}

const travel = ({ state, travelMinutes }: BookingView): string | null =>
  state === 'scheduled' && travelMinutes > 0 ? `${Math.round(travelMinutes)} min` : null;

const ending = ({ state, report, isFixed, partsUsed, cancelReason }: BookingView) =>
  state === 'cancelled'
    ? section(text(cancelReason ? `Why: ${cancelReason}` : 'This visit is not yours any more.', 500))
    : section(
        status(isFixed ? 'Fixed' : 'Another visit is needed', isFixed ? 'good' : 'warning'),
        text(report ?? '', 800),
        partsUsed.length > 0 ? quiet(`Parts used: ${partsUsed.slice(0, 10).join(', ')}`, 400) : null,
      );

const steps = (view: BookingView, options: CardOptions): CardAction[] => {
  const { bookingId, state } = view;
  return [
    ...nextSteps(view, options),
    ...(state === 'scheduled' || state === 'traveling' ? [openPage('Map', directionsTo(view.site))] : []),
    ...(state === 'in-progress' ? [execute('Break', 'booking.break', { bookingId })] : []),
    ...(state === 'in-progress' && view.asset ? [claimDeviceButton(view.asset.id)] : []),
    asking(cannotMakeItQuestion(view), options),
  ];
};

function nextSteps(view: BookingView, options: CardOptions): CardAction[] {
  const { bookingId, state } = view;
  if (state === 'in-progress') return [asking(completeVisitQuestion(view), options)];
  const step = nextStep({ bookingId, state });
  return step ? [primary(step)] : [];
}

/** The one thing a technician does next with a visit that has not reached the site, or rests; null when it is more than a tap. */
export function nextStep({
  bookingId,
  state,
}: {
  readonly bookingId: string;
  readonly state: BookingState;
}): CardAction | null {
  if (state === 'scheduled') return execute('Travel', 'booking.travel', { bookingId });
  if (state === 'traveling') return execute('Arrived', 'booking.arrive', { bookingId });
  if (state === 'on-break') return execute('Resume', 'booking.resume', { bookingId });
  return null;
}

function directionsTo({ lat, lon }: { readonly lat: number; readonly lon: number }): URL {
  const page = new URL('https://www.openstreetmap.org/directions');
  page.searchParams.set('to', `${lat.toFixed(5)},${lon.toFixed(5)}`);
  return page;
}
