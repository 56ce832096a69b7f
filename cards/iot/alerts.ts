import type { AlertState } from '../../domain/iot/alerts/alert.ts';
import { kindWords } from '../../domain/iot/alerts/kind-words.ts';
import type { FindingKind, Severity } from '../../domain/iot/finding.ts';
import {
  type AdaptiveCard,
  type CardAction,
  type CardElement,
  card,
  facts,
  quiet,
  section,
  status,
  strong,
  type Tone,
  text,
  title,
} from '../card.ts';
import { execute, form, grave, primary } from '../parts/buttons.ts';
import { choiceInput, textInput } from '../parts/inputs.ts';
import { type Gauged, gauge } from './gauge.ts';

/** An alert as those see it who send technicians; times and values are said already. */
export interface AlertView {
  readonly alertId: string;
  readonly number: string;
  readonly state: AlertState;
  readonly severity: Severity;
  readonly kind: FindingKind;
  readonly channel: string;
  readonly detail: string;
  readonly device: { readonly id: string; readonly name: string };
  readonly asset: {
    readonly name: string;
    readonly number: string;
    readonly site: string;
    readonly place: string;
  } | null;
  /** The newest value beside where it is expected; null when nothing is known. */
  readonly now: Gauged | null;
  /** `today 10:02`. */
  readonly since: string;
  readonly last: string;
  readonly count: number;
  /** When telemetry came back, while its group still stands. */
  readonly backSince: string | null;
  readonly note: string | null;
  readonly snoozedUntil: string | null;
  readonly seenBy: string | null;
  /** Grouped alerts that still stand, worst first, e.g. `L-215 temperature, level shift, major`. */
  readonly group: readonly string[];
  /** How many were grouped, over or not. */
  readonly grouped: number;
  readonly case: { readonly id: string; readonly number: string } | null;
  readonly order: {
    readonly id: string;
    readonly number: string;
    readonly state: string;
    readonly isOpen: boolean;
  } | null;
  /** Once it is over: how, by whom and when. */
  readonly ending: string | null;
}

/** The colour of a severity. */
export const toneOf: Record<Severity, Tone> = {
  critical: 'danger',
  major: 'danger',
  minor: 'warning',
  warning: 'warning',
  info: 'info',
};

const mostOfGroup = 5;

/** Says what is wrong, where, since when and how far out of band, and asks what is to be done about it. */
export function alertCard(view: AlertView, extras: readonly CardAction[] = []): AdaptiveCard {
  const { severity, asset, device, state, note, number } = view;
  const isOver = state === 'cleared';
  return card(
    [
      title(`${capital(severity)}: ${asset ? `${asset.name} ${asset.number}` : device.name}`),
      strong(capital(view.detail), 400),
      isOver
        ? status(view.ending ?? 'Over.', 'good')
        : status(`${standingWords(view)} · since ${view.since}`, view.backSince ? 'good' : toneOf[severity]),
      !isOver && view.now && gauge(view.now),
      note && !isOver ? status(note, 'warning') : null,
      !isOver && view.snoozedUntil ? status(`Put aside until ${view.snoozedUntil}.`, 'info') : null,
      facts({
        Alert: `${number}, ${kindWords[view.kind]}`,
        Where: asset && [asset.site, asset.place].filter(Boolean).join(', '),
        Device: `${device.name === device.id ? device.id : `${device.name} (${device.id})`}, channel ${view.channel}`,
        Told: `${view.count === 1 ? 'by 1 reading' : `by ${view.count.toLocaleString('en')} readings`}, last ${view.last}`,
        'Seen by': view.seenBy,
        Case: view.case?.number,
        'Work order': view.order && `${view.order.number}, ${view.order.state}`,
      }),
      groupOf(view),
    ],
    isOver
      ? [execute('Show the device', 'device.show', { deviceId: device.id })]
      : [...steps(view), ...extras, ...calming(view)],
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const standingWords = ({ state, backSince }: AlertView): string => {
  if (backSince) return `Back in band ${backSince}, its group is not`;
  return state === 'acknowledged' ? 'Acknowledged' : 'Open';
};

function groupOf({ group, grouped }: AlertView): CardElement | null {
  if (grouped === 0) return null;
  const left = group.length - mostOfGroup;
  return section(
    quiet(`${grouped} more in this group, ${group.length === 0 ? 'all over' : `${group.length} standing`}`),
    ...group.slice(0, mostOfGroup).map((one) => text(one, 160)),
    left > 0 && quiet(`and ${left} more`),
  );
}

const snoozes = [
  { title: '1 hour', value: '60' },
  { title: '4 hours', value: '240' },
  { title: '1 day', value: '1440' },
];
const silences = [
  { title: '4 hours', value: '4' },
  { title: '1 day', value: '24' },
  { title: '1 week', value: '168' },
];

/** What is done about it. */
function steps(view: AlertView): CardAction[] {
  const { alertId, state, device, order } = view;
  const send = order?.isOpen
    ? primary(execute('Find a time', 'work-order.slots', { workOrderId: order.id }))
    : primary(execute('Send a technician', 'alert.dispatch', { alertId }));
  return [
    send,
    ...(state === 'open' ? [execute('Acknowledge', 'alert.acknowledge', { alertId })] : []),
    ...(view.case
      ? [execute(`Show ${view.case.number}`, 'case.show', { caseId: view.case.id })]
      : [execute('Open a case', 'alert.open-case', { alertId })]),
    execute('Show the device', 'device.show', { deviceId: device.id }),
  ];
}

/** What is not done about it. */
function calming({ alertId }: AlertView): CardAction[] {
  return [
    form(
      'Snooze',
      [
        choiceInput({
          id: 'minutes',
          label: 'Put it aside for',
          required: true,
          value: '60',
          choices: snoozes,
        }),
      ],
      primary(execute('Snooze', 'alert.snooze', { alertId })),
    ),
    form(
      'Keep quiet',
      [
        choiceInput({
          id: 'hours',
          label: 'Nothing about this fault for',
          required: true,
          value: '24',
          choices: silences,
        }),
        textInput({ id: 'reason', label: 'Why', required: true, longest: 500 }),
      ],
      primary(execute('Keep quiet', 'alert.suppress', { alertId })),
    ),
    form(
      'Clear',
      [textInput({ id: 'reason', label: 'Why it is over', required: true, longest: 500 })],
      grave(execute('Clear the alert', 'alert.clear', { alertId })),
    ),
  ];
}
