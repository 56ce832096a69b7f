const somebody =
  "(i|i'm|im|we|we're|he|she|they|someone|somebody|people|persons?|passengers?|child|children|kids?|woman|women|man|men|colleagues?|guests?|visitors?|tenants?|employees?|customers?)";
/** What may follow the word for a fire; another noun makes it a door, a plan or an invoice. */
const burning =
  '(?=\\s*($|[^a-z\\s])|\\s+(in|on|at|and|but|here|inside|near|next|behind|under|from|coming|spreading|now|please|help|outside|again|everywhere|down|up|by|broke|started|has|is)\\b)';
const of = (pattern: string): RegExp => new RegExp(pattern);

/**
 * Phrases that mean harm to people now, in four languages, case and accents folded away. They are wider than they are
 * exact: a page too many costs a minute, one too few may cost a life. Plain routine is taken out beforehand.
 */
const english = [
  /\b(smell(s|ing)?|odou?r|leak(s|ing)?|stink(s|ing)?)\b[^.!?]{0,24}\bgas\b/,
  /\bgas\b[^.!?]{0,16}\b(smell|leak(s|ing|age)?|odou?r|escap\w+)\b/,
  /\bcarbon monoxide\b|\bco (alarm|detector)\b[^.!?]{0,20}\b(going off|beep\w*|sound\w*|ring\w*)|\btoxic (fumes|gas)\b/,
  of(
    `\\b(there('s| is| was)|see|started|caught|catching|a|big|small|open)\\s+((a|some|the|open|big|small|real) ){0,3}(fire|flames)\\b${burning}`,
  ),
  /\b(fire|smoke)\s+(in|on|at|inside|near|behind|under|from|coming|pouring|everywhere|spreading|is (coming|pouring|everywhere|spreading))\b/,
  /\b(there('s| is)|see|smell(s|ing)?|lots of|thick|full of|black)\s+((a lot of|some|the|thick|black|white|of) ){0,3}smoke\b/,
  /\b(is|are|it's|its) (burning|on fire|smoking|sparking)\b|\bon fire\b|\bexplo(ded|des?|sion|ding)\b/,
  /\bsmell(s|ing|ed)?\b[^.!?]{0,16}\bburn(ing|t|ed)?\b|\bburn(ing|t) (smell|odou?r)\b/,
  /\b(sparks?|arcing)\b[^.!?]{0,16}\b(flying|coming|from|everywhere)\b/,
  /\b(trapped|stuck|locked) (up )?(in|inside) (the |a |an |this |your |our )?(lift|elevator|shaft|cabin)\b/,
  of(
    `\\b${somebody}\\b[^.!?]{0,24}\\b(trapped|stuck|locked) (up )?(in|inside)\\b[^.!?]{0,24}\\b(lift|elevator|room|shaft|cabin|toilet)\\b`,
  ),
  of(`\\b${somebody}\\b('s|'re)?[^.!?]{0,16}\\btrapped\\b(?! (air|water))`),
  of(
    `\\b(lift|elevator)\\b[^.!?]{0,40}\\b(stuck|stopped|trapped)\\b[^.!?]{0,24}\\bwith\\b[^.!?]{0,16}\\b(us|me|\\d+|${somebody})\\b`,
  ),
  of(
    `(?<!\\b(no one|nobody|noone)\\b[^.!?]{0,24})\\b${somebody}\\b[^.!?]{0,10}\\b(in|inside) (the|a|an) (stuck|stopped|broken) (lift|elevator)\\b`,
  ),
  /\b(electrocuted|electric shock|unconscious|not breathing|badly (hurt|injured)|heart attack|bleeding (badly|heavily))\b/,
  of(
    `\\b${somebody}\\b[^.!?]{0,20}\\b(bleeding(?!.{0,16}(radiator|valve|system))|not moving|collapsed|injured)\\b`,
  ),
  /\b(ceiling|roof|wall|floor)\b[^.!?]{0,12}\b(collaps\w+|came down|fell on)\b/,
  /\b(i('ll| will| am going to|'m going to)|we('ll| will)|gonna|going to)\b[^.!?]{0,24}\b(kill|hurt|shoot|stab|burn|attack|blow up)\b[^.!?]{0,16}\b(you|him|her|them|someone|somebody|everyone|everybody|myself|it down|down|(the|this|your) (place|building|house|office))\b/,
  /\b(has|have|with|got|carrying|holding|pulled) (a |an )?(knife|gun|weapon|pistol)\b|\bbomb\b|\bthreaten(s|ed|ing)?\b[^.!?]{0,24}\b(me|us|him|her|staff|someone|to (kill|hurt|shoot|hit))\b/,
];
const german = [
  /\bgas(geruch|leck|austritt)\b|\briecht\b[^.!?]{0,32}\bnach gas\b|\bgas (tritt|stromt) aus\b/,
  /\bes (brennt|raucht|qualmt)\b|\b(feuer|brand|rauch|qualm) (im|in|aus|auf|bei|unter)\b|\b(brandgeruch|stichflamme|explosion|explodiert)\b/,
  /\briecht\b[^.!?]{0,24}\b(verbrannt|verschmort|nach rauch|angebrannt)\b|\b(steht|stehen) in flammen\b|\bfunken (fliegen|spruhen)\b|\b(spruht|schlagt) funken\b/,
  /\b(eingeschlossen|eingeklemmt)\b|\b(steckt|stecken|stecke|sitzt|sitzen|hangt|hangen)\b[^.!?]{0,32}\b(aufzug|fahrstuhl|lift)\b|\b(im|in einem) (aufzug|fahrstuhl|lift)\b[^.!?]{0,24}\b(fest|gefangen|stecken)/,
  /\bstromschlag\b|\bbewusstlos\b|\b(schwer )verletzt\b|\bblutet stark\b|\batmet nicht\b/,
  /\bbombe\b|\bich (bringe|tote|steche|erschiesse)\b[^.!?]{0,20}\b(um|dich|sie|euch|ab)\b|\b(umbringen|anzunden)\b|\b(hat|habe|mit) (ein |eine |einem |einer )?(messer|waffe|pistole)\b|\bbedroht\b/,
];
const spanish = [
  /\bhuele a (gas|quemado|humo)\b|\bolor a (gas|quemado)\b|\b(fuga|escape) de gas\b/,
  /\b(hay|veo) (un |mucho |mucha )?(fuego|incendio|humo|llamas)\b|\b(fuego|incendio|humo) en\b|\bse (esta )?quema(ndo)?\b|\bexplosion\b/,
  /\batrapad[oa]s?\b|\bencerrad[oa]s? en el ascensor\b|\bdescarga electrica\b|\binconsciente\b|\bno respira\b/,
  /\b(bomba de tiempo|amenaza de bomba)\b|\b(te|os|lo|la|le|les|los) voy a matar\b|\b(me|nos) (esta )?amenaza(n|ndo)?\b|\btiene (un |una )?(cuchillo|arma|pistola)\b/,
];
const french = [
  /\bodeur de (gaz|brule)\b|\bfuite de gaz\b|\bsent le (gaz|brule)\b/,
  /\bau feu\b|\ben feu\b|\bprend feu\b|\b(il y a|y a) (le feu|du feu|un feu|un incendie|de la fumee)\b|\b(feu|incendie|fumee) (dans|au|a|sur|partout)\b|\bca brule\b|\bexplosion\b/,
  /\b(coince|bloque|enferme)e?s?\b[^.!?]{0,20}\bascenseur\b|\bascenseur\b[^.!?]{0,24}\b(bloque|arrete)\b[^.!?]{0,12}\bavec\b|\belectrocute\b|\binconscient\b|\bne respire (pas|plus)\b/,
  /\bje vais (te|vous|le|la|les) tuer\b|\b(me|nous) menacen?t?\b|\ba (un couteau|une arme|un fusil)\b|\bune bombe\b/,
];
/** One word shouted is enough. */
const alone =
  /^\W*((help|hilfe|ayuda|au secours|there's|a)\W+)*(fire|smoke|gas|feuer|rauch|gasgeruch|fuego|incendio|humo|incendie|fumee|au feu)\b[\W\d_]*$/;

const danger: readonly RegExp[] = [...english, ...german, ...spanish, ...french, alone];

/** Routine that sounds alike: drills, tests, fittings, and what is said not to be. Only these words are taken out. */
const routine =
  /\b(fire|smoke|gas) (drill|alarm|test|door|escape|exit|extinguisher|panel|detector|damper|blanket|hose|vent|sensor|head|safety|inspection|certificate|bill|meter|boiler|heater|heating|invoice|risk|warden)s?\b|\b(gas|electric|log) fires?\b|\b(test alarm|probealarm|simulacro)\b|\b(?<!(not a|kein|no) )(false alarm|fehlalarm|falsa alarma|fausse alerte)\b[^.!?;]*?(?=\b(but|now|aber|jetzt|pero|ahora|mais)\b|[.!?;]|$)|\b(no|not a|kein|keine|sin|pas de) (fire|smoke|gas|feuer|rauch|humo|fuego|feu|fumee)\b|\bnot (on fire|trapped|hurt)\b|\b(nobody|no one|noone)('s| is| was)? (trapped|stuck|hurt|inside|in it|in there)\b|\b(who|someone|somebody|he|she|guests?|tenants?|neighbou?rs?|people)('s| is| are)? smoking\b/g;

/** The words of danger in a text whose case and accents are folded away; null when there are none. */
export function dangerIn(folded: string): string | null {
  const said = folded.replace(routine, '~');
  const found = danger.map((pattern) => pattern.exec(said)?.[0]).find(Boolean);
  return found?.trim() ?? null;
}
