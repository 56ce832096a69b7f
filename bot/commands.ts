import type { Copilot } from '../domain/cases/assist.ts';
import type { DeviceKeys } from '../domain/iot/devices/device.ts';
import { postCardAnew, postText } from '../domain/messaging/posting.ts';
import { hasRole } from '../domain/people/actor.ts';
import { setPresence } from '../domain/routing/presence.ts';
import type { Unit } from '../domain/unit.ts';
import { staffScope } from '../domain/work-orders/own-work.ts';
import { type MachineCommand, machineCommandOf, runMachineCommand } from './iot/ask-machines.ts';

/** What a member of staff can type instead of pressing. */
export type Command =
  | { readonly do: 'help' }
  | { readonly do: 'home' }
  | { readonly do: 'cases' }
  | { readonly do: 'presence'; readonly presence: 'available' | 'away' }
  | { readonly do: 'show-case'; readonly number: string }
  | { readonly do: 'ask'; readonly text: string }
  | MachineCommand;

/** Reads a command from plain words; undefined when the words are for somebody else. */
export function commandOf(text: string): Command | undefined {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/[.!?]+$/, '');
  if (said === 'help') return { do: 'help' };
  if (['status', 'home', 'my day', 'queue'].includes(said)) return { do: 'home' };
  if (said === 'cases' || said === 'my cases') return { do: 'cases' };
  if (said === 'available' || said === 'away') return { do: 'presence', presence: said };
  const number = /^(?:show |case )?(c-?\d{1,9})$/.exec(said)?.[1];
  if (number) return { do: 'show-case', number: number.toUpperCase().replace(/^C-?/, 'C-') };
  const about = machineCommandOf(text);
  if (about) return about;
  const question = /^(?:ask|kb|\?)[: ]\s*(.+)$/is.exec(text.trim())?.[1];
  return question ? { do: 'ask', text: question } : undefined;
}

const helpText = [
  'Type an answer and the customer of the case in focus reads it. Put the number first to choose: "C-1042: on our way".',
  'Commands: status, cases, available, away, my day, queue, C-1042 (shows the case), ask <question>, help.',
  'Machines: alerts, L-214 (shows the alert), how is pump 7, register device <code> at A-101.',
].join('\n');

/** Carries a command out; its answer is posted to the person who asked. */
export async function runCommand(
  unit: Unit,
  command: Command,
  { copilot, deviceKeys }: { readonly copilot: Copilot; readonly deviceKeys: DeviceKeys },
): Promise<unknown> {
  const personId = unit.actor.id;
  const home = () => postCardAnew(unit, { personId, card: 'home', subjectId: personId });
  switch (command.do) {
    case 'help':
      return postText(unit, { personId, text: helpText });
    case 'home':
      return home();
    case 'presence':
      await setPresence(unit, { personId, presence: command.presence, byHand: true });
      return home();
    case 'cases':
      return listCases(unit);
    case 'show-case':
      return showCase(unit, command.number);
    case 'ask':
      return askKnowledge(unit, command.text, copilot);
    default:
      return runMachineCommand(unit, command, deviceKeys);
  }
}

async function listCases(unit: Unit): Promise<unknown> {
  const personId = unit.actor.id;
  const mine = await unit.cases.where(
    { ownerId: personId, state: 'active' },
    { orderBy: [['openedAt', 'asc']], limit: 20 },
  );
  if (mine.length === 0) return postText(unit, { personId, text: 'You have no active case.' });
  const lines = mine.map(({ number, title, priority }) => `${number} · ${priority} · ${title}`);
  return postText(unit, { personId, text: lines.join('\n') });
}

async function showCase(unit: Unit, number: string): Promise<unknown> {
  const personId = unit.actor.id;
  const seen = await staffScope(unit, 'cases', unit.actor);
  const found = seen && (await unit.cases.first({ all: [{ number }, seen] }));
  if (!found || !hasRole(unit.actor, 'agent', 'supervisor', 'dispatcher', 'technician', 'knowledge-author'))
    return postText(unit, { personId, text: `There is no case ${number} that you may see.` });
  return postCardAnew(unit, { personId, card: 'case', subjectId: found.id, caseId: found.id });
}

async function askKnowledge(unit: Unit, question: string, copilot: Copilot): Promise<unknown> {
  const person = await unit.people.find(unit.actor.id);
  const best = copilot.suggest(question, person?.language ?? 'en')[0];
  const text = best
    ? `${best.passage}\nSource: ${best.title}, version ${best.version}`
    : 'I do not know: no article answers that.';
  return postText(unit, { personId: unit.actor.id, text });
}
