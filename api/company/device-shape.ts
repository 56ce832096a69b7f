import { z } from 'zod';
import type { DeviceState } from '../../domain/iot/devices/device.ts';
import { severities } from '../../domain/iot/finding.ts';
import { mostRules, type ThresholdRule, weekdays } from '../../domain/iot/rules/rule.ts';
import { commandShape } from '../devices/models.ts';

const deviceStates = ['enabled', 'disabled', 'revoked'] as const satisfies readonly DeviceState[];

/** A rule in the form in which it is kept, as a company's file has it. */
const keptRule = z.strictObject({
  kind: z.literal('threshold'),
  channel: z.string().min(1).max(200),
  above: z.number().optional(),
  below: z.number().optional(),
  for: z.string().max(40).optional(),
  repeat: z.int().min(1).max(10_000).optional(),
  clear: z.number().optional(),
  severity: z.enum(severities),
  schedule: z
    .strictObject({
      weekdays: z.array(z.enum(weekdays)).min(1).max(7).optional(),
      from: z.string().max(5).optional(),
      to: z.string().max(5).optional(),
      zone: z.string().max(100),
    })
    .optional(),
});

/** A device in a company's file: without its keys, which are rotated where it comes to. */
export const deviceShape = z.strictObject({
  id: z.string().regex(/^(?!\.+$)[A-Za-z0-9\-._:=@,!;*()]{1,128}$/, 'a device id'),
  name: z.string().trim().min(1).max(500),
  model: z.string().max(200).optional(),
  assetId: z.string().max(200).nullish(),
  state: z.enum(deviceStates).optional(),
  thumbprints: z
    .array(z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 thumbprint'))
    .max(4)
    .optional(),
  // A field that is not there and one that is undefined are the same in a file.
  rules: (z.array(keptRule).max(mostRules) as unknown as z.ZodType<readonly ThresholdRule[]>).optional(),
});

/** What devices of a model can be told, as a company file holds it. */
export const deviceModelShape = z.strictObject({
  id: z.string().trim().min(1).max(200).describe('The model as its devices name it'),
  name: z.string().trim().min(1).max(200),
  commands: z.array(commandShape).max(20),
  afterService: z.string().max(100).nullable().optional(),
});
