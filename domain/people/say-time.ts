import { Temporal } from 'temporal-polyfill';
import { type SpokenLanguage, spokenLanguage } from '../conversations/phrases.ts';

interface CalendarWords {
  /** Yesterday, today, tomorrow. */
  readonly near: readonly [string, string, string];
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  readonly dayMark: string;
  readonly between: string;
}

const words: Record<SpokenLanguage, CalendarWords> = {
  en: {
    near: ['yesterday', 'today', 'tomorrow'],
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
    dayMark: '',
    between: 'between {from} and {to}',
  },
  de: {
    near: ['gestern', 'heute', 'morgen'],
    weekdays: ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'],
    months: ['Jan.', 'Feb.', 'März', 'April', 'Mai', 'Juni', 'Juli', 'Aug.', 'Sept.', 'Okt.', 'Nov.', 'Dez.'],
    dayMark: '.',
    between: 'zwischen {from} und {to}',
  },
  es: {
    near: ['ayer', 'hoy', 'mañana'],
    weekdays: ['lun', 'mar', 'mié', 'jue', 'vie', 'sáb', 'dom'],
    months: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sept', 'oct', 'nov', 'dic'],
    dayMark: '',
    between: 'entre {from} y {to}',
  },
  fr: {
    near: ['hier', "aujourd'hui", 'demain'],
    weekdays: ['lun.', 'mar.', 'mer.', 'jeu.', 'ven.', 'sam.', 'dim.'],
    months: [
      'janv.',
      'févr.',
      'mars',
      'avril',
      'mai',
      'juin',
      'juil.',
      'août',
      'sept.',
      'oct.',
      'nov.',
      'déc.',
    ],
    dayMark: '',
    between: 'entre {from} et {to}',
  },
};

/**
 * Says times as people think of them, in the zone of the place: `today 14:30`, `tomorrow 09:00`, `Wed 4 Mar 09:00`.
 * Staff read English; customers their own language, which is named last.
 */
export const sayWhen = (at: Date, zone: string, now: Date, language = 'en'): string =>
  timesIn({ language, zone, now }).when(at);

/** Several times of one place, arrival windows among them: `heute 14:30`, `heute zwischen 13:30 und 15:30`. */
export function timesIn(place: { readonly language: string; readonly zone: string; readonly now: Date }) {
  const spoken = words[spokenLanguage(place.language)];
  const today = local(place.now, place.zone).toPlainDate();
  const day = (at: Date) => sayDay(local(at, place.zone).toPlainDate(), today, spoken);
  const when = (at: Date): string => `${day(at)} ${sayTime(at, place.zone)}`;
  const between = (window: { readonly from: Date; readonly to: Date }): string => {
    const isOneDay = day(window.from) === day(window.to);
    const say = (at: Date) => (isOneDay ? sayTime(at, place.zone) : when(at));
    const said = spoken.between.replace('{from}', say(window.from)).replace('{to}', say(window.to));
    return isOneDay ? `${day(window.from)} ${said}` : said;
  };
  return { when, between };
}

/** The clock on the wall of the place: `14:30`. */
export const sayTime = (at: Date, zone: string): string =>
  local(at, zone).toPlainTime().toString({ smallestUnit: 'minute' });

/** The local calendar day as `YYYY-MM-DD`, which agendas are asked for by. */
export const localDay = (at: Date, zone: string): string => local(at, zone).toPlainDate().toString();

/** The instants at which a local day begins and ends; 23 or 25 hours apart when the clocks change. */
export function dayBounds(day: string, zone: string): { readonly from: Date; readonly to: Date } {
  const start = Temporal.PlainDate.from(day);
  const instant = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(zone).epochMilliseconds);
  return { from: instant(start), to: instant(start.add({ days: 1 })) };
}

const local = (at: Date, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);

function sayDay(date: Temporal.PlainDate, today: Temporal.PlainDate, spoken: CalendarWords): string {
  const near = spoken.near[today.until(date).days + 1];
  if (near !== undefined) return near;
  const year = date.year === today.year ? '' : ` ${date.year}`;
  return `${spoken.weekdays[date.dayOfWeek - 1]} ${date.day}${spoken.dayMark} ${spoken.months[date.month - 1]}${year}`;
}
