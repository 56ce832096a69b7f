import { buttons, type CardElement } from './card.ts';
import type { CaseView, Measure } from './case-view.ts';
import { dispatchQuestion, resolveQuestion, transferQuestion } from './dialogs.ts';
import { execute, form, primary } from './parts/buttons.ts';
import { textInput } from './parts/inputs.ts';
import { cut } from './parts/literal.ts';
import { asking, type CardOptions } from './parts/question.ts';

/** What the viewer can do about an open case: answering first, then everything that moves it on. */
export function caseButtons(view: CaseView, options: CardOptions, measure: Measure): CardElement[] {
  const { caseId, owner, isMine, mayTransfer, canReply, isFocused, stage } = view;
  const summary = execute('Summary', 'case.summary', { caseId });
  const { targets, skills } = view.choices;
  const choices = {
    ...view.choices,
    targets: targets.slice(0, measure.choices),
    skills: skills.slice(0, measure.choices),
  };
  const transfer = choices.targets.length > 0 && asking(transferQuestion({ ...view, ...choices }), options);
  if (!isMine) {
    const pick = owner === null && primary(execute('Take this case', 'case.pick', { caseId }));
    return buttons(pick, summary, mayTransfer && transfer);
  }
  return [
    ...buttons(
      canReply && reply(view, measure),
      !isFocused && canReply && execute('Focus', 'case.focus', { caseId }),
      canReply && execute('Suggest reply', 'case.suggest-reply', { caseId }),
      summary,
    ),
    ...buttons(
      asking(resolveQuestion(view), options),
      choices.windows.length > 0 && asking(dispatchQuestion({ ...view, ...choices }), options),
      transfer,
      stage !== 'on-hold' && execute('Park', 'case.park', { caseId }),
    ),
  ];
}

const reply = ({ caseId, draft }: CaseView, measure: Measure) =>
  form(
    draft ? 'Reply (draft)' : 'Reply',
    [
      textInput({
        id: 'text',
        label: 'Your answer',
        required: true,
        value: draft && cut(draft, measure.draft),
        longest: 8000,
      }),
    ],
    primary(execute('Send', 'case.reply', { caseId })),
  );
