import type { AdaptiveCard } from './card.ts';
import { type Choice, choiceInput, textInput } from './inputs.ts';
import { dialogCard, type Question } from './question.ts';

/** What a question about a case needs to know of it. */
export interface AskedCase {
  readonly caseId: string;
  readonly number: string;
}

/** Who or which queue could take a case; values are `agent:<id>` and `queue:<id>`. */
export interface TransferTargets {
  readonly targets: readonly Choice[];
}

/** What a technician can be asked for: characteristics by id, and windows as `<from>/<to>` in ISO instants. */
export interface DispatchChoices {
  readonly skills: readonly Choice[];
  readonly windows: readonly Choice[];
  /** What the case is about, as a first draft of what is needed. */
  readonly need: string;
}

/** What a question about a visit needs to know of it. */
export interface AskedVisit {
  readonly bookingId: string;
  readonly number: string;
  /** Parts that fit the asset; the first six are asked for. */
  readonly products: readonly { readonly id: string; readonly name: string }[];
}

export const resolveQuestion = ({ caseId, number }: AskedCase): Question<'case.resolve'> => ({
  button: 'Resolve',
  heading: `Resolve ${number}`,
  note: 'The customer reads the text and is asked for a rating.',
  fields: [
    choiceInput({
      id: 'type',
      label: 'Resolution type',
      required: true,
      value: 'problem-solved',
      choices: [
        { title: 'Problem solved', value: 'problem-solved' },
        { title: 'Information provided', value: 'information-provided' },
      ],
    }),
    textInput({ id: 'text', label: 'What solved it', required: true }),
  ],
  send: 'Resolve the case',
  verb: 'case.resolve',
  data: { caseId },
});

export const transferQuestion = ({ caseId, number, targets }: AskedCase & TransferTargets): Question<'case.transfer'> => ({
  button: 'Transfer',
  heading: `Transfer ${number}`,
  fields: [
    choiceInput({ id: 'target', label: 'To whom', required: true, choices: targets }),
    textInput({ id: 'note', label: 'Note for whoever takes it', longest: 1000 }),
  ],
  send: 'Transfer the case',
  verb: 'case.transfer',
  data: { caseId },
});

const durations = [30, 60, 90, 120, 180, 240, 480].map((minutes) => ({
  title: minutes < 60 ? `${minutes} minutes` : `${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'}`,
  value: String(minutes),
}));

export const dispatchQuestion = (asked: AskedCase & DispatchChoices): Question<'case.dispatch'> => ({
  button: 'Dispatch a technician',
  heading: `Dispatch a technician for ${asked.number}`,
  note: 'You choose among the best times next; the customer is told once one is booked.',
  fields: [
    textInput({ id: 'need', label: 'What is needed', required: true, value: asked.need, longest: 500 }),
    choiceInput({
      id: 'skill',
      label: 'Skill',
      value: '',
      choices: [{ title: 'Any technician', value: '' }, ...asked.skills],
    }),
    choiceInput({ id: 'durationMinutes', label: 'How long', required: true, value: '60', choices: durations }),
    choiceInput({
      id: 'window',
      label: 'When to arrive',
      required: true,
      value: asked.windows[0]?.value,
      choices: asked.windows,
    }),
  ],
  send: 'Find times',
  verb: 'case.dispatch',
  data: { caseId: asked.caseId },
});

const mostParts = 6;
const quantities = Array.from({ length: 10 }, (_, count) => ({ title: String(count), value: String(count) }));

export const completeVisitQuestion = ({ bookingId, number, products }: AskedVisit): Question<'booking.complete'> => ({
  button: 'Complete',
  heading: `Complete ${number}`,
  fields: [
    textInput({ id: 'report', label: 'What was done', required: true }),
    choiceInput({
      id: 'outcome',
      label: 'Outcome',
      required: true,
      value: 'fixed',
      open: true,
      choices: [
        { title: 'Fixed', value: 'fixed' },
        { title: 'Another visit is needed', value: 'follow-up' },
      ],
    }),
    ...products
      .slice(0, mostParts)
      .map(({ id, name }) => choiceInput({ id: `part:${id}`, label: `Used: ${name}`, value: '0', choices: quantities })),
  ],
  send: 'Complete the visit',
  verb: 'booking.complete',
  data: { bookingId },
});

export const cannotMakeItQuestion = ({ bookingId, number }: Omit<AskedVisit, 'products'>): Question<'booking.cannot'> => ({
  button: "Can't make it",
  heading: `Give ${number} back`,
  note: 'The dispatcher finds somebody else.',
  fields: [textInput({ id: 'reason', label: 'Why not', required: true, longest: 500 })],
  send: 'Give it back',
  verb: 'booking.cannot',
  data: { bookingId },
});

export const declineEscalationQuestion = (asked: {
  readonly escalationId: string;
  readonly caseNumber: string;
}): Question<'escalation.decline'> => ({
  button: 'Decline',
  heading: `Leave ${asked.caseNumber} where it is`,
  fields: [textInput({ id: 'reason', label: 'Reason', required: true, longest: 500 })],
  send: 'Decline the escalation',
  verb: 'escalation.decline',
  data: { escalationId: asked.escalationId },
});

export const resolveDialog = (asked: AskedCase): AdaptiveCard => dialogCard(resolveQuestion(asked));
export const transferDialog = (asked: AskedCase & TransferTargets): AdaptiveCard => dialogCard(transferQuestion(asked));
export const dispatchDialog = (asked: AskedCase & DispatchChoices): AdaptiveCard => dialogCard(dispatchQuestion(asked));
export const completeVisitDialog = (asked: AskedVisit): AdaptiveCard => dialogCard(completeVisitQuestion(asked));
export const cannotMakeItDialog = (asked: AskedVisit): AdaptiveCard => dialogCard(cannotMakeItQuestion(asked));
export const declineEscalationDialog = (asked: Parameters<typeof declineEscalationQuestion>[0]): AdaptiveCard =>
  dialogCard(declineEscalationQuestion(asked));
