const dayMs = 24 * 60 * 60 * 1000;
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const key = new Intl.DateTimeFormat('en-CA');

/** A clock time such as `14:32`, where this browser is. */
export const sayClock = (at: string | number): string => clock.format(new Date(at));

/** A day as people say it, seen from now: `Today`, `Yesterday`, `Monday 2 March`. */
export function sayDay(at: string | number, now: number): string {
  const asked = key.format(new Date(at));
  if (asked === key.format(now)) return 'Today';
  if (asked === key.format(now - dayMs)) return 'Yesterday';
  if (asked === key.format(now + dayMs)) return 'Tomorrow';
  return day.format(new Date(at));
}
