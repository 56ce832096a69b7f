import { stem } from './stemmers.ts';

/** What a run of stems means: one term, and how many words it took. */
export interface SynonymMatch {
  readonly term: string;
  readonly length: number;
}

/** The compiled synonyms of one language. */
export interface Synonyms {
  match(stems: readonly string[], at: number): SynonymMatch | undefined;
  /** The single words, so that a misspelt one can be put right. */
  readonly words: ReadonlySet<string>;
}

/** One line a meaning, folded; the first entry names it. A phrase wins over its words. */
const groups: Readonly<Record<string, string>> = {
  en: `aircon, ac, a c, air con, air conditioning, air conditioner, air conditioned, air condition, airconditioning, hvac, split unit
    lift, elevator
    leak, leakage, drip, dripping water, puddle
    broken, not working, not work, does not work, doesnt work, dont work, isnt working, wont work, stopped working, out of order, out of service, dead, faulty, defective, defect, broke, fail, failure, not start, does not start, doesnt start, wont start, didnt start
    trapped, trap, stuck inside, shut in
    hot water, warm water
    heating, heater, heat
    radiator, heating element
    toilet, wc, loo, lavatory
    tap, faucet
    sink, basin, washbasin
    blocked, block, clog, blockage, obstruct, bung up
    invoice, bill, billing
    appointment, technician visit, service visit, visit
    reschedule, postpone, rebook, move appointment, move my appointment, move the appointment, move visit, move my visit, move the visit, change appointment, change my appointment
    accesscard, access card, key card, keycard, fob, key fob, badge, access badge, swipe card
    powercut, power cut, power outage, outage, blackout, power failure, no power, no electricity
    breaker, circuit breaker, fuse, fuse box, fuse keeps blowing, fuse blows, blown fuse
    generator, genset, standby generator, emergency generator
    solar, pv, photovoltaic, solar panel
    evcharger, ev charger, ev, wallbox, charging station, charging point, charge point, electric car, electric vehicle
    lights, light, lamp, lighting, bulb, luminaire
    flicker, blink
    smokedetector, smoke detector, smoke alarm
    firepanel, fire panel, fire alarm panel, alarm panel
    falsealarm, false alarm, false fire alarm
    beep, chirp
    ventilation, air flow, airflow, fresh air
    warranty, guarantee
    phonenumber, phone number, telephone number, hotline
    noise, noisy, loud, rattle, grinding
    cancel, call off
    technician, engineer, repairman`,
  de: `klimaanlage, klima, klimagerat, innengerat, klima innengerat, klimatisierung
    aufzug, lift, fahrstuhl
    tropft, tropfen, undicht, leckt, leck, wasser lauft aus
    defekt, kaputt, funktioniert nicht, geht nicht, ausgefallen, ausfall, storung
    rechnung, faktura
    termin, besuch
    heizung, zentralheizung
    heizkorper, radiator`,
  es: `ascensor, elevador
    aireacondicionado, aire acondicionado, climatizador, clima
    fuga, fugas, escape de agua, gotea, goteo, gotera, sale agua, pierde agua
    averiado, roto, estropeado, no funciona, averia
    bano, aseo, vater, inodoro
    tuberia, cano, caneria`,
  fr: `ascenseur, elevateur
    climatisation, clim, climatiseur
    fuite, fuit, goutte
    panne, en panne, hors service, ne marche pas, ne marche plus, ne fonctionne pas, ne fonctionne plus
    bloque, coince, enferme
    chauffage, radiateur`,
};

const compiled = new Map<string, Synonyms>();

/** The synonyms of a language, compiled once; a language without any matches nothing. */
export function synonymsOf(language: string): Synonyms {
  const known = compiled.get(language) ?? compile(language);
  compiled.set(language, known);
  return known;
}

function compile(language: string): Synonyms {
  const phrases = new Map<string, { stems: readonly string[]; term: string }[]>();
  const words = new Set<string>();
  for (const line of (groups[language] ?? '').split('\n').filter(Boolean)) {
    const entries = line.split(',').map((entry) => entry.trim().split(' '));
    const term = (entries[0] ?? []).map((word) => stem(word, language)).join(' ');
    for (const entry of entries) addPhrase(entry, term);
  }
  for (const rivals of phrases.values()) rivals.sort((a, b) => b.stems.length - a.stems.length);
  return { match: (stems, at) => longest(phrases.get(stems[at] ?? '') ?? [], stems, at), words };

  function addPhrase(entry: readonly string[], term: string): void {
    const stems = entry.map((word) => stem(word, language));
    const first = stems[0] ?? '';
    phrases.set(first, [...(phrases.get(first) ?? []), { stems, term }]);
    for (const word of entry) words.add(word);
  }
}

function longest(
  rivals: readonly { stems: readonly string[]; term: string }[],
  stems: readonly string[],
  at: number,
): SynonymMatch | undefined {
  const found = rivals.find((rival) => rival.stems.every((word, index) => stems[at + index] === word));
  return found && { term: found.term, length: found.stems.length };
}
