import { standing } from '../../domain/iot/alerts/alert.ts';
import { kindWords } from '../../domain/iot/alerts/kind-words.ts';
import { claimDevice } from '../../domain/iot/devices/claim.ts';
import type { DeviceKeys } from '../../domain/iot/devices/device.ts';
import { findDevices } from '../../domain/iot/devices/find.ts';
import { severities } from '../../domain/iot/finding.ts';
import { postCardAnew, postText } from '../../domain/messaging/posting.ts';
import { hasRole } from '../../domain/people/actor.ts';
import type { Unit } from '../../domain/unit.ts';
import { staffScope } from '../../domain/work-orders/own-work.ts';

/** What a member of staff can ask about machines, by typing. */
export type MachineCommand =
  | { readonly do: 'alerts' }
  | { readonly do: 'show-alert'; readonly number: string }
  | { readonly do: 'how-is'; readonly what: string }
  | { readonly do: 'register-device'; readonly code: string; readonly assetNumber: string | null };

/** How people ask how a machine is. */
const questions = [
  /^how(?:'?s| is| are)\s+(.{1,40}?)(?: doing| today| now| right now)?$/i,
  /^(?:status|state) of\s+(.{1,40})$/i,
  /^what(?:'?s| is) wrong with\s+(.{1,40})$/i,
];

/** Reads a question about machines from plain words; undefined when the words are about something else. */
export function machineCommandOf(text: string): MachineCommand | undefined {
  const said = text.trim().replace(/[.!?]+$/, '');
  if (/^(?:(?:show|list|open|any|all)(?: the)? )?alerts$/i.test(said)) return { do: 'alerts' };
  const number = /^(?:show )?(?:alert )?(l-?\d{1,9})$/i.exec(said)?.[1];
  if (number) return { do: 'show-alert', number: number.toUpperCase().replace(/^L-?/, 'L-') };
  const [, code, assetNumber] =
    /^(?:register (?:device )?)?(\S+)(?: (?:at|on|to) (?:asset )?(a-\d{1,9}))?$/i.exec(said) ?? [];
  if (code && (/^fl1:/i.test(code) || /^register device /i.test(said)))
    return { do: 'register-device', code, assetNumber: assetNumber?.toUpperCase() ?? null };
  const id = /^(?:show )?device\s+(\S{1,128})$/i.exec(said)?.[1];
  if (id) return { do: 'how-is', what: id };
  const asked = questions.map((one) => one.exec(said)?.[1]).find((what) => what !== undefined);
  const what = asked?.replace(/^the /i, '').trim();
  return what && !/^(?:you|things|it|this|that|everything)\b/i.test(what)
    ? { do: 'how-is', what }
    : undefined;
}

/**
 * Whether words that could ask about a machine are an answer to a customer: whoever has a case of their own and names no
 * machine that there is asks the customer how something is.
 */
export async function isForCustomer(unit: Unit, { what }: { readonly what: string }): Promise<boolean> {
  if (!hasRole(unit.actor, 'agent', 'supervisor')) return false;
  const own = await unit.cases.first({ ownerId: unit.actor.id, state: 'active' });
  return own !== undefined && (await findDevices(unit, unit.actor, what)).length === 0;
}

const mostAlerts = 15;

/** Answers a question about machines to the person who asked, from what that person may see. */
export async function runMachineCommand(
  unit: Unit,
  command: MachineCommand,
  keys: DeviceKeys,
): Promise<unknown> {
  const personId = unit.actor.id;
  const say = (text: string) => postText(unit, { personId, text });
  if (
    !hasRole(
      unit.actor,
      'agent',
      'technician',
      'dispatcher',
      'supervisor',
      'knowledge-author',
      'telemetry-reader',
    )
  )
    return say('Machines are for the staff to ask about.');
  switch (command.do) {
    case 'alerts':
      return say(await listAlerts(unit));
    case 'show-alert': {
      const seen = await staffScope(unit, 'alerts', unit.actor);
      const found = seen && (await unit.alerts.first({ all: [{ number: command.number }, seen] }));
      if (!found) return say(`There is no alert ${command.number} that you may see.`);
      const subjectId = found.parentId ?? found.id; // a group has one card
      return postCardAnew(unit, { personId, card: 'alert', subjectId, caseId: found.caseId });
    }
    case 'how-is':
      return howIs(unit, command.what);
    case 'register-device': {
      const { assetNumber: number } = command;
      const seen = number === null ? null : await staffScope(unit, 'assets', unit.actor);
      const asset = seen && (await unit.assets.first({ all: [{ number: number ?? '' }, seen] }));
      if (number !== null && !asset) return say(`There is no asset ${number} that you may see.`);
      const claim = { code: command.code, ...(asset && { assetId: asset.id }) };
      const { device, asset: at, isNew } = await claimDevice(unit, keys, claim);
      await say(`${device.name} is ${isNew ? 'registered and ' : ''}linked to ${at.name} ${at.number}.`);
      return postCardAnew(unit, { personId, card: 'device', subjectId: device.id });
    }
  }
}

async function listAlerts(unit: Unit): Promise<string> {
  const seen = await staffScope(unit, 'alerts', unit.actor);
  const filter = { all: [{ state: { in: standing }, parentId: null }, ...(seen ? [seen] : [])] };
  const found = seen ? await unit.alerts.where(filter, { orderBy: [['raisedAt', 'desc']], limit: 200 }) : [];
  if (found.length === 0) return 'No alert stands.';
  const worst = [...found].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const lines = worst
    .slice(0, mostAlerts)
    .map(async ({ number, severity, deviceId, assetId, channel, kind, state }) => {
      const asset = assetId ? await unit.assets.find(assetId) : undefined;
      const mark = state === 'acknowledged' ? ' · acknowledged' : '';
      return `${number} · ${severity} · ${asset ? `${asset.name} ${asset.number}` : deviceId} · ${channel}: ${kindWords[kind]}${mark}`;
    });
  const left = found.length - mostAlerts;
  return [...(await Promise.all(lines)), ...(left > 0 ? [`and ${left} more`] : [])].join('\n');
}

async function howIs(unit: Unit, what: string): Promise<unknown> {
  const personId = unit.actor.id;
  const found = await findDevices(unit, unit.actor, what);
  const [only] = found;
  if (!only) return postText(unit, { personId, text: `I know no device of "${what}" that you may see.` });
  if (found.length === 1) return postCardAnew(unit, { personId, card: 'device', subjectId: only.id });
  const lines = found.map(async ({ id, name, assetId }) => {
    const asset = assetId ? await unit.assets.find(assetId) : undefined;
    return `${id} · ${name}${asset ? ` · ${asset.name} ${asset.number}, ${asset.place}` : ''}`;
  });
  const text = ['Which one? Ask again with its id:', ...(await Promise.all(lines))].join('\n');
  return postText(unit, { personId, text });
}
