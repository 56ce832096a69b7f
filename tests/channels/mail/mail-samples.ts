/** How mail programs of one language introduce the mail that is answered. */
export interface Manner {
  readonly language: string;
  readonly written: string;
  /** Lines above a quote, as Gmail, Apple Mail and Thunderbird write them. */
  readonly attributions: readonly string[];
  /** The names of from, sent, to and subject in Outlook. */
  readonly headers: readonly [from: string, sent: string, to: string, subject: string];
  /** "Original message", between dashes. */
  readonly original: string;
  readonly mobile: string;
}

const who = 'Desk Avonside <desk+c7@help.example>';

/** One manner a language; the sentences are our own. */
export const manners: readonly Manner[] = [
  {
    language: 'en',
    written: 'The radiator is still cold. From: what I see the valve is stuck.',
    attributions: [
      `On Mon, Jan 5, 2026 at 9:14 AM ${who} wrote:`,
      `On 5 Jan 2026, at 09:14, ${who} wrote:`,
      'On 05/01/2026 09:14, Desk Avonside wrote:',
    ],
    headers: ['From', 'Sent', 'To', 'Subject'],
    original: 'Original Message',
    mobile: 'Sent from my iPhone',
  },
  {
    language: 'de',
    written: 'Der Heizkörper ist immer noch kalt.',
    attributions: [
      `Am Mo., 5. Jan. 2026 um 09:14 Uhr schrieb ${who}:`,
      `Am 05.01.2026 um 09:14 schrieb ${who}:`,
      'Am 05.01.26 um 09:14 schrieb Desk Avonside:',
    ],
    headers: ['Von', 'Gesendet', 'An', 'Betreff'],
    original: 'Ursprüngliche Nachricht',
    mobile: 'Von meinem iPhone gesendet',
  },
  {
    language: 'fr',
    written: 'Le radiateur est toujours froid.',
    attributions: [
      `Le lun. 5 janv. 2026 à 09:14, ${who} a écrit :`,
      `Le 5 janv. 2026 à 09:14, ${who} a écrit :`,
      'Le 05/01/2026 à 09:14, Desk Avonside a écrit :',
    ],
    headers: ['De', 'Envoyé', 'À', 'Objet'],
    original: 'Message d’origine',
    mobile: 'Envoyé de mon iPhone',
  },
  {
    language: 'es',
    written: 'El radiador sigue frío.',
    attributions: [
      'El lun, 5 ene 2026 a las 9:14, Desk Avonside (<desk+c7@help.example>) escribió:',
      `El 5 ene 2026, a las 9:14, ${who} escribió:`,
    ],
    headers: ['De', 'Enviado', 'Para', 'Asunto'],
    original: 'Mensaje original',
    mobile: 'Enviado desde mi iPhone',
  },
  {
    language: 'it',
    written: 'Il radiatore è ancora freddo.',
    attributions: [
      `Il giorno lun 5 gen 2026 alle ore 09:14 ${who} ha scritto:`,
      `Il giorno 5 gen 2026, alle ore 09:14, ${who} ha scritto:`,
    ],
    headers: ['Da', 'Inviato', 'A', 'Oggetto'],
    original: 'Messaggio originale',
    mobile: 'Inviato da iPhone',
  },
  {
    language: 'pt',
    written: 'O radiador continua frio.',
    attributions: [
      `Em seg., 5 de jan. de 2026 às 09:14, ${who} escreveu:`,
      `No dia 05/01/2026, às 09:14, ${who} escreveu:`,
    ],
    headers: ['De', 'Enviada em', 'Para', 'Assunto'],
    original: 'Mensagem original',
    mobile: 'Enviado do meu iPhone',
  },
  {
    language: 'nl',
    written: 'De radiator is nog steeds koud.',
    attributions: [
      `Op ma 5 jan 2026 om 09:14 schreef ${who}:`,
      `Op 5 jan 2026, om 09:14 heeft ${who} het volgende geschreven:`,
    ],
    headers: ['Van', 'Verzonden', 'Aan', 'Onderwerp'],
    original: 'Oorspronkelijk bericht',
    mobile: 'Verstuurd vanaf mijn iPhone',
  },
  {
    language: 'sv',
    written: 'Elementet är fortfarande kallt.',
    attributions: [`Den mån 5 jan. 2026 kl 09:14 skrev ${who}:`, `5 jan. 2026 kl. 09:14 skrev ${who}:`],
    headers: ['Från', 'Skickat', 'Till', 'Ämne'],
    original: 'Ursprungligt meddelande',
    mobile: 'Skickat från min iPhone',
  },
  {
    language: 'da',
    written: 'Radiatoren er stadig kold.',
    attributions: [`Den man. 5. jan. 2026 kl. 09.14 skrev ${who}:`],
    headers: ['Fra', 'Sendt', 'Til', 'Emne'],
    original: 'Oprindelig meddelelse',
    mobile: 'Sendt fra min iPhone',
  },
  {
    language: 'no',
    written: 'Radiatoren er fortsatt kald.',
    attributions: [`man. 5. jan. 2026 kl. 09:14 skrev ${who}:`],
    headers: ['Fra', 'Sendt', 'Til', 'Emne'],
    original: 'Opprinnelig melding',
    mobile: 'Sendt fra min iPhone',
  },
  {
    language: 'fi',
    written: 'Patteri on edelleen kylmä.',
    attributions: ['ma 5. tammik. 2026 klo 9.14 Desk Avonside (desk+c7@help.example) kirjoitti:'],
    headers: ['Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'],
    original: 'Alkuperäinen viesti',
    mobile: 'Lähetetty iPhonesta',
  },
  {
    language: 'pl',
    written: 'Grzejnik nadal jest zimny.',
    attributions: [
      `pon., 5 sty 2026 o 09:14 ${who} napisał(a):`,
      `Wiadomość napisana przez ${who} w dniu 5 sty 2026, o godz. 09:14:`,
    ],
    headers: ['Od', 'Wysłano', 'Do', 'Temat'],
    original: 'Wiadomość oryginalna',
    mobile: 'Wysłane z iPhone’a',
  },
  {
    language: 'cs',
    written: 'Radiátor je pořád studený.',
    attributions: [`po 5. 1. 2026 v 9:14 odesílatel ${who} napsal:`],
    headers: ['Od', 'Odesláno', 'Komu', 'Předmět'],
    original: 'Původní zpráva',
    mobile: 'Odesláno z iPhonu',
  },
  {
    language: 'hu',
    written: 'A radiátor még mindig hideg.',
    attributions: [`${who} ezt írta (időpont: 2026. jan. 5., H, 9:14):`],
    headers: ['Feladó', 'Elküldve', 'Címzett', 'Tárgy'],
    original: 'Eredeti üzenet',
    mobile: 'Elküldve iPhone-ról',
  },
  {
    language: 'ro',
    written: 'Caloriferul este tot rece.',
    attributions: [`În lun., 5 ian. 2026 la 09:14, ${who} a scris:`],
    headers: ['De la', 'Trimis', 'Către', 'Subiect'],
    original: 'Mesaj original',
    mobile: 'Trimis de pe iPhone-ul meu',
  },
  {
    language: 'tr',
    written: 'Radyatör hâlâ soğuk.',
    attributions: [`${who}, 5 Oca 2026 Pzt, 09:14 tarihinde şunu yazdı:`],
    headers: ['Kimden', 'Gönderildi', 'Kime', 'Konu'],
    original: 'Özgün İleti',
    mobile: "iPhone'umdan gönderildi",
  },
  {
    language: 'el',
    written: 'Το καλοριφέρ είναι ακόμα κρύο.',
    attributions: [`Στις Δευ 5 Ιαν 2026 στις 9:14 π.μ., ο χρήστης ${who} έγραψε:`],
    headers: ['Από', 'Στάλθηκε', 'Προς', 'Θέμα'],
    original: 'Αρχικό μήνυμα',
    mobile: 'Στάλθηκε από το iPhone μου',
  },
  {
    language: 'ru',
    written: 'Батарея всё ещё холодная.',
    attributions: [`пн, 5 янв. 2026 г. в 09:14, ${who}:`, `5 янв. 2026 г., в 09:14, ${who} написал(а):`],
    headers: ['От', 'Отправлено', 'Кому', 'Тема'],
    original: 'Исходное сообщение',
    mobile: 'Отправлено с iPhone',
  },
  {
    language: 'uk',
    written: 'Батарея досі холодна.',
    attributions: [`пн, 5 січ. 2026 р. о 09:14 ${who} пише:`],
    headers: ['Від', 'Надіслано', 'Кому', 'Тема'],
    original: 'Оригінальне повідомлення',
    mobile: 'Надіслано з iPhone',
  },
  {
    language: 'ja',
    written: '暖房がまだ冷たいです。',
    attributions: [`2026年1月5日(月) 9:14 ${who}:`, `2026/01/05 9:14、${who}のメール:`],
    headers: ['差出人', '送信日時', '宛先', '件名'],
    original: '元のメッセージ',
    mobile: 'iPhoneから送信',
  },
  {
    language: 'zh',
    written: '暖气还是冷的。',
    attributions: [`${who} 于2026年1月5日周一 09:14写道：`, `在 2026年1月5日，09:14，${who} 写道：`],
    headers: ['发件人', '发送时间', '收件人', '主题'],
    original: '原始邮件',
    mobile: '发自我的iPhone',
  },
  {
    language: 'ko',
    written: '라디에이터가 아직 차갑습니다.',
    attributions: [`2026년 1월 5일 (월) 오전 9:14, ${who}님이 작성:`],
    headers: ['보낸 사람', '보낸 날짜', '받는 사람', '제목'],
    original: '원본 메시지',
    mobile: '나의 iPhone에서 보냄',
  },
  {
    language: 'he',
    written: 'הרדיאטור עדיין קר.',
    attributions: ['‫בתאריך יום ב׳, 5 בינו׳ 2026 ב-9:14 מאת ‪Desk Avonside‬‏ <‪desk+c7@help.example‬‏>:‬'],
    headers: ['מאת', 'נשלח', 'אל', 'נושא'],
    original: 'הודעה מקורית',
    mobile: 'נשלח מה-iPhone שלי',
  },
  {
    language: 'ar',
    written: 'المشعاع لا يزال باردا.',
    attributions: [`في الاثنين، 5 يناير 2026 في 9:14 ص تمت كتابة ما يلي بواسطة ${who}:`],
    headers: ['من', 'تاريخ', 'إلى', 'الموضوع'],
    original: 'الرسالة الأصلية',
    mobile: 'أرسلت من الـ iPhone',
  },
];
