import { type Severity, severities } from '../finding.ts';

/** The more urgent of two. */
export const worse = (one: Severity, other: Severity): Severity => (isAtLeast(one, other) ? one : other);

/** Whether a severity is as urgent as a line, or more; nothing reaches a line that is not there. */
export const isAtLeast = (severity: Severity, line: Severity | null): boolean =>
  line !== null && severities.indexOf(severity) <= severities.indexOf(line);
