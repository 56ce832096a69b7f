import type { DemoArticle } from './articles.ts';

/** The first articles in German, Spanish and French, for customers who write in those languages. */
export const articlesInOtherLanguages: readonly DemoArticle[] = [
  {
    key: 'de-klima',
    title: 'Klimaanlage tropft: Wasser am Innengerät',
    language: 'de',
    category: 'air-conditioning',
    product: 'Klima-Innengerät',
    keywords: ['Klimagerät', 'undicht', 'Kondenswasser', 'Ablauf', 'Filter reinigen', 'Wasser läuft aus'],
    visibility: 'public',
    body: `Wenn die Klimaanlage tropft, schalten Sie das Innengerät zuerst an der Fernbedienung aus und stellen Sie einen
Eimer darunter. Meist ist es Kondenswasser, das wegen eines verstopften Ablaufs oder Filters nicht abläuft.

## Was Sie jetzt tun können

1. Gerät ausschalten und ausgeschaltet lassen.
2. Computer, Papier und Steckdosenleisten mindestens 1 Meter wegrücken.
3. Warten Sie 10 Minuten; das Tropfen lässt nach.
4. Filter hinter der Frontblende ansehen. Ist er grau, mit lauwarmem Wasser spülen, 1 Stunde trocknen lassen
   und wieder einsetzen.
5. Einen geknickten Ablaufschlauch gerade richten, wenn Sie ihn vom Boden aus erreichen. Nicht mit Draht
   hineinstechen.
6. Gerät mit 24 °C wieder einschalten und 30 Minuten beobachten.

## Aufhören und uns anrufen

- Es tropft trotz sauberem Filter weiter, oder es ist in den letzten 4 Wochen schon einmal passiert.
- Mehr als 1 Liter in der Stunde, oder die Decke wölbt sich: Bereich sperren.
- Wasser läuft in die Nähe von Steckdosen oder Lampen: Sicherung ausschalten, Notdienst anrufen.
- Sie sehen Eis an den Leitungen oder hören ein Zischen.

## Wie es weitergeht

Unsere Technikerin oder unser Techniker spült den Ablauf, prüft die Kondensatpumpe und reinigt den
Wärmetauscher. Das dauert etwa 60 Minuten. Bitte nennen Sie uns Stockwerk und Raum.`,
  },
  {
    key: 'de-heizung',
    title: 'Heizung bleibt kalt: Heizkörper wird nicht warm',
    language: 'de',
    category: 'heating',
    product: 'Heizkörper',
    keywords: [
      'Heizung ausgefallen',
      'entlüften',
      'Thermostat',
      'Druck',
      'Heizkessel',
      'kein Warmwasser',
      'Störung',
    ],
    visibility: 'public',
    body: `Bleibt die Heizung kalt, prüfen Sie zuerst, ob nur ein Heizkörper, ein Stockwerk oder das ganze Haus betroffen ist.
Ein einzelner Heizkörper muss meist entlüftet werden; ist alles kalt, lesen Sie den Druck am Heizkessel ab.

## Nur ein Heizkörper bleibt kalt

1. Thermostat auf 5 drehen und nach 10 Minuten das Rohr darunter fühlen.
2. Ist das Rohr warm, der Heizkörper oben aber kalt, dann entlüften: Becher unter das Ventil halten, mit dem
   Schlüssel eine Vierteldrehung öffnen, schließen, sobald Wasser kommt.
3. Bleibt auch das Rohr kalt, klemmt meist der Ventilstift. Keine Gewalt; vereinbaren Sie einen Termin.

## Das ganze Haus ist kalt oder es gibt kein Warmwasser

1. Raumthermostat auf mindestens 20 °C stellen und die Batterien prüfen.
2. Druck am Heizkessel ablesen: kalt zwischen 1,0 und 1,8 bar. Darunter langsam bis 1,5 bar nachfüllen.
3. Zeigt der Kessel eine Störung, den Code notieren und einmal 5 Sekunden auf Entstören drücken. Höchstens
   zweimal versuchen.

## Aufhören und uns anrufen

- Das ganze Haus ist ohne Heizung und draußen sind es unter 5 °C.
- Kleine Kinder, alte oder kranke Menschen sind betroffen: sagen Sie es uns, dann kommen wir zuerst zu Ihnen.
- Es riecht nach Gas: keinen Schalter berühren, hinausgehen, von draußen den Gasversorger anrufen.
- Der Druck steigt über 2,8 bar oder fällt innerhalb von 7 Tagen wieder ab.

## Wie es weitergeht

Wir prüfen Pumpe, Mischer und Regelung. Muss ein Teil bestellt werden, leihen wir Ihnen Heizlüfter mit
2 kW.`,
  },
  {
    key: 'es-fuga',
    title: 'Fuga de agua o tubería rota: cierre la llave de paso',
    language: 'es',
    category: 'plumbing',
    product: 'Tuberías de agua',
    keywords: [
      'fuga',
      'tubería rota',
      'llave de paso',
      'gotea',
      'inundación',
      'baño',
      'techo mojado',
      'sale agua',
    ],
    visibility: 'public',
    body: `En una fuga de agua cuentan los primeros 5 minutos: cierre la llave más cercana o la llave de paso general, que está
en el sótano junto al contador. Busque la causa después y no toque aparatos eléctricos mojados.

## Qué hacer ahora

1. Cierre la llave más cercana: debajo del lavabo o en el armario de su planta. Gírela a la derecha hasta el
   tope.
2. Si no basta, cierre la llave de paso general. Está en el sótano, junto al contador, detrás de la puerta con
   la placa azul.
3. Abra el grifo más bajo del edificio para vaciar las tuberías.
4. Corte la electricidad de las zonas mojadas en el cuadro, pero solo si usted está en seco. Si el agua llegó
   al cuadro, no lo toque.
5. Si cae agua del techo, ponga un cubo y no pase por debajo. No perfore el techo.
6. Haga fotos de los daños para su seguro antes de limpiar.

Una gota en una junta, menos de 30 por minuto, puede esperar a una cita normal: ponga un recipiente y mírela
dos veces al día.

## Deje de intentarlo y llámenos

- El agua sigue saliendo con la llave general cerrada.
- El agua llega a enchufes, al ascensor o al vecino.
- El agua sale caliente o huele a desagüe.

Llame a nuestra línea de emergencias; un fontanero llega en 2 horas.

## Qué haremos

Buscamos la fuga con una prueba de presión y una cámara térmica y reparamos la tubería el mismo día. Le prestamos
secadores; una pared tarda de 7 a 14 días en secarse.`,
  },
  {
    key: 'fr-ascenseur',
    title: "Ascenseur en panne ou personne bloquée dans l'ascenseur",
    language: 'fr',
    category: 'lifts',
    product: 'Ascenseur',
    keywords: [
      'ascenseur bloqué',
      'panne',
      'coincé',
      'portes',
      'hors service',
      "bouton d'alarme",
      'entre deux étages',
    ],
    visibility: 'public',
    body: `Si quelqu'un est bloqué dans l'ascenseur, appelez tout de suite notre ligne d'urgence : une équipe arrive en
général en 30 minutes ; n'ouvrez jamais les portes palières. Si l'ascenseur est en panne mais vide, cherchez un
objet dans le rail des portes, puis coupez et remettez une seule fois avec la clé.

## Quelqu'un est à l'intérieur

1. Parlez à travers la porte : la cabine ne peut pas tomber et l'air y est renouvelé.
2. Demandez d'appuyer 3 secondes sur le bouton d'alarme, qui appelle notre centre.
3. Demandez si une personne est malade ou a peur, et dites-le-nous. En cas de malaise, appelez aussi le 112.
4. Éloignez les autres personnes et restez à portée de voix.

## L'ascenseur est en panne, mais vide

1. Cherchez un objet dans le rail des portes à chaque étage : un caillou de 5 mm suffit.
2. Vérifiez que la clé n'est pas sur « hors service » et que le bouton d'arrêt n'est pas enfoncé.
3. Si la cabine affiche une surcharge, faites sortir tout le monde.
4. Coupez l'ascenseur avec la clé, attendez 2 minutes, remettez-le en marche. Une seule fois.

## Arrêtez et appelez-nous

- La cabine s'arrête à plus de 5 mm du niveau ou bouge portes ouvertes : coupez l'ascenseur.
- Il y a des à-coups, un grincement ou une odeur de brûlé.
- De l'eau coule dans la gaine.

## Ce que nous faisons ensuite

Affichez « hors service » et donnez-nous le numéro inscrit dans la cabine. Un technicien vient en moins de 4
heures, en moins de 2 heures si des personnes en dépendent. L'ascenseur repart seulement après un essai à
tous les étages.`,
  },
];
