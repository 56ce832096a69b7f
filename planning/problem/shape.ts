import { z } from 'zod';
import { goals } from '../../domain/scheduling/model/problem.ts';

/** Far beyond any horizon in seconds, and small enough that sums of a few stay inside 32 bits. */
export const mostTime = 1_000_000_000;

const text = z.string({ error: 'must be a text' }).min(1, 'must not be empty');
const time = z
  .int({ error: 'must be a whole number' })
  .min(-mostTime, `must be at least ${-mostTime}`)
  .max(mostTime, `must be at most ${mostTime}`);
const span = z
  .int({ error: 'must be a whole number' })
  .min(0, 'must not be negative')
  .max(mostTime, `must be at most ${mostTime}`);
const count = z
  .int({ error: 'must be a whole number' })
  .min(0, 'must not be negative')
  .max(mostTime, `must be at most ${mostTime}`);
const amount = z.number({ error: 'must be a number' }).min(0, 'must not be negative');
const list = <T extends z.ZodType>(item: T) => z.array(item, { error: 'must be a list' });
const fields = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'invalid_type' ? 'must be an object' : undefined),
  });
const times = z.tuple([time, time], { error: 'must be two whole numbers, [from, to]' });
const degrees = (most: number) =>
  z
    .number({ error: 'must be a number' })
    .min(-most, `must be at least ${-most} degrees`)
    .max(most, `must be at most ${most} degrees`);
const place = fields({ lat: degrees(90), lon: degrees(180) });
const row = z.int({ error: 'must be a whole number' }).min(0, 'must not be negative');
/** A union would only say that neither fits; so the kind is chosen first and then spoken about. */
const location = z.unknown().superRefine((value, context) => {
  const isPlace = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isPlace && typeof value !== 'number') {
    context.addIssue({ code: 'custom', message: 'must be a row of the matrix or { "lat", "lon" }' });
    return;
  }
  const found = (isPlace ? place : row).safeParse(value);
  for (const issue of found.error?.issues ?? []) context.issues.push(issue as z.core.$ZodRawIssue);
});
const skills = list(fields({ id: text, level: count.optional() }));
const parts = z.record(text, count, { error: 'must be an object of counts, { "part": 2 }' });
const ids = list(text);

const job = fields({
  id: text,
  location,
  duration: span,
  windows: list(times).optional(),
  skills: skills.optional(),
  parts: parts.optional(),
  tools: ids.optional(),
  importance: amount.optional(),
  preferred: ids.optional(),
  restricted: ids.optional(),
  mustChoose: ids.optional(),
  release: time.optional(),
  locked: fields({ resource: text.optional(), start: time.optional() }).optional(),
  dueBy: time.optional(),
  after: ids.optional(),
  together: text.optional(),
});

const resource = fields({
  id: text,
  start: location,
  end: location.optional(),
  shifts: list(times),
  breaks: list(
    fields({ windows: list(times).min(1, 'must have at least one window'), duration: span }),
  ).optional(),
  skills: skills.optional(),
  parts: parts.optional(),
  tools: ids.optional(),
  maxJobs: count.optional(),
  maxDuration: span.optional(),
  overtime: fields({ max: span, price: amount }).optional(),
});

const goal = z.enum(goals, { error: 'is no goal' });
const objective = z.union([
  list(goal).min(1, 'must name at least one goal'),
  fields({
    weights: z
      .partialRecord(goal, amount, { error: 'must be an object of weights' })
      .refine((weights) => Object.keys(weights).length > 0, 'must name at least one goal'),
  }),
]);

/** The shape of a problem file. The matrices stay unread here: millions of cells are checked where they are packed. */
export const problemShape = fields({
  unit: z.number({ error: 'must be a number' }).positive('must be more than 0').optional(),
  jobs: list(job),
  resources: list(resource),
  travel: fields({
    durations: z.unknown().refine((value) => value !== undefined, 'is missing'),
    distances: z.unknown().optional(),
    profile: list(z.number({ error: 'must be a number' }).positive('must be more than 0'))
      .length(24, 'must have 24 factors, one for each hour')
      .optional(),
    dayStart: time.optional(),
  }).optional(),
  depots: list(fields({ location, duration: span })).optional(),
  objective: objective.optional(),
});

/** The fields each kind of thing has, so that a misspelt one can be answered with the right one. */
export const knownFields: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(problemShape.shape),
  jobs: Object.keys(job.shape),
  resources: Object.keys(resource.shape),
  travel: ['durations', 'distances', 'profile', 'dayStart'],
  depots: ['location', 'duration'],
  skills: ['id', 'level'],
  breaks: ['windows', 'duration'],
  locked: ['resource', 'start'],
  overtime: ['max', 'price'],
  location: ['lat', 'lon'],
  start: ['lat', 'lon'],
  end: ['lat', 'lon'],
  objective: ['weights'],
  weights: goals,
};
