import type { Case, CasePriority } from '../cases/case.ts';
import type { DomainEvents } from '../events.ts';
import { postCard, renewCard } from '../messaging/posting.ts';
import { requireRole } from '../people/actor.ts';
import { Refused } from '../refusals.ts';
import type { Agent } from '../routing/agent.ts';
import { assignCase } from '../routing/assign.ts';
import { loadsOf } from '../routing/desk/loads.ts';
import type { Unit } from '../unit.ts';
import { latePromises, namePromises } from './late-promises.ts';
import type { Escalation, EscalationState } from './sla.ts';

const higher: Record<CasePriority, CasePriority> = { low: 'normal', normal: 'high', high: 'high' };
const defaultSnoozeMinutes = 30;
const longestSnoozeMinutes = 24 * 60;

/** A supervisor hands a late case to the best senior agent, one priority higher. Refuses with `escalation.no_senior`. */
export async function approveEscalation(
  unit: Unit,
  input: { readonly escalationId: string; readonly reason?: string | null },
): Promise<Escalation> {
  const { escalation, found } = await openEscalation(unit, input.escalationId);
  const senior = await bestSenior(unit, found);
  if (!senior) throw new Refused('escalation.no_senior', { number: found.number });
  const reason = input.reason?.trim() || null;
  const priority = higher[found.priority];
  if (priority !== found.priority) {
    unit.cases.save({ ...found, priority });
    unit.emit('case.prioritised', { caseId: found.id, from: found.priority, to: priority });
  }
  const late = await latePromises(unit, escalation);
  const approved = decide(unit, escalation, { state: 'approved', reason, assignedToId: senior.id });
  const why = `its ${namePromises(late)} ${late.length > 1 ? 'are' : 'is'} late`;
  const said = `${unit.actor.name} escalated it, as ${why}${reason ? ` (${reason})` : ''}`;
  await assignCase(unit, { caseId: found.id, agentId: senior.id, why: said });
  await renewCard(unit, 'escalation', escalation.id);
  return approved;
}

/** A supervisor leaves a late case where it is and says why. */
export async function declineEscalation(
  unit: Unit,
  input: { readonly escalationId: string; readonly reason: string },
): Promise<Escalation> {
  const { escalation } = await openEscalation(unit, input.escalationId);
  const reason = input.reason.trim();
  if (!reason)
    throw new Refused('input.invalid', { place: 'reason', problem: 'say why the case stays where it is' });
  const declined = decide(unit, escalation, { state: 'declined', reason });
  await renewCard(unit, 'escalation', escalation.id);
  return declined;
}

/** A supervisor wants to be asked again later. */
export async function snoozeEscalation(
  unit: Unit,
  input: { readonly escalationId: string; readonly minutes?: number },
): Promise<Escalation> {
  const { escalation } = await openEscalation(unit, input.escalationId);
  const minutes = input.minutes ?? defaultSnoozeMinutes;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > longestSnoozeMinutes)
    throw new Refused('input.invalid', {
      place: 'minutes',
      problem: `a whole number from 1 to ${longestSnoozeMinutes}`,
    });
  const snoozedUntil = new Date(unit.now.getTime() + minutes * 60_000);
  const snoozed = decide(unit, escalation, { state: 'snoozed', snoozedUntil });
  unit.startTimer({ kind: 'escalation.wake', subjectId: escalation.id, dueAt: snoozedUntil });
  await renewCard(unit, 'escalation', escalation.id);
  return snoozed;
}

/** The time asked for is over: the question stands again. Timer `escalation.wake`. */
export async function wakeEscalation(unit: Unit, escalationId: string): Promise<void> {
  const found = await unit.escalations.find(escalationId);
  if (found?.state !== 'snoozed' || (found.snoozedUntil && found.snoozedUntil > unit.now)) return;
  const again = { state: 'pending', decidedById: null, decidedAt: null, snoozedUntil: null } as const;
  const { supervisorId: personId, caseId } = unit.escalations.save({ ...found, ...again });
  unit.emit('escalation.asked', { caseId, escalationId, supervisorId: personId });
  await postCard(unit, { personId, card: 'escalation', subjectId: escalationId, caseId });
}

