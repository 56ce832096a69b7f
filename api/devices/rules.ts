import { z } from 'zod';
import { severities } from '../../domain/iot/finding.ts';
import { mostRules, type ThresholdRule, weekdays } from '../../domain/iot/rules/rule.ts';
import { setRules } from '../../domain/iot/rules/set-rules.ts';
import { ok, type Route, read } from '../http/route.ts';
import { oneParams, theOne } from '../odata/resource.ts';
import { action } from '../odata/target.ts';
import { devices } from './devices.ts';

const schedule = z.strictObject({
  weekdays: z.array(z.enum(weekdays)).min(1).max(7).optional().describe('Days on which the hours begin'),
  from: z.string().optional().describe('HH:MM on the clock of the zone'),
  to: z.string().optional().describe('HH:MM, exclusive; before `from` it is on the next day'),
  zone: z.string().max(100).optional().describe("IANA time zone; the company's own when left out"),
});

const number = z.number({ error: 'a number' });

/** One rule as it is sent. A line of a length of time may be given in seconds too. */
export const ruleShape = z
  .strictObject({
    kind: z.literal('threshold'),
    channel: z.string().min(1).max(200),
    above: number.optional(),
    below: number.optional(),
    for: z
      .union([z.string().max(40), z.number().min(0)])
      .optional()
      .describe('How long the value stays across: an ISO 8601 duration such as PT5M, or seconds'),
    repeat: z.int().min(1).max(10_000).optional().describe('How many readings in a row are across'),
    clear: number.optional().describe('Where the value is back, at least, before the alert clears'),
    severity: z.enum(severities as unknown as [string, ...string[]]).default('major'),
    schedule: schedule.optional().describe('When the rule is in force; always when left out'),
  })
  .meta({ id: 'DeviceRule' });

/** All rules of a device. */
export const rulesShape = z.array(ruleShape).max(mostRules);

/** Rules as they are kept: durations in one form, and every schedule with its zone. */
export const toRules = (sent: z.output<typeof rulesShape>, zone: string): ThresholdRule[] =>
  sent.map((rule) => ({
    ...rule,
    ...(typeof rule.for === 'number' && { for: `PT${rule.for}S` }),
    ...(rule.schedule && { schedule: { ...rule.schedule, zone: rule.schedule.zone ?? zone } }),
  })) as ThresholdRule[];

const answer = z.object({ value: z.array(ruleShape) });

/** The lines that a device's channels must not cross. */
export const ruleRoutes: readonly Route[] = [
  read(
    {
      method: 'get',
      path: '/api/devices/:id/rules',
      operationId: 'getDeviceRules',
      summary: 'Shows the rules of a device',
      tag: devices.tag,
      roles: ['agent', 'technician', 'dispatcher', 'supervisor', 'telemetry-reader'],
      params: oneParams,
      answer,
    },
    async ({ params, actor, deps: { tables } }) => {
      const { rules } = await theOne(devices, { id: params.id, actor, tables });
      return ok({ value: rules });
    },
  ),
  action(
    devices,
    {
      does: 'rules',
      method: 'put',
      operationId: 'setDeviceRules',
      summary: 'Replaces the rules of a device; they hold from its next reading on',
      roles: ['dispatcher', 'supervisor'],
      body: rulesShape,
      answer,
    },
    async (unit, { id }, { body, deps }) => {
      const rules = toRules(body, deps.zone);
      await setRules(unit, { deviceId: id, rules });
      return ok({ value: rules });
    },
  ),
];
