/** Everything the bot says to customers on its own, in the four languages of the demo company; `{name}` is filled in. */
const phrases = {
  welcome: {
    en: 'Hello{name}! I can help with anything in your building. What is going on?',
    de: 'Hallo{name}! Ich helfe bei allem rund um Ihr Gebäude. Was ist los?',
    es: '¡Hola{name}! Puedo ayudarle con todo lo de su edificio. ¿Qué ocurre?',
    fr: 'Bonjour{name} ! Je peux vous aider pour tout ce qui touche à votre bâtiment. Que se passe-t-il ?',
  },
  article: {
    en: 'This may help right away:',
    de: 'Das hilft vielleicht sofort:',
    es: 'Esto puede ayudarle ahora mismo:',
    fr: 'Ceci peut vous aider tout de suite :',
  },
  solved: {
    en: 'Did that solve it?',
    de: 'Hat das geholfen?',
    es: '¿Se ha resuelto con eso?',
    fr: 'Est-ce que cela a résolu le problème ?',
  },
  yes: { en: 'Yes, solved', de: 'Ja, gelöst', es: 'Sí, resuelto', fr: 'Oui, résolu' },
  no: { en: 'No, still there', de: 'Nein, leider nicht', es: 'No, sigue igual', fr: 'Non, toujours pas' },
  person: {
    en: 'Talk to a person',
    de: 'Mit einem Menschen sprechen',
    es: 'Hablar con una persona',
    fr: 'Parler à une personne',
  },
  glad: {
    en: 'Good to hear. I am here if anything else comes up.',
    de: 'Das freut mich. Ich bin da, wenn noch etwas ist.',
    es: 'Me alegro. Aquí estoy si surge algo más.',
    fr: 'Tant mieux. Je reste là si autre chose se présente.',
  },
  askDetails: {
    en: 'I will get a colleague. So that they can start at once: what exactly is wrong, and in which building and on which floor?',
    de: 'Ich hole jemanden dazu. Damit es gleich losgehen kann: Was genau ist passiert, in welchem Gebäude und Stockwerk?',
    es: 'Aviso a un compañero. Para que pueda empezar ya: ¿qué ocurre exactamente, en qué edificio y en qué planta?',
    fr: "Je préviens un collègue. Pour qu'il commence tout de suite : que se passe-t-il exactement, dans quel bâtiment et à quel étage ?",
  },
  whichCase: {
    en: 'Is it about case {number}, "{title}"?',
    de: 'Geht es um den Fall {number}, „{title}“?',
    es: '¿Se trata del caso {number}, «{title}»?',
    fr: "S'agit-il du dossier {number}, « {title} » ?",
  },
  yesCase: { en: 'Yes, {number}', de: 'Ja, {number}', es: 'Sí, {number}', fr: 'Oui, {number}' },
  newCase: {
    en: 'No, something new',
    de: 'Nein, etwas Neues',
    es: 'No, es algo nuevo',
    fr: 'Non, autre chose',
  },
  opened: {
    en: 'I have opened case {number} for you. A colleague will answer {when}.',
    de: 'Ich habe den Fall {number} für Sie angelegt. Die Antwort kommt {when}.',
    es: 'He abierto el caso {number}. Un compañero le responderá {when}.',
    fr: "J'ai ouvert le dossier {number}. Un collègue vous répondra {when}.",
  },
  by: {
    en: 'by {when}',
    de: 'spätestens {when}',
    es: 'a más tardar {when}',
    fr: 'au plus tard {when}',
  },
  soon: {
    en: 'as soon as possible',
    de: 'so bald wie möglich',
    es: 'lo antes posible',
    fr: 'dès que possible',
  },
  added: {
    en: 'Thank you, I have added it to case {number}; the colleague in charge sees it now.',
    de: 'Danke, ich habe es beim Fall {number} ergänzt; es ist dort jetzt zu sehen.',
    es: 'Gracias, lo he añadido al caso {number}; el compañero a cargo ya lo ve.',
    fr: "Merci, je l'ai ajouté au dossier {number} ; le collègue en charge le voit maintenant.",
  },
  notFound: {
    en: 'I have no ready answer to that, so I will ask a colleague.',
    de: 'Dazu habe ich keine fertige Antwort, deshalb frage ich eine Kollegin oder einen Kollegen.',
    es: 'No tengo una respuesta preparada, así que pregunto a un compañero.',
    fr: "Je n'ai pas de réponse toute prête, je demande donc à un collègue.",
  },
  danger: {
    en: 'This can be dangerous. Get everyone out of the area now, do not touch switches or lifts, and call 999 or 112 if anyone is hurt or in danger. I am calling our emergency team to you this moment: case {number}.',
    de: 'Das kann gefährlich sein. Bringen Sie jetzt alle aus dem Bereich, benutzen Sie keine Schalter und Aufzüge und rufen Sie die 112, wenn jemand verletzt oder in Gefahr ist. Ich alarmiere in diesem Moment unseren Notdienst: Fall {number}.',
    es: 'Puede ser peligroso. Saque a todos de la zona ahora, no toque interruptores ni use ascensores y llame al 112 si alguien está herido o en peligro. Estoy avisando ya a nuestro equipo de urgencias: caso {number}.',
    fr: "Cela peut être dangereux. Faites sortir tout le monde maintenant, ne touchez ni interrupteur ni ascenseur et appelez le 112 si quelqu'un est blessé ou en danger. Je préviens notre équipe d'urgence à l'instant : dossier {number}.",
  },
  joined: {
    en: '{agent} has joined and will help you with case {number}.',
    de: '{agent} ist jetzt da und hilft Ihnen beim Fall {number}.',
    es: '{agent} se ha unido y le ayudará con el caso {number}.',
    fr: '{agent} vous a rejoint et vous aide pour le dossier {number}.',
  },
  rate: {
    en: 'Case {number} is done: {text}\n\nHow was it? One tap is enough.',
    de: 'Fall {number} ist erledigt: {text}\n\nWie war es? Ein Fingertipp genügt.',
    es: 'El caso {number} está resuelto: {text}\n\n¿Qué tal ha ido? Basta con un toque.',
    fr: "Le dossier {number} est terminé : {text}\n\nComment c'était ? Un seul clic suffit.",
  },
  rated: {
    en: 'Thank you for the {rating} out of 5.',
    de: 'Danke für die {rating} von 5.',
    es: 'Gracias por su {rating} de 5.',
    fr: 'Merci pour votre {rating} sur 5.',
  },
  reopened: {
    en: 'I have reopened case {number}; a colleague will look at it again.',
    de: 'Ich habe den Fall {number} wieder geöffnet; er wird erneut angesehen.',
    es: 'He reabierto el caso {number}; un compañero lo revisará de nuevo.',
    fr: "J'ai rouvert le dossier {number} ; un collègue va le reprendre.",
  },
  welcomeBack: {
    en: 'You are welcome. I am here if anything else comes up.',
    de: 'Gern geschehen. Ich bin da, wenn noch etwas ist.',
    es: 'De nada. Aquí estoy si surge algo más.',
    fr: 'Avec plaisir. Je reste là si autre chose se présente.',
  },
} as const satisfies Record<string, Record<SpokenLanguage, string>>;

export type SpokenLanguage = 'en' | 'de' | 'es' | 'fr';
export type Phrase = keyof typeof phrases;

/** Every phrase there is; tests hold the languages together with it. */
export const phraseNames = Object.keys(phrases) as readonly Phrase[];

/** The language the bot answers in: the customer's, where it has the words; English otherwise. Takes tags such as `de-AT`. */
export function spokenLanguage(tag: string | null | undefined): SpokenLanguage {
  const primary = (tag ?? 'en').slice(0, 2).toLowerCase();
  return primary === 'de' || primary === 'es' || primary === 'fr' ? primary : 'en';
}

/** One phrase in a language, with its blanks filled in one pass, so that a value can never be read as a blank. */
export const phrase = (
  name: Phrase,
  language: string,
  blanks: Readonly<Record<string, string>> = {},
): string =>
  phrases[name][spokenLanguage(language)].replace(/\{(\w+)\}/g, (_, blank: string) => blanks[blank] ?? '');
