import { type Choice, choiceInput, textInput } from './parts/inputs.ts';
import { type Dialog, dialogOf, type Question } from './parts/question.ts';

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
  /** How long such work usually takes. */
  readonly durationMinutes: number;
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

/** What a question about an escalation needs to know of it. */
export interface AskedEscalation {
  readonly escalationId: string;
  readonly caseNumber: string;
}

/** Ends a case: how, and in words that the customer reads. */
export const resolveQuestion = ({ caseId, number }: AskedCase): Question<'case.resolve'> => ({
  button: 'Resolve',
  heading: `Resolve ${number}`,
  note: 'The customer reads the text and is asked for a rating. Visits not yet begun are called off.',
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

/** Hands a case to a colleague or to another queue. */
export const transferQuestion = ({
  caseId,
  number,
  targets,
}: AskedCase & TransferTargets): Question<'case.transfer'> => ({
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

const durations = [30, 45, 60, 75, 90, 120, 180, 240, 480];
const durationChoices = (usual: number): Choice[] =>
  [...new Set([...durations, usual])]
    .sort((a, b) => a - b)
    .map((minutes) => ({
      title: minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 6) / 10} hours`,
      value: String(minutes),
    }));

/** Sends a technician: what is needed, how long it takes and when to arrive. */
export const dispatchQuestion = (asked: AskedCase & DispatchChoices): Question<'case.dispatch'> => ({
  button: 'Dispatch a technician',
  heading: `Dispatch a technician for ${asked.number}`,
  note: 'You choose among the best times next; the customer is told once one is booked.',
  fields: [
    textInput({ id: 'need', label: 'What is needed', required: true, value: asked.need, longest: 500 }),
    ...(asked.skills.length > 0
      ? [
          choiceInput({
            id: 'skill',
            label: 'Skill',
            hint: 'As usual for this kind of work',
            choices: asked.skills,
          }),
        ]
      : []),
    choiceInput({
      id: 'durationMinutes',
      label: 'How long',
      required: true,
      value: String(asked.durationMinutes),
      choices: durationChoices(asked.durationMinutes),
    }),
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

/** Ends a visit: what was done, which parts it took, and whether that was enough. */
export const completeVisitQuestion = ({
  bookingId,
  number,
  products,
}: AskedVisit): Question<'booking.complete'> => ({
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
      .map(({ id, name }) =>
        choiceInput({ id: `part:${id}`, label: `Used: ${name}`, value: '0', choices: quantities }),
      ),
  ],
  send: 'Complete the visit',
  verb: 'booking.complete',
  data: { bookingId },
});

/** Gives a visit back before it is done. */
export const cannotMakeItQuestion = ({
  bookingId,
  number,
}: Omit<AskedVisit, 'products'>): Question<'booking.cannot'> => ({
  button: "Can't make it",
  heading: `Give ${number} back`,
  note: 'The dispatcher finds somebody else.',
  fields: [textInput({ id: 'reason', label: 'Why not', required: true, longest: 500 })],
  send: 'Give it back',
  verb: 'booking.cannot',
  data: { bookingId },
});

/** Leaves a late case where it is, for a reason. */
export const declineEscalationQuestion = (asked: AskedEscalation): Question<'escalation.decline'> => ({
  button: 'Decline',
  heading: `Leave ${asked.caseNumber} where it is`,
  fields: [textInput({ id: 'reason', label: 'Reason', required: true, longest: 500 })],
  send: 'Decline the escalation',
  verb: 'escalation.decline',
  data: { escalationId: asked.escalationId },
});

/** The same questions as dialogs, for clients that can open one. */
export const resolveDialog = (asked: AskedCase): Dialog => dialogOf(resolveQuestion(asked));
export const transferDialog = (asked: AskedCase & TransferTargets): Dialog =>
  dialogOf(transferQuestion(asked));
export const dispatchDialog = (asked: AskedCase & DispatchChoices): Dialog =>
  dialogOf(dispatchQuestion(asked));
export const completeVisitDialog = (asked: AskedVisit): Dialog => dialogOf(completeVisitQuestion(asked));
export const cannotMakeItDialog = (asked: AskedVisit): Dialog => dialogOf(cannotMakeItQuestion(asked));
export const declineEscalationDialog = (asked: AskedEscalation): Dialog =>
  dialogOf(declineEscalationQuestion(asked));