/** A case that has ended leaves nothing to decide: its open escalations are taken off the supervisors' hands. */
export async function settleEscalations(unit: Unit, { caseId }: { readonly caseId: string }): Promise<void> {
  const ended = await unit.cases.get(caseId);
  const open = await unit.escalations.where({ caseId, state: { in: ['pending', 'snoozed'] } });
  for (const escalation of open) await withdraw(unit, escalation, `${ended.number} is ${ended.state}`);
}

/** An answer, however late, leaves nothing to decide about an answer; what else is late about the case still stands. */
export async function settleAnswered(unit: Unit, sent: DomainEvents['message.sent']): Promise<void> {
  if (sent.by !== 'agent' || sent.caseId === null) return;
  const { caseId } = sent;
  if (!(await unit.cases.get(caseId)).escalatedAt) return; // nobody was ever asked: the way of nearly every answer
  const open = await unit.escalations.where({ caseId, state: { in: ['pending', 'snoozed'] } });
  for (const escalation of open) {
    const late = await latePromises(unit, escalation);
    const isAllAnswered = late.every(({ kind, endedAt }) => kind === 'first-response' && endedAt !== null);
    if (isAllAnswered)
      await withdraw(unit, escalation, `${escalation.caseNumber} was answered by ${sent.authorName}`);
    else if (escalation.kind === 'first-response') await renewCard(unit, 'escalation', escalation.id);
  }
}

async function withdraw(unit: Unit, escalation: Escalation, reason: string): Promise<void> {
  decide(unit, escalation, { state: 'withdrawn', reason });
  await renewCard(unit, 'escalation', escalation.id);
}

/** Any supervisor may decide; the role is the verified actor's. An escalation decided before is refused with who and how. */
async function openEscalation(
  unit: Unit,
  escalationId: string,
): Promise<{ readonly escalation: Escalation; readonly found: Case }> {
  requireRole(unit.actor, 'supervisor');
  const escalation = await unit.escalations.get(escalationId);
  const found = await unit.cases.get(escalation.caseId);
  const { state, decidedById } = escalation;
  if (state === 'pending' || state === 'snoozed') return { escalation, found };
  const by = decidedById ? await unit.people.find(decidedById) : undefined;
  const name = by?.name ?? (decidedById === unit.actor.id ? unit.actor.name : 'Fieldline');
  const how = state === 'withdrawn' ? `settled (${escalation.reason})` : state;
  throw new Refused('escalation.decided', { state: how, by: name });
}

function decide(
  unit: Unit,
  escalation: Escalation,
  decision: { readonly state: Exclude<EscalationState, 'pending'> } & Partial<Escalation>,
): Escalation {
  const { state } = decision;
  const { id: byId } = unit.actor;
  if (escalation.state === 'snoozed') unit.stopTimer('escalation.wake', escalation.id);
  unit.emit('escalation.decided', { caseId: escalation.caseId, escalationId: escalation.id, state, byId });
  const decided = { decidedById: byId, decidedAt: unit.now, snoozedUntil: null };
  return unit.escalations.save({ ...escalation, ...decided, ...decision });
}

/** Among seniors who are there and do not have it already: the least loaded, then the available one, then by id. */
async function bestSenior(unit: Unit, found: Case): Promise<Agent | undefined> {
  const seniors = await unit.agents.where({
    unitId: found.unitId,
    senior: true,
    presence: { in: ['available', 'busy'] },
    none: [{ id: found.ownerId ?? '' }],
  });
  const loads = await loadsOf(
    unit,
    seniors.map(({ id }) => id),
  );
  const load = ({ id }: Agent): number => (loads.get(id)?.held ?? 0) + (loads.get(id)?.offered ?? 0);
  return seniors.sort(
    (a, b) => load(a) - load(b) || compareText(a.presence, b.presence) || compareText(a.id, b.id),
  )[0];
}

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
