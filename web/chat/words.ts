/** What the page itself says, in the languages of the bot; Web Chat brings its own words in many more. */
const words = {
  connecting: { en: 'Connecting …', de: 'Verbindung wird aufgebaut …', es: 'Conectando…', fr: 'Connexion…' },
  online: { en: 'Online', de: 'Online', es: 'En línea', fr: 'En ligne' },
  away: { en: 'Reconnecting …', de: 'Neu verbinden …', es: 'Reconectando…', fr: 'Reconnexion…' },
  opening: {
    en: 'Opening your chat …',
    de: 'Ihr Chat wird geöffnet …',
    es: 'Abriendo su chat…',
    fr: 'Ouverture de votre chat…',
  },
  unreachable: {
    en: 'We cannot be reached right now',
    de: 'Wir sind gerade nicht erreichbar',
    es: 'Ahora mismo no estamos disponibles',
    fr: 'Nous sommes injoignables pour le moment',
  },
  trying: {
    en: 'Your chat is kept. The next try is in {seconds} s.',
    de: 'Ihr Chat bleibt erhalten. Der nächste Versuch folgt in {seconds} s.',
    es: 'Su chat se conserva. El próximo intento es en {seconds} s.',
    fr: 'Votre chat est conservé. Prochain essai dans {seconds} s.',
  },
  lost: {
    en: 'The connection is lost. The chat goes on by itself as soon as it is back.',
    de: 'Die Verbindung ist unterbrochen. Der Chat geht von selbst weiter, sobald sie wieder da ist.',
    es: 'Se ha perdido la conexión. El chat seguirá solo en cuanto vuelva.',
    fr: 'La connexion est perdue. Le chat reprendra de lui-même dès son retour.',
  },
  refused: {
    en: 'This link to the chat is not valid',
    de: 'Dieser Link zum Chat ist ungültig',
    es: 'Este enlace al chat no es válido',
    fr: "Ce lien vers le chat n'est pas valable",
  },
  refusedHint: {
    en: 'Open the chat again from the page you came from.',
    de: 'Öffnen Sie den Chat noch einmal von der Seite aus, von der Sie kommen.',
    es: 'Abra de nuevo el chat desde la página de la que viene.',
    fr: "Rouvrez le chat depuis la page d'où vous venez.",
  },
  again: { en: 'Try now', de: 'Jetzt versuchen', es: 'Intentar ahora', fr: 'Essayer maintenant' },
  elsewhere: {
    en: 'This chat is open in another window',
    de: 'Dieser Chat ist in einem anderen Fenster geöffnet',
    es: 'Este chat está abierto en otra ventana',
    fr: 'Ce chat est ouvert dans une autre fenêtre',
  },
  here: { en: 'Go on here', de: 'Hier weiterschreiben', es: 'Seguir aquí', fr: 'Continuer ici' },
  privacy: {
    en: 'Kept with your case. Please send no passwords or card numbers.',
    de: 'Wird bei Ihrem Fall aufbewahrt. Bitte keine Passwörter oder Kartennummern.',
    es: 'Se guarda con su caso. No envíe contraseñas ni números de tarjeta.',
    fr: "Conservé avec votre dossier. N'envoyez ni mot de passe ni numéro de carte.",
  },
  fresh: {
    en: 'Start a new chat',
    de: 'Neuen Chat beginnen',
    es: 'Empezar otro chat',
    fr: 'Commencer un autre chat',
  },
  writingAs: {
    en: 'Demo: writing as',
    de: 'Demo: Sie schreiben als',
    es: 'Demo: escribe como',
    fr: 'Démo : vous écrivez comme',
  },
  visitor: {
    en: 'an unknown visitor',
    de: 'unbekannter Besuch',
    es: 'un visitante',
    fr: 'un visiteur inconnu',
  },
  placeholder: {
    en: 'Write a message',
    de: 'Nachricht schreiben',
    es: 'Escriba un mensaje',
    fr: 'Écrivez un message',
  },
} as const satisfies Record<string, Record<Language, string>>;

type Language = 'en' | 'de' | 'es' | 'fr';

/** The language of the page: the browser's, where the page has the words; English otherwise. */
export const language: Language =
  (['de', 'es', 'fr'] as const).find((one) => navigator.language.startsWith(one)) ?? 'en';

/** One line of the page in its language; `{name}` is filled in. */
export const word = (
  name: keyof typeof words,
  blanks: Readonly<Record<string, string | number>> = {},
): string => words[name][language].replace(/\{(\w+)\}/g, (_, blank: string) => String(blanks[blank] ?? ''));
