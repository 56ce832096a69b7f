import { fold } from './language/analyser.ts';

const anyOf = (phrases: string): RegExp =>
  new RegExp(
    `\\b(?:${phrases
      .split(',')
      .map((phrase) => phrase.trim().replace(/\*/g, '\\w*'))
      .join('|')})\\b`,
  );

/** Said of itself: "not urgent" must not read as "urgent". */
const calm =
  anyOf(`not (?:very |that |so |really |at all )?urgent, no hurry, no rush, isnt urgent, nicht (?:so |sehr )?(?:dringend|eilig),
  keine eile, no es (?:muy )?urgente, sin prisa, pas (?:tres )?urgent, rien d urgent`);

/** Hurry by the words alone. */
const always =
  anyOf(`urgent*, asap, as soon as possible, immediately, this is an emergency, it is an emergency, its an emergency,
  flooding, flooded, under water, pouring, gushing, burst pipe, pipe burst, trapped, stuck inside, smell* (?:of )?(?:burning|gas|burnt),
  burning smell, sparks, sparking, nobody can get (?:in|out|into), no one can get (?:in|out|into), cannot get (?:in|out), cant get (?:in|out),
  electric shock, overheating, dringend, eilig, sofort, notfall, unter wasser, uberschwemm*, rohrbruch, rohr geplatzt, eingeschlossen,
  steckt jemand, brandgeruch, riecht verbrannt, gasgeruch, riecht nach gas, niemand kommt (?:rein|raus|hinein), urgente*, inunda*, atrapad*, encerrad*, huele a (?:quemado|gas),
  chispas, nadie puede (?:entrar|salir), urgence, inond*, coincee?s? dans, enferme*, sent (?:le )?(?:brule|gaz), odeur de (?:brule|gaz), etincelles,
  personne ne peut (?:entrer|sortir)`);

const missing =
  anyOf(`no, without, cold, freezing, dark, failed, fails, broken, down, stuck, stopped, not working, doesnt work, does not work,
  dead, kein, keine, keinen, ohne, kalt, ausgefallen, kaputt, dunkel, sin, frio, no hay, no funciona, sans, plus de, pas de, froid, en panne`);

const supply =
  anyOf(`heat*, hot water, warm water, water, power, electricity, light*, cooling, lift*, elevator*, radiator*, boiler*,
  *heizung*, warmwasser, wasser, strom, licht, aufzug*, lift, calefaccion, agua, luz, electricidad, corriente, ascensor*, chauffage,
  eau, courant, lumiere, electricite, ascenseur*, chaudiere`);

/** Those who are hurt first when heat, water, light or a lift fails, and failures that many share. */
const exposed =
  anyOf(`baby, babies, infant*, newborn*, toddler*, small child*, small kids, young child*, children, kids, elderly, old people, pregnant, disabled,
  wheelchair*, sick, ill, hospital*, care home*, nursing home*, kindergarten*, nursery, school*, mother, father, grandmother, grandfather,
  whole building, entire building, whole house, entire house, all floors, every floor, everybody, everyone, all tenants, kinder, kind, alte menschen,
  senioren*, schwanger*, rollstuhl*, krank*, pflegeheim*, kita, schule*, ganze haus, ganzen haus, ganze gebaude, ganzen gebaude, alle etagen, alle stockwerke,
  bebe*, ninos, ancian*, embarazada*, silla de ruedas, enferm*, residencia*, colegio*, escuela*, todo el edificio, toda la casa,
  todas las plantas, enfants, enfant, agee*, enceinte*, fauteuil roulant, malade*, maison de retraite, creche*, ecole*, tout l immeuble, toute la maison,
  tous les etages, tout le batiment`);

/**
 * Tells whether a message asks for hurry: by its own words, or because a supply fails where people
 * depend on it.
 */
export function urgencyOf(text: string): 'normal' | 'high' {
  const plain = fold(text)
    .replace(/(?<=n)['’](?=t\b)/g, '')
    .replace(/['’-]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(calm, ' ');
  const suffers = [missing, supply, exposed].every((words) => words.test(plain));
  return suffers || always.test(plain) ? 'high' : 'normal';
}
