import { type SpokenLanguage, spokenLanguage } from '../conversations/phrases.ts';

/** What customers hear about a technician's visit, in their language; `{name}` is filled in. */
const phrases = {
  booked: {
    en: '{technician} will be with you {when} (work order {number}).',
    de: '{technician} kommt {when} zu Ihnen (Auftrag {number}).',
    es: '{technician} irá {when} (orden de trabajo {number}).',
    fr: '{technician} passera {when} (intervention {number}).',
  },
  moved: {
    en: 'The visit has moved: {technician} will be with you {when} (work order {number}).',
    de: 'Der Termin hat sich geändert: {technician} kommt {when} zu Ihnen (Auftrag {number}).',
    es: 'La visita ha cambiado: {technician} irá {when} (orden de trabajo {number}).',
    fr: 'Le rendez-vous a changé : {technician} passera {when} (intervention {number}).',
  },
  onTheWay: {
    en: '{technician} is on the way and should be with you in about {minutes} minutes.',
    de: '{technician} ist unterwegs und sollte in etwa {minutes} Minuten bei Ihnen sein.',
    es: '{technician} está en camino y debería llegar en unos {minutes} minutos.',
    fr: '{technician} est en route et devrait arriver dans {minutes} minutes environ.',
  },
  done: {
    en: '{technician} has finished the work (work order {number}). If anything is not right, just write here.',
    de: '{technician} hat die Arbeit abgeschlossen (Auftrag {number}). Wenn etwas nicht stimmt, schreiben Sie einfach hier.',
    es: '{technician} ha terminado el trabajo (orden de trabajo {number}). Si algo no está bien, escriba aquí.',
    fr: '{technician} a terminé le travail (intervention {number}). Si quelque chose ne va pas, écrivez ici.',
  },
  followUp: {
    en: '{technician} has done what could be done today, and a second visit is needed (work order {number}). We will write to you here with the time.',
    de: '{technician} hat erledigt, was heute möglich war; es ist ein zweiter Termin nötig (Auftrag {number}). Wir schreiben Ihnen hier, wann.',
    es: '{technician} ha hecho lo posible por hoy y hace falta una segunda visita (orden de trabajo {number}). Le escribiremos aquí con la hora.',
    fr: "{technician} a fait ce qui était possible aujourd'hui ; une seconde visite est nécessaire (intervention {number}). Nous vous écrirons ici pour l'heure.",
  },
  rearranging: {
    en: 'Sorry, {technician} cannot make the visit planned for {when}. We are rearranging it and will write to you here with the new time.',
    de: 'Leider kann {technician} den Termin {when} nicht wahrnehmen. Wir planen neu und schreiben Ihnen hier die neue Zeit.',
    es: 'Lo sentimos, {technician} no podrá ir {when}. Estamos reorganizando la visita y le escribiremos aquí la nueva hora.',
    fr: 'Désolé, {technician} ne pourra pas venir {when}. Nous réorganisons la visite et vous écrirons ici la nouvelle heure.',
  },
  cancelled: {
    en: 'The visit planned for {when} is cancelled (work order {number}).',
    de: 'Der Termin {when} ist abgesagt (Auftrag {number}).',
    es: 'La visita prevista para {when} queda cancelada (orden de trabajo {number}).',
    fr: 'La visite prévue {when} est annulée (intervention {number}).',
  },
} as const satisfies Record<string, Record<SpokenLanguage, string>>;

/** What helps the technician start at once, by category of the case. */
const preparations: Readonly<Record<string, Record<SpokenLanguage, string>>> = {
  'air-conditioning': {
    en: 'Please switch the unit off and keep the space below it clear.',
    de: 'Bitte schalten Sie das Gerät aus und halten Sie den Platz darunter frei.',
    es: 'Por favor, apague el aparato y deje libre el espacio que hay debajo.',
    fr: "Merci d'éteindre l'appareil et de dégager l'espace en dessous.",
  },
  plumbing: {
    en: 'Please close the stop valve if you can and keep the place clear.',
    de: 'Bitte schließen Sie möglichst den Absperrhahn und halten Sie die Stelle frei.',
    es: 'Por favor, cierre la llave de paso si puede y deje libre la zona.',
    fr: "Merci de fermer le robinet d'arrêt si possible et de dégager l'endroit.",
  },
  electrical: {
    en: 'Please keep the way to the distribution board clear and leave switches as they are.',
    de: 'Bitte halten Sie den Weg zum Verteiler frei und lassen Sie die Schalter, wie sie sind.',
    es: 'Por favor, deje libre el acceso al cuadro eléctrico y no toque los interruptores.',
    fr: "Merci de dégager l'accès au tableau électrique et de ne pas toucher aux interrupteurs.",
  },
  lifts: {
    en: 'Please keep the lift out of use until then.',
    de: 'Bitte lassen Sie den Aufzug bis dahin außer Betrieb.',
    es: 'Por favor, mantenga el ascensor fuera de uso hasta entonces.',
    fr: "Merci de laisser l'ascenseur hors service d'ici là.",
  },
};

const anyPreparation: Record<SpokenLanguage, string> = {
  en: 'Please make sure somebody can let us in.',
  de: 'Bitte sorgen Sie dafür, dass uns jemand einlassen kann.',
  es: 'Por favor, asegúrese de que alguien pueda abrirnos.',
  fr: "Merci de prévoir quelqu'un pour nous ouvrir.",
};

export type VisitPhrase = keyof typeof phrases;

/** One phrase in a language, its blanks filled in one pass. */
export const visitPhrase = (
  name: VisitPhrase,
  language: string,
  blanks: Readonly<Record<string, string>>,
): string =>
  phrases[name][spokenLanguage(language)].replace(/\{(\w+)\}/g, (_, blank: string) => blanks[blank] ?? '');

/** What to have ready before the technician comes. */
export const preparation = (category: string, language: string): string =>
  (preparations[category] ?? anyPreparation)[spokenLanguage(language)];
