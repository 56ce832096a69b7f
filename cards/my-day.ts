import type { BookingState } from '../domain/work-orders/work-order.ts';
import { nextStep } from './bookings.ts';
import {
  type AdaptiveCard,
  buttons,
  type CardAction,
  type CardElement,
  card,
  columns,
  firstThatFits,
  line,
  quiet,
  text,
  title,
} from './card.ts';
import { execute } from './parts/buttons.ts';

/** A technician's agenda of one day. */
export interface MyDayView {
  /** The day for people, e.g. `Mon 2 Mar`. */
  readonly day: string;
  readonly visits: readonly {
    readonly bookingId: string;
    readonly state: BookingState;
    /** Clock times, e.g. `14:00 to 15:30`. */
    readonly when: string;
    readonly number: string;
    readonly summary: string;
    readonly where: string;
    readonly travelMinutes: number;
  }[];
}

const marks: Record<BookingState, string> = {
  scheduled: 'scheduled',
  traveling: 'on the way',
  'in-progress': 'on site',
  'on-break': 'on a break',
  completed: 'done',
  cancelled: 'cancelled',
};

/** The day in order, with the one next step on the visit that is due. */
export const myDayCard = (view: MyDayView): AdaptiveCard =>
  firstThatFits([14, 8], (rows) =>
    card([title(`Your day · ${view.day}`), dayLines(view, rows)], [execute('Refresh', 'my-day.show', {})]),
  );

/** The visits of a day one under another, at most so many. */
export function dayLines({ visits }: MyDayView, rows: number): CardElement[] {
  if (visits.length === 0) return [text('No visits today.')];
  const due = visits.find(({ state }) => state !== 'completed' && state !== 'cancelled');
  const minutes = Math.round(visits.reduce((sum, { travelMinutes }) => sum + travelMinutes, 0));
  const left = visits.length - rows;
  return [
    quiet(`${visits.length === 1 ? '1 visit' : `${visits.length} visits`}, ${minutes} min on the road`),
    ...visits.slice(0, rows).map((visit) => visitLine(visit, visit === due ? nextStep(visit) : null)),
    ...(left > 0 ? [quiet(`and ${left} more`)] : []),
  ];
}

const visitLine = (visit: MyDayView['visits'][number], step: CardAction | null): CardElement =>
  columns(
    {
      width: 'stretch',
      items: [
        line({ text: visit.when, bold: true }, { text: `· ${visit.number} · ${marks[visit.state]}` }),
        { ...text(visit.summary, 120), spacing: 'None' },
        { ...quiet(visit.where, 120), spacing: 'None' },
      ],
    },
    { width: 'auto', items: buttons(step) },
  );
