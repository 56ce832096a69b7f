import type { CardElement } from '../card.ts';
import { literal, oneLine } from './literal.ts';

/** One option of a choice. */
export interface Choice {
  readonly title: string;
  readonly value: string;
}

interface Field {
  /** The name under which the answer arrives; see `VerbData`. */
  readonly id: string;
  readonly label: string;
  readonly required?: boolean;
}

const named = ({ id, label, required }: Field) => ({
  id,
  label: oneLine(label, 80),
  ...(required && { isRequired: true, errorMessage: `${oneLine(label, 80)}: this is needed.` }),
});

/** Takes a few lines of text. A given value stands there ready to be changed. */
export const textInput = (
  field: Field & { readonly placeholder?: string; readonly value?: string | null; readonly longest?: number },
): CardElement => {
  const { placeholder, value, longest = 2000 } = field;
  return {
    type: 'Input.Text',
    ...named(field),
    ...(value?.trim() && { value: literal(value, longest) }),
    maxLength: longest,
    isMultiline: true,
    ...(placeholder && { placeholder }),
  };
};

/** Takes one of several options; the one given as value, else none, is chosen at first. */
export const choiceInput = (
  field: Field & {
    readonly choices: readonly Choice[];
    readonly value?: string;
    readonly open?: boolean;
    readonly hint?: string;
  },
): CardElement => {
  const { choices, value, open, hint } = field;
  return {
    type: 'Input.ChoiceSet',
    ...named(field),
    ...(value !== undefined && { value }),
    choices: choices.map((one) => ({ title: oneLine(one.title, 60), value: one.value })),
    ...(open && { style: 'expanded' }),
    ...(hint && { placeholder: hint }),
  };
};
