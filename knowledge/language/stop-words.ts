const list = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

/** Words that carry no topic, by language, folded: small words and the courtesies of a chat. */
export const stopWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: list(`
    a about after again all already also always am an and any anybody anymore anyone anything are arent
    around as at back be because been before being both but by can cannot cant come comes coming could
    couldnt did didnt do does doesnt doing done dont down each either else even ever every few for from
    get gets getting give go goes going got had has hasnt have havent having he her here hers hes him
    his how i id if ill im in into is isnt it its itself ive just keep keeps know less let like lot made
    make makes many may maybe me might mine more most much must my near need needs never no nobody none
    nor not nothing now of off often on once one only onto or other our out over own please put quite
    really s same say see seem seems shall she should shouldnt so some somebody someone something soon
    still such sure t take tell than that thats the their them then there theres these they theyre thing
    things think this those though through to too until up us use used using very want wants was wasnt
    we well went were weve what whats when where wheres whether which while who whom whose whos why will
    with without wont would wouldnt yet you your youre hello hi hey dear good greetings thanks thank
    regards help question hope sorry show shows shown showing happen happens happened look looks ok okay
    yes kind kindly`),
  de: list(`
    aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist
    bitte da dabei dadurch dafur dagegen damit danach dann daran das dass dein dem den denn der des
    dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer
    eines er es etwa etwas euch euer fur ganz gar geht gegen gerade gern gerne gibt hab habe haben hallo
    hat hatte hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in ins ist ja jede jedem jeden
    jeder jedes jetzt kann kannst kein keine keinem keinen keiner konnen konnte lassen liebe mal man
    mehr mein meine meinem meinen meiner mich mir mit mochte muss mussen nach nicht nichts noch nun nur
    ob oder ohne schon sehr sein seine seit sich sie sind so soll sollen sonst uber um und uns unser
    unsere unserem unseren unserer unter viel vom von vor wann war waren warum was weil wenn wer werden
    wie wieder will wir wird wo wollen wurde zu zum zur zwischen danke dank guten tag gruss grusse hilfe
    frage sagen lauft`),
  es: list(`
    a al algo algun alguien antes asi aqui aun aunque bien cada como con contra cosa cual cuando cuanto
    de del desde donde dos durante e el ella ellos en entre era es esa ese eso esta estaba estan estar
    este esto estos estoy fue ha hace hacer hacia han hasta hay he la las le les lo los mas me mi mis
    mucho muy nada ni no nos nosotros nuestra nuestro o os otra otro para pero poco por porque puede
    puedo pues que quien quiero se sea ser si sigue sin sobre solo son soy su sus tambien tan tengo
    tiene tienen toda todas todo todos tu un una uno unos usted va vez y ya yo hola buenos buenas dias
    tardes gracias favor ayuda pregunta saludos necesito`),
  fr: list(`
    a ai as au aucun aussi autre aux avec avez avons c ca car ce cela ces cet cette ceux chaque chez
    comme d dans de depuis des deux donc du elle elles en encore est et etaient etait etes etre eu fait
    faire faut il ils j je jusqu l la le les leur leurs lors lui m ma mais me meme mes moi moins mon n
    ne ni non nos notre nous on ont ou oui par pas peu peut peux plus pour pourquoi qu quand que quel
    quelle quelqu quelque qui quoi s sa sans se sera ses si son sont sous suis sur t ta tes toi ton
    toujours tous tout toute toutes tres tu un une va vers veux voici voila vos votre vous y bonjour
    bonsoir merci salut cordialement svp aide question voudrais`),
};

/**
 * Words of place and time and of plain failure, by language, folded: they tell where a fault is, not
 * what it is.
 */
export const contextWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: list(`
    floor floors room rooms office offices building house flat apartment meeting conference desk
    corridor hall lobby kitchen basement area place site side top bottom ground front first second third
    fourth fifth left right north south west east today yesterday tomorrow morning afternoon evening
    night week weekend month year day days hour hours minute minutes ago since last next time monday
    tuesday wednesday thursday friday saturday sunday new old big small little problem issue trouble
    suddenly completely properly another people company customer urgent urgently asap broken half whole
    entire several both long short lot times move moves moving around everywhere`),
  de: list(`
    etage stock stockwerk erste ersten zweite zweiten dritte dritten vierten raum buro zimmer wohnung
    haus gebaude keller flur kuche besprechungsraum schreibtisch tisch heute gestern morgen abend nacht
    woche wochenende monat jahr stunden stunde tage links rechts oben unten neu alt problem montag
    dienstag mittwoch donnerstag freitag dringend defekt halb halbe ganze ganzen lange mehrere`),
  es: list(`
    planta piso oficina sala habitacion edificio casa cocina sotano pasillo hoy ayer manana noche semana
    mes ano dia horas hora lunes martes miercoles jueves viernes primera segunda tercera nuevo viejo
    problema urgente rato averi medio mitad entero varios`),
  fr: list(`
    etage bureau salle chambre appartement immeuble batiment maison cuisine couloir hall aujourd hui
    hier demain matin soir nuit semaine mois annee jour heure heures lundi mardi mercredi jeudi vendredi
    premier deuxieme troisieme nouveau vieux probleme urgent gauche droite pann moitie plusieurs`),
};
