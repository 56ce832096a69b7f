/** How times and lengths of one problem are told to people. */
export interface Words {
  readonly moment: (time: number) => string;
  readonly length: (time: number) => string;
  /** "t3", or "t3 in shift 2" when there are several to choose from. */
  readonly who: (resource: string, shift: number) => string;
}

/**
 * Times are told as clock times where the problem says what its zero is on the clock, else as they stand in the problem.
 * Lengths are rounded up, so that what is asked for is always enough.
 */
export function wordsFor(given: {
  readonly unit: number;
  readonly dayStart: number | undefined;
  readonly shiftsOf: (resource: string) => number;
}): Words {
  const { unit, dayStart, shiftsOf } = given;
  return {
    moment: (time) => (dayStart === undefined ? `${time}` : clock(Math.round(dayStart + time * unit))),
    length: (time) => {
      const seconds = time * unit;
      return seconds < 60 ? `${Math.ceil(seconds)} s` : `${Math.ceil(Number((seconds / 60).toFixed(6)))} min`;
    },
    who: (resource, shift) => (shiftsOf(resource) > 1 ? `${resource} in shift ${shift + 1}` : resource),
  };
}

const day = 86_400;

function clock(seconds: number): string {
  const days = Math.floor(seconds / day);
  const minutes = Math.floor((seconds - days * day) / 60);
  const two = (part: number) => String(part).padStart(2, '0');
  const time = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return days === 0 ? time : `${time} on day ${days + 1}`;
}
