import type { CommandState } from '../../domain/iot/commands/command.ts';
import { type CommandKind, type CommandParameter, sayRange } from '../../domain/iot/commands/device-model.ts';
import {
  type AdaptiveCard,
  type CardAction,
  type CardElement,
  card,
  facts,
  line,
  quiet,
  section,
  status,
  type Tone,
  text,
  title,
} from '../card.ts';
import { execute, grave, primary } from '../parts/buttons.ts';
import { type Choice, choiceInput, textInput } from '../parts/inputs.ts';
import { asking, type CardOptions, type Dialog, dialogOf, type Question } from '../parts/question.ts';

/** Something a command brings, as it is shown: values are said already. */
export interface ParameterView {
  readonly name: string;
  readonly value: string;
  /** `5 to 30 °C`; null where there is none. */
  readonly range: string | null;
  /** What the device says it has now; null while it is unknown. */
  readonly present: string | null;
}

/** A command as its card shows it; times are said already. */
export interface CommandView {
  readonly commandId: string;
  readonly state: CommandState;
  readonly name: string;
  readonly device: string;
  /** The machine, with its number. */
  readonly asset: string | null;
  readonly parameters: readonly ParameterView[];
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly via: 'method' | 'message' | null;
  /** When it came to its end. */
  readonly settledAt: string | null;
  /** What the device answered, in a few words. */
  readonly response: string | null;
  readonly problem: string | null;
}

/** A command of a device's history. */
export interface CommandLine {
  readonly name: string;
  readonly state: CommandState;
  /** `Temperature 21`. */
  readonly values: string;
  readonly when: string;
  readonly by: string;
}

const said: Record<CommandState, readonly [words: string, tone: Tone]> = {
  proposed: ['To be confirmed', 'warning'],
  queued: ['On its way', 'info'],
  sent: ['Sent, no answer yet', 'info'],
  completed: ['Done', 'good'],
  expired: ['Expired', 'warning'],
  failed: ['Failed', 'danger'],
  cancelled: ['Not sent', 'plain'],
};

/** What a device is told: first the question whether it is to be told so, then how far that has come, on the same card. */
export const commandCard = (view: CommandView): AdaptiveCard => {
  const { commandId, state, problem, response } = view;
  return card(
    [
      title('Command to a device'),
      line({ text: view.name, bold: true, limit: 120 }),
      status(stateWords(view), said[state][1]),
      state === 'proposed' && text('Nothing has been sent. Check the device and the values, then confirm.'),
      facts({
        Device: view.device,
        Asset: view.asset,
        ...Object.fromEntries(
          view.parameters.slice(0, mostParameters).map((one) => [one.name.slice(0, 60), parameterWords(one)]),
        ),
        'Asked by': `${view.requestedBy}, ${view.requestedAt}`,
      }),
      section(
        problem ? text(`Why: ${problem}`, 400) : null,
        response ? text(`The device answered: ${response}`, 400) : null,
        view.settledAt ? quiet(view.settledAt) : null,
      ),
    ],
    state === 'proposed'
      ? [
          primary(execute('Confirm and send', 'command.confirm', { commandId })),
          execute('Do not send', 'command.cancel', { commandId }),
        ]
      : state === 'queued'
        ? [grave(execute('Take it back', 'command.cancel', { commandId }))]
        : [],
  );
};

const stateWords = ({ state, via }: CommandView): string =>
  state === 'queued' && via === 'message' ? 'Waits for the device to connect' : said[state][0];

function parameterWords({ value, range, present }: ParameterView): string {
  const asides = [range && `safe: ${range}`, present && `now ${present}`].filter(Boolean);
  return asides.length > 0 ? `${value} (${asides.join('; ')})` : value;
}

/** So many inputs a form may have before nobody fills them in; what has longer lists to choose from is typed. */
const mostParameters = 6;
const mostCommands = 12;
const longestList = 600;

/** What a device can be told, for the form that asks for it. */
export interface CommandChoices {
  readonly deviceId: string;
  readonly device: string;
  /** The alert it is an answer to. */
  readonly alertId: string | null;
  readonly commands: readonly CommandKind[];
}

/** Asks which command, and with which values; nothing is sent before the card that follows is confirmed. */
export const commandQuestion = (asked: CommandChoices): Question<'device.command'> => {
  const { deviceId, alertId, commands } = asked;
  return {
    button: 'Command',
    heading: `Tell ${asked.device} something`,
    note: 'You confirm it on the next card, before anything is sent. Leave empty what the command does not need.',
    fields: [
      choiceInput({
        id: 'command',
        label: 'Command',
        required: true,
        value: commands[0]?.method,
        choices: commands.slice(0, mostCommands).map(({ name, method }) => ({ title: name, value: method })),
      }),
      ...parametersOf(commands).slice(0, mostParameters).map(parameterInput),
    ],
    send: 'Look at it first',
    verb: 'device.command',
    data: { deviceId, ...(alertId && { alertId }) },
  };
};

/** The question as a dialog, for clients that can open one. */
export const commandDialog = (asked: CommandChoices): Dialog => dialogOf(commandQuestion(asked));

/** The button that asks, for the cards of devices, alerts and machines; null where a device cannot be told anything. */
export const commandButton = (asked: CommandChoices, options: CardOptions): CardAction | null =>
  asked.commands.length > 0 ? asking(commandQuestion(asked), options) : null;

function parametersOf(
  commands: readonly CommandKind[],
): { name: string; of: CommandParameter; commands: string[] }[] {
  const found = new Map<string, { name: string; of: CommandParameter; commands: string[] }>();
  for (const { name: command, parameters } of commands)
    for (const one of parameters) {
      const known = found.get(one.name);
      if (known) known.commands.push(command);
      else found.set(one.name, { name: one.name, of: one, commands: [command] });
    }
  return [...found.values()];
}

function parameterInput({ name, of, commands }: ReturnType<typeof parametersOf>[number]): CardElement {
  const range = sayRange(of);
  const label = `${commands.join(', ')}: ${name}${range ? ` (${range})` : ''}`;
  const choices: readonly Choice[] =
    of.kind === 'flag' ? flags : of.choices.map((one) => ({ title: one, value: one }));
  const id = `parameter:${name}`;
  return choices.length > 0 && JSON.stringify(choices).length <= longestList
    ? choiceInput({ id, label, hint: 'Leave as it is', choices })
    : textInput({ id, label, longest: of.kind === 'number' ? 30 : 1_000 });
}

const flags: readonly Choice[] = [
  { title: 'Yes', value: 'true' },
  { title: 'No', value: 'false' },
];

/** The last commands of a device or a machine, newest first. */
export const commandLines = (history: readonly CommandLine[]): CardElement[] =>
  history.length === 0
    ? []
    : [
        quiet('Commands'),
        ...history
          .slice(0, 3)
          .map(({ name, values, state, when, by }) =>
            line(
              { text: name, bold: true, limit: 60 },
              { text: values, limit: 80 },
              { text: `· ${said[state][0].toLowerCase()}`, tone: said[state][1] },
              { text: `· ${when}, ${by}`, quiet: true, limit: 100 },
            ),
          ),
      ];
