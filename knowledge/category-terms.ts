/** The categories the product sorts cases and articles into. */
export const categories = [
  'air-conditioning',
  'heating',
  'lifts',
  'doors-and-access',
  'fire-safety',
  'plumbing',
  'electrical',
  'ventilation',
  'billing',
  'appointments',
  'general',
] as const;
export type Category = (typeof categories)[number];

/** The languages the term lists are written in. */
export type TermLanguage = 'en' | 'de' | 'es' | 'fr';

/**
 * Three lists a category: terms that settle it, terms that speak for it, terms that only hint. Folded, parted by commas;
 * `*` stands for any letters.
 */
export type TermLists = readonly [settle: string, speak: string, hint: string];

/** What people say about each category, by language. */
export const categoryTerms: Readonly<Record<TermLanguage, Readonly<Record<Category, TermLists>>>> = {
  en: {
    'air-conditioning': [
      'ac, a c, aircon*, air con, air condition*, hvac, split unit, cooling unit, chiller*, refrigerant*',
      'cooling, cools, condensate, condenser*, compressor*, not cool, cool down',
      'too hot, too warm, warm air, hot air, remote, server room',
    ],
    heating: [
      'heating, heater*, radiator*, boiler*, hot water, warm water, underfloor, furnace*, central heat*',
      'thermostat*, no heat, heat pump*, burner*, chimney*',
      'cold, freezing, freeze*, chilly, degrees, gas, too hot, shower*',
    ],
    lifts: [
      'lift*, elevator*, escalator*, dumbwaiter*',
      'cabin*, landing door*, goods lift',
      'stuck, trapped, between floors',
    ],
    'doors-and-access': [
      'door*, gate*, access card*, key card*, keycard*, fob*, badge*, intercom*, card reader*, turnstile*, barrier*, entry phone*',
      'lock, locks, locked, unlock*, key, keys, entrance*, shutter*, hinge*, latch*, locked out, swipe card*, entry code*',
      'card*, reader*, pin code',
    ],
    'fire-safety': [
      'fire alarm*, fire panel*, smoke detector*, smoke alarm*, sprinkler*, extinguisher*, fire door*, fire drill*, alarm panel*',
      'fire, smoke, evacuation*, false alarm*, call point*, hydrant*',
      'alarm*, siren*, beep*, chirp*',
    ],
    plumbing: [
      'toilet*, sink*, tap, taps, faucet*, pipe*, drain*, sewage*, sewer*, plumb*, washbasin*, urinal*, cistern*, water pressure, booster pump*, stop valve*, stopcock*',
      'blocked, clogged, blockage*, flood*, burst*, wet, damp, pump*, overflow*, water leak*, water meter*, shower*, no water',
      'water, leak*, drip*, puddle*, ceiling, valve*, washroom*, bathroom*',
    ],
    electrical: [
      'socket*, breaker*, fuse*, light, lights, lamp*, lighting, bulb*, generator*, genset*, solar, inverter*, ev charg*, charging, charger*, wallbox*, electric*, power cut*, blackout*, outage*, photovoltaic*, pv',
      'power, voltage, wiring, wire*, sparks, switchboard*, distribution board*, short circuit*, flicker*, dark',
      'plug*, switch*, cable*, trip*, panels',
    ],
    ventilation: [
      'ventilat*, fresh air, stuffy, extractor*, extraction, exhaust fan*, air flow, airflow, air handling, co2, air quality, draught*, draft*',
      'duct*, fan, fans, vent, vents, cooker hood*, stale air, grille*',
      'smell*, air, humid*, filter*',
    ],
    billing: [
      'invoice*, bill, bills, billing, charged twice, overcharged, refund*, vat, payment*, reminder*, credit note*, direct debit, iban, instal*ment*',
      'paid, pay, price*, cost, costs, amount*, receipt*, discount*, charged, tax',
      'money, total, twice, account',
    ],
    appointments: [
      'appointment*, reschedul*, postpone*, book a *visit, cancel the visit, cancel my visit, move the visit, nobody showed up, no one showed up, showed up, time slot*, time window*',
      'visit*, when will the technician, when does the technician, when is the technician, technician arriv*, technician come*, technician late, schedule*, booked, arrival time',
      'technician*, engineer*, book, thursday, tomorrow, next week, arrive*, late',
    ],
    general: [
      'opening hours, office hours, contact person, your address, phone number, warranty, guarantee*, complaint*, complain*, feedback, thank you, thanks',
      'a question, information, who is, contact',
      'hello, hi',
    ],
  },
  de: {
    'air-conditioning': [
      'klimaanlage*, klima, klimagerat*, klimatisier*, kalteanlage*, kaltemittel*',
      'kuhlt, kuhlung*, kuhlen, kondenswasser*, innengerat*, aussengerat*',
      'zu warm, zu heiss, fernbedienung*, serverraum*',
    ],
    heating: [
      '*heizung*, heizkorper*, heizkessel*, *kessel, warmwasser*, heizt, heizen, warmepumpe*, fussbodenheizung*, therme*, radiator*',
      'thermostat*, brenner*, nicht warm, heiss wasser, heisses wasser',
      'kalt, frieren, friert, grad, gas, dusche*',
    ],
    lifts: [
      '*aufzug*, lift, fahrstuhl*, rolltreppe*',
      'kabine*, steckt fest, eingeschlossen',
      'steckt, stecken',
    ],
    'doors-and-access': [
      '*tur, *turen, *tor, zutrittskarte*, schlusselkarte*, transponder*, gegensprech*, schranke*, kartenleser*, chipkarte*',
      'schloss*, schlussel*, schliesst, eingang*, ausgesperrt, abschliessen, zutritt*, rolladen, rollladen',
      'karte*, leser*, klemmt',
    ],
    'fire-safety': [
      'brandmelde*, rauchmelder*, feueralarm*, sprinkler*, feuerloscher*, brandschutz*, rauchwarn*, brandalarm*',
      'brand, feuer*, rauch, fehlalarm*',
      'alarm*, piept, piepen, piepst',
    ],
    plumbing: [
      '*rohr, *rohre, *rohrbruch, toilette*, wc, waschbecken*, wasserhahn*, abfluss*, spule, spulbecken*, klo, wasserdruck*, wasserleitung*, wasserschaden*, abwasser*, haupthahn*',
      'verstopft, uberschwemm*, geplatzt, feucht, nass, pumpe*, uberlauft, kein wasser, unter wasser',
      'wasser, tropft, undicht, leckt, decke, hahn, ventil*, keller',
    ],
    electrical: [
      '*strom, stromausfall*, steckdose*, sicherung*, licht, *lampe*, beleuchtung*, generator*, notstrom*, solar*, photovoltaik*, wechselrichter*, ladesaule*, wallbox*, ladestation*, elektri*',
      'spannung, kabel*, schalter*, kurzschluss*, flackert, dunkel',
      'stecker*, funken',
    ],
    ventilation: [
      '*luftung*, abluft*, zuluft*, dunstabzug*, frischluft*, frische luft, stickig*, co2, luftqualitat*, luftet, luften',
      'ventilator*, luftkanal*, abzug*',
      'luft, geruch*, riecht, filter*',
    ],
    billing: [
      '*rechnung*, mahnung*, gutschrift*, lastschrift*, mehrwertsteuer*, mwst, ruckerstattung*, zahlung*',
      'betrag*, bezahlt, bezahlen, preis*, kosten, doppelt, abgebucht, zahlen, quittung*',
      'geld, konto, summe',
    ],
    appointments: [
      '*termin, *termine, *termins, wann kommt, niemand gekommen, niemand da, zeitfenster*',
      'verschieben, absagen, besuch*, vereinbaren, umbuchen, kommt der techniker',
      'techniker*, monteur*, morgen, donnerstag, nachste woche, uhr',
    ],
    general: [
      'offnungszeiten, ansprechpartner*, garantie*, gewahrleistung*, beschwerde*, adresse, telefonnummer*',
      'frage*, auskunft*, danke',
      'hallo',
    ],
  },
  es: {
    'air-conditioning': [
      'aire acondicionado, climatizador*, climatizacion, split, refrigerante*, aire',
      'enfria*, refrigera*, condensado*, compresor*',
      'aire caliente, calor, mando',
    ],
    heating: [
      'calefaccion*, radiador*, caldera*, agua caliente, estufa*, calentador*, suelo radiante, bomba de calor',
      'termostato*, quemador*',
      'frio*, fria*, grados, gas, ducha*',
    ],
    lifts: [
      'ascensor*, elevador*, montacargas, escalera mecanica',
      'cabina*, atrapad*',
      'entre dos plantas, encerrad*',
    ],
    'doors-and-access': [
      'puerta*, portal, porton*, cerradura*, tarjeta de acceso, llavero*, interfono*, portero automatico, telefonillo*, barrera*, persiana*, lector de tarjetas',
      'llave, llaves, cierra, abre, entrada*, acceso*, garaje*',
      'tarjeta*, lector*, bloquead*',
    ],
    'fire-safety': [
      'alarma de incendio*, incendio*, detector de humo*, detectores de humo, rociador*, extintor*, central de alarma*, aspersor*',
      'fuego, humo, falsa alarma*, evacuacion*',
      'alarma*, pita, pitar, pitando, suena',
    ],
    plumbing: [
      'fuga*, tuberia*, grifo*, inodoro*, vater*, desague*, fregadero*, lavabo*, cisterna*, llave de paso, presion de agua, presion del agua, alcantarilla*',
      'atascad*, atasco*, inunda*, gotea*, gotera*, humedad*, bomba*, sin agua, reventad*',
      'agua, bano*, techo*, mojad*, cae, sotano',
    ],
    electrical: [
      'electric*, enchufe*, luz, luces, lampara*, bombilla*, generador*, solar*, inversor*, cargador*, punto de carga, apagon*, fusible*, diferencial*, iluminacion',
      'corriente, tension, cable*, interruptor*, cortocircuito*, parpadea*, oscuras',
      'salta*, chispa*',
    ],
    ventilation: [
      'ventilacion*, extractor*, aire fresco, aire viciado, co2, campana extractora, calidad del aire',
      'ventilador*, conducto*, rejilla*',
      'huele, olor*, filtro*',
    ],
    billing: [
      'factura*, reembolso*, iva, cobro*, cobrado*, pago*, recibo*, abono*',
      'importe*, precio*, pagado, pagar, cuesta, costo*, dos veces',
      'dinero, cuenta, total',
    ],
    appointments: [
      'cita*, visita*, cuando viene, cuando llega, reprogramar, aplazar',
      'cambiar la hora, cancelar, horario de visita, nadie vino, no ha venido',
      'tecnico*, jueves, manana, semana que viene',
    ],
    general: [
      'horario*, garantia*, queja*, direccion, telefono*, persona de contacto',
      'pregunta*, informacion, gracias',
      'hola',
    ],
  },
  fr: {
    'air-conditioning': [
      'climatis*, clim, clims, split, fluide frigorigene',
      'refroidi*, condensat*, compresseur*, rafraichi*',
      'air chaud, trop chaud, telecommande*',
    ],
    heating: [
      'chauffage*, radiateur*, chaudiere*, eau chaude, chauffe eau, plancher chauffant, pompe a chaleur, convecteur*',
      'thermostat*, bruleur*, chauffe*',
      'froid*, degres, gaz, douche*',
    ],
    lifts: ['ascenseur*, monte charge*, escalator*', 'cabine*, coince*', 'entre deux etages, bloque dans'],
    'doors-and-access': [
      'porte, portes, portail*, serrure*, badge*, interphone*, digicode*, barriere*, carte d acces, volet*, lecteur de carte*',
      'cle, cles, clef*, entree*, ferme, verrou*, acces, parking, garage*',
      'carte*, lecteur*',
    ],
    'fire-safety': [
      'alarme incendie, detecteur de fumee, detecteurs de fumee, sprinkleur*, sprinkler*, extincteur*, incendie*, centrale incendie, ssi',
      'feu, fumee*, fausse alarme, evacuation*',
      'alarme*, bipe*, sonne*',
    ],
    plumbing: [
      'fuite*, robinet*, toilette*, wc, evier*, lavabo*, canalisation*, tuyau*, plomb*, egout*, chasse d eau, pression d eau, vanne*, siphon*',
      'bouche*, inond*, humid*, pompe*, degat des eaux, sans eau, deborde*',
      'eau, fuit, goutte*, plafond*, mouille*, sous sol',
    ],
    electrical: [
      'courant, electri*, prise, prises, lumiere*, lampe*, ampoule*, eclairage*, groupe electrogene, solaire*, onduleur*, borne de recharge, borne*, disjoncteur*, fusible*, photovolta*',
      'tension, cable*, interrupteur*, court circuit, clignote*, noir',
      'saute*, etincelle*',
    ],
    ventilation: [
      'ventilation*, vmc, air frais, air vicie, extracteur*, hotte*, co2, qualite de l air, aeration*',
      'ventilateur*, gaine*, grille*',
      'odeur*, air, filtre*',
    ],
    billing: [
      'facture*, remboursement*, tva, paiement*, prelevement*, avoir commercial, relance*',
      'montant*, prix, paye, payer, cout*, deux fois, devis',
      'argent, compte',
    ],
    appointments: [
      'rendez vous, rdv, creneau*, quand vient, quand arrive, reporter la visite, personne n est venu',
      'reporter, annuler, visite*, decaler',
      'technicien*, jeudi, demain, semaine prochaine',
    ],
    general: [
      'horaires*, garantie*, reclamation*, adresse, telephone*, interlocuteur*',
      'question*, renseignement*, merci',
      'bonjour',
    ],
  },
};
