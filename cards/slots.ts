import {
  type AdaptiveCard,
  buttons,
  card,
  columns,
  line,
  quiet,
  section,
  status,
  strong,
  text,
  title,
} from './card.ts';
import { execute } from './parts/buttons.ts';

/** The best times for a work order, as whoever books one sees them. */
export interface SlotsView {
  readonly workOrderId: string;
  readonly number: string;
  readonly summary: string;
  readonly site: string;
  readonly slots: readonly {
    readonly resourceId: string;
    readonly technician: string;
    /** The start of work in ISO, which is what gets booked. */
    readonly startAt: string;
    /** The same for people, e.g. `tomorrow 09:00 to 10:30`. */
    readonly when: string;
    readonly travelMinutes: number;
    /** Why this one, the weightiest first. */
    readonly reasons: readonly string[];
  }[];
  /** The visit there is already, e.g. `Jonas Beck, today 14:00 to 15:30`; then nothing is left to choose. */
  readonly booked: string | null;
  /** Where there is none: why, and what would help. */
  readonly why: string | null;
  readonly help: readonly string[];
}

/** Offers the three best times for a visit, each with who, when, how far and why; where none fits it says what would. */
export function slotsCard(view: SlotsView): AdaptiveCard {
  const { workOrderId, number, summary, site, slots, why, help, booked } = view;
  const heading = [title(`Times for ${number}`), strong(summary, 160), quiet(site, 160)];
  const again = execute('Look again', 'work-order.slots', { workOrderId });
  if (booked) return card([heading, status(`Booked: ${booked}`, 'good')]);
  if (slots.length === 0)
    return card(
      [
        heading,
        status('No technician fits in that window.', 'warning'),
        why ? text(why, 400) : null,
        section(...help.slice(0, 4).map((one) => text(`• ${one}`, 200))),
      ],
      [again],
    );
  const best = slots.slice(0, 3).map((slot) =>
    section(
      columns(
        {
          width: 'stretch',
          items: [
            line({ text: slot.when, bold: true }, { text: `· ${slot.technician}` }),
            { ...quiet(`${Math.round(slot.travelMinutes)} min travel`), spacing: 'None' },
            ...slot.reasons.slice(0, 4).map((reason) => ({ ...quiet(`• ${reason}`, 160), spacing: 'None' })),
          ],
        },
        {
          width: 'auto',
          items: buttons(
            execute('Book', 'booking.make', {
              workOrderId,
              resourceId: slot.resourceId,
              startAt: slot.startAt,
            }),
          ),
        },
      ),
    ),
  );
  return card([heading, ...best], [again]);
}
