import type { DeviceState } from '../../domain/iot/devices/device.ts';
import type { Severity } from '../../domain/iot/finding.ts';
import {
  type AdaptiveCard,
  buttons,
  type CardAction,
  type CardElement,
  card,
  columns,
  facts,
  firstThatFits,
  line,
  type Part,
  quiet,
  section,
  status,
  type Tone,
  title,
} from '../card.ts';
import { execute, form, primary } from '../parts/buttons.ts';
import { textInput } from '../parts/inputs.ts';
import { toneOf } from './alerts.ts';

/** One channel of a device as it is now; values and times are said already. */
export interface ChannelView {
  readonly channel: string;
  /** `7.4`. */
  readonly value: string;
  /** `2.1 to 3.0`; null while it is still learning. */
  readonly expected: string | null;
  /** Whether the value lies where it is expected; null while that is not known. */
  readonly isInBand: boolean | null;
  /** `today 10:02`. */
  readonly at: string;
  /** `learning, 3 days left`; null when there is nothing to say. */
  readonly learning: string | null;
}

/** The answer to "how is pump 7?". */
export interface DeviceView {
  readonly deviceId: string;
  readonly name: string;
  readonly model: string;
  readonly state: DeviceState;
  readonly asset: {
    readonly name: string;
    readonly number: string;
    readonly site: string;
    readonly place: string;
  } | null;
  /** When it was last heard of; null when it never was. */
  readonly lastHeard: string | null;
  readonly channels: readonly ChannelView[];
  readonly alerts: readonly {
    readonly alertId: string;
    readonly number: string;
    readonly severity: Severity;
    readonly text: string;
  }[];
}

/** What others add to a device's card: what can be asked of the device, and what was. */
export interface DeviceCardExtras {
  readonly lines: readonly Part[];
  readonly actions: readonly CardAction[];
}

/** How a device is: what it measures beside what is expected, what is wrong, and what can be asked of it. */
export const deviceCard = (
  view: DeviceView,
  extras: DeviceCardExtras = { lines: [], actions: [] },
): AdaptiveCard => firstThatFits([12, 6, 3], (rows) => draw(view, extras, rows));

function draw(view: DeviceView, { lines, actions }: DeviceCardExtras, rows: number): AdaptiveCard {
  const { deviceId, asset, alerts, channels, state } = view;
  const left = channels.length - rows;
  return card(
    [
      title(asset ? `${asset.name} ${asset.number}` : view.name),
      status(...verdict(view)),
      facts({
        Where: asset && [asset.site, asset.place].filter(Boolean).join(', '),
        Device: [view.name, view.model, view.name === deviceId ? '' : deviceId].filter(Boolean).join(', '),
        'Last heard': view.lastHeard ?? 'never',
      }),
      section(
        channels.length > 0 ? head : quiet(state === 'enabled' ? 'No readings yet.' : 'It does not sign in.'),
        ...channels.slice(0, rows).map(channelRow),
        left > 0 && quiet(`and ${left} more`),
      ),
      section(...alerts.slice(0, rows).map(alertRow)),
      section(...lines),
    ],
    [...actions, execute('Refresh', 'device.show', { deviceId })],
  );
}

function verdict({ state, alerts, channels }: DeviceView): [words: string, tone: Tone] {
  if (state !== 'enabled') return [`The device is ${state}.`, 'plain'];
  const [worst] = alerts;
  if (worst)
    return [alerts.length === 1 ? '1 alert stands' : `${alerts.length} alerts stand`, toneOf[worst.severity]];
  if (channels.length === 0) return ['Nothing is known of it yet.', 'plain'];
  const isOut = channels.some(({ isInBand }) => isInBand === false);
  return isOut ? ['A value is out of its band, no alert stands.', 'warning'] : ['All is well.', 'good'];
}

const widths = ['stretch', '76px', '112px'] as const;
const row = (...cells: readonly CardElement[]): CardElement =>
  columns(...cells.map((cell, at) => ({ width: widths[at] ?? 'stretch', items: [cell] })));

const head = row(quiet('Channel'), quiet('Now'), quiet('Expected'));

const channelRow = ({ channel, value, expected, isInBand, at, learning }: ChannelView): CardElement =>
  row(
    line({ text: channel, limit: 60 }, { text: `· ${at}`, quiet: true }),
    isInBand === false
      ? line({ text: value, bold: true, tone: 'danger' })
      : line({ text: value, bold: true }),
    quiet(expected ?? learning ?? 'not known yet', 60),
  );

const alertRow = ({ alertId, number, severity, text }: DeviceView['alerts'][number]): CardElement =>
  columns(
    {
      width: 'stretch',
      items: [
        line({ text: `${number} ${severity}`, bold: true, tone: toneOf[severity] }, { text, limit: 160 }),
      ],
    },
    { width: 'auto', items: buttons(execute('Show', 'alert.show', { alertId })) },
  );

/** Asks for the code of a device that stands at a machine: scanned by the phone's camera into the field, or typed. */
export const claimDeviceButton = (assetId: string): CardAction =>
  form(
    'Register a device',
    [
      textInput({
        id: 'code',
        label: "The code on the device's label, scanned or typed",
        placeholder: 'FL1:pump-7:ABCDEFGHIJKLMNOP',
        required: true,
        longest: 300,
      }),
    ],
    primary(execute('Register it here', 'device.claim', { assetId })),
  );
