import { renewCard } from '../messaging/posting.ts';
import { requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import type { Case } from './case.ts';
import { requireCharge } from './charge.ts';

/** Where an agent's plain text goes: a case, and the words without the address. */
export interface Addressed {
  readonly found: Case;
  readonly text: string;
}

/** Makes a case the one that plain text goes to; the Reply button and accepting an offer do this. */
export async function focusCase(unit: Unit, { caseId }: { readonly caseId: string }): Promise<Case> {
  requireRole(unit.actor, 'agent', 'supervisor');
  const found = await unit.cases.get(caseId);
  await requireCharge(unit, found);
  const agent = await unit.agents.find(unit.actor.id);
  if (!agent || agent.focusCaseId === caseId) return found;
  unit.agents.save({ ...agent, focusCaseId: caseId });
  await renewCard(unit, 'case', caseId);
  if (agent.focusCaseId) await renewCard(unit, 'case', agent.focusCaseId); // two cards must never claim the same words
  return found;
}

/**
 * Finds the case an agent's words are for: `C-1042: text` first, then the card that was quoted, then the case in focus,
 * then the only active one. With several and none in focus it refuses with the list: it never guesses.
 */
export async function addressedCase(
  unit: Unit,
  input: { readonly text: string; readonly quotedCaseId?: string | null },
): Promise<Addressed> {
  const named = /^\s*(c-?\d{1,9})\s*[:,-]\s*/i.exec(input.text);
  if (named) {
    const number = named[1]!.toUpperCase().replace(/^C-?/, 'C-');
    const found = await unit.cases.first({ number, unitId: unit.actor.unitId });
    if (!found) throw new Refused('record.not_found', { kind: 'case', id: number });
    return { found, text: input.text.slice(named[0].length) };
  }
  if (input.quotedCaseId) return { found: await unit.cases.get(input.quotedCaseId), text: input.text };
  const mine = await unit.cases.where({ ownerId: unit.actor.id, state: 'active' });
  const agent = await unit.agents.find(unit.actor.id);
  const focused = mine.find(({ id }) => id === agent?.focusCaseId);
  const only = mine.length === 1 ? mine[0] : undefined;
  const found = focused ?? only;
  if (found) return { found, text: input.text };
  if (mine.length === 0) throw new Refused('case.none_active');
  throw new Refused('case.no_focus', {
    count: mine.length,
    numbers: mine.map(({ number }) => number).join(', '),
  });
}
