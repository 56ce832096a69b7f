import type { Case, CasePriority } from '../cases/case.ts';
import type { ServiceLevel } from '../customers/customer.ts';
import { Refused } from '../refusals.ts';
import type { Unit } from '../unit.ts';
import type { Classification } from './classification.ts';
import { distribute, noteWaiting } from './distribute.ts';
import { pageForDanger } from './paging.ts';
import type { Queue } from './queue.ts';
import { newItem, putInLine, withTrail } from './queue-item.ts';

/**
 * The workstream of cases: classify, prioritise, put in a queue, offer. What the words mean was found out by the caller;
 * here it is decided what follows, and every decision is written into the item's trail with its reason.
 */
export async function routeCase(
  unit: Unit,
  input: { readonly caseId: string; readonly classification: Classification },
): Promise<Case> {
  const { category, urgency } = input.classification;
  const found = await unit.cases.get(input.caseId);
  const { level } = await unit.customers.get(found.customerId);
  const { priority, why } = priorityOf({ danger: found.danger, urgency, level });
  const queues = await unit.queues.where({ unitId: found.unitId });
  const { queue, why: whyQueue } = chooseQueue(queues, category);
  const routed = unit.cases.save({ ...found, category, priority, queueId: queue.id });
  const reasons = [
    wordsFor(input.classification),
    `Priority ${priority}: ${why}.`,
    `Queue ${queue.name}: ${whyQueue}.`,
  ];
  await enqueue(unit, routed, { queue, reasons });
  const said = { caseId: found.id, category, priority, queueId: queue.id, why: reasons.join(' ') };
  unit.emit('case.classified', said);
  if (priority !== found.priority)
    unit.emit('case.prioritised', { caseId: found.id, from: found.priority, to: priority });
  if (found.danger) await pageForDanger(unit, routed);
  await distribute(unit, { queueId: queue.id });
  noteWaiting(unit, await unit.queueItems.get(`case:${found.id}`));
  return unit.cases.get(found.id);
}

async function enqueue(
  unit: Unit,
  found: Case,
  into: { readonly queue: Queue; readonly reasons: readonly string[] },
): Promise<void> {
  const { priority, danger } = found;
  const queueId = into.queue.id;
  const item = (await unit.queueItems.find(`case:${found.id}`)) ?? (await newItem(unit, found, queueId));
  const routed = { ...withTrail(item, unit.now, ...into.reasons), queueId, priority, danger };
  if (item.state === 'waiting' || item.state === 'removed') putInLine(unit, routed);
  else unit.queueItems.save(routed);
}

const byUrgency: Record<Classification['urgency'], Record<ServiceLevel, CasePriority>> = {
  high: { gold: 'high', silver: 'high', bronze: 'high' },
  normal: { gold: 'high', silver: 'normal', bronze: 'normal' },
};

/** Danger and urgent words go first whoever says them; else customers of the gold level do. */
export function priorityOf(facts: {
  readonly danger: boolean;
  readonly urgency: Classification['urgency'];
  readonly level: ServiceLevel;
}): { readonly priority: CasePriority; readonly why: string } {
  if (facts.danger) return { priority: 'high', why: 'words of danger' };
  const priority = byUrgency[facts.urgency][facts.level];
  const why =
    facts.urgency === 'high' ? 'the words are urgent' : `a ${facts.level} customer, nothing urgent said`;
  return { priority, why };
}

/** The first queue, by its priority, that takes the category; else the fallback, else the last. Refuses only when a unit has no queue. */
export function chooseQueue(
  queues: readonly Queue[],
  category: string,
): { readonly queue: Queue; readonly why: string } {
  const inOrder = [...queues].sort((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1));
  const named = inOrder.find(({ categories }) => categories.includes(category));
  if (named) return { queue: named, why: `it takes ${category}` };
  const fallback = inOrder.find((queue) => queue.fallback) ?? inOrder.at(-1);
  if (!fallback) throw new Refused('record.not_found', { kind: 'queues', id: 'fallback' });
  return { queue: fallback, why: `no queue takes ${category}, so the fallback does` };
}

function wordsFor({ category, confidence, terms }: Classification): string {
  const sure = `${Math.round(confidence * 100)} % sure`;
  return `Category ${category}: ${[sure, ...(terms.length > 0 ? [`words ${terms.join(', ')}`] : [])].join(', ')}.`;
}
