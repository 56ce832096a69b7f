const list = (text: string): readonly string[] =>
  text
    .split('|')
    .map((word) => word.trim())
    .filter(Boolean);

/**
 * What mail programs write before a quoted mail, in the languages they speak: the names of header lines. In pairs with `:`,
 * the sender first.
 */
export const headerNames = {
  from: list(
    'From|Von|Šalje|Pošiljatelj|De|Da|Van|Från|Fra|Od|От|Від|差出人|送信者|发件人|寄件者|寄件人|보낸 사람|보낸사람|Lähettäjä|Kimden|Gönderen|Feladó|De la|Από|مِن|من|מאת|จาก|Từ|Dari|Expéditeur|Absender|Remitente|Mittente|Afzender|Avsändare|Avsender|Nadawca|Отправитель|Odesílatel',
  ),
  sent: list(
    'Sent|Date|Poslano|Изпратено|Enviat|Enviat el|Odoslané|Gönderme Tarihi|Gesendet|Datum|Envoyé|Date d’envoi|Enviado|Enviado el|Fecha|Inviato|Data|Enviada|Enviada em|Verzonden|Skickat|Sendt|Dato|Wysłano|Wysłane|Отправлено|Дата|Надіслано|送信日時|日時|日付|发送时间|日期|發送時間|寄件日期|보낸 날짜|날짜|Lähetetty|Päivämäärä|Päiväys|Gönderildi|Tarih|Odesláno|Elküldve|Dátum|Küldve|Trimis|Στάλθηκε|Ημερομηνία|تاريخ|التاريخ|נשלח|תאריך|ส่ง|วันที่|Đã gửi|Ngày|Dikirim|Tanggal',
  ),
  to: list(
    'To|An|Prima|Per a|À|A|Para|Aan|Till|Til|Do|Кому|До|宛先|收件人|받는 사람|받는사람|Vastaanottaja|Kime|Alıcı|Komu|Címzett|Către|Προς|إلى|אל|ถึง|Đến|Kepada|Cc|Kopie|Copie|Kopia|Kopi|Копия|抄送|참조|Dw',
  ),
  subject: list(
    'Subject|Betreff|Относно|Objet|Asunto|Oggetto|Assunto|Onderwerp|Ämne|Emne|Temat|Тема|件名|主题|主旨|제목|Aihe|Konu|Předmět|Predmet|Tárgy|Subiect|Θέμα|الموضوع|נושא|เรื่อง|Chủ đề|Subjek|Perihal',
  ),
} as const;

/** "Somebody wrote": the words that end or begin the line above a quote. */
export const wroteWords = list(
  'wrote|writes|folgendes geschrieben|pisze|napisao je|napisala|napísala|เขียนว่า|şunları yazdı|написа|napisana przez|odesílatel|tarihinde|ezt írta|تمت كتابة|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|heeft geschreven|het volgende geschreven|skrev|napisał|napisał(a)|napisała|napisano|написал|написала|написал(а)|пишет|написав|пише|のメール|書きました|さんは書きました|wrote on|写道|寫道|님이 작성|작성|kirjoitti|yazdı|şunu yazdı|napsal|napsal(a)|napsala|napísal|írta|ezt írta|a scris|έγραψε|كتب|כתב|כתבה|เขียน|đã viết|menulis|va escriure|skreiv|skrifaði|написа|je napisao|je napisala',
);

/** Apple's line above a mail that is passed on; it stands alone and has no dashes. */
export const forwardWords = list(
  'Begin forwarded message|Anfang der weitergeleiteten Nachricht|Début du message réexpédié|Début du message transféré|Inicio del mensaje reenviado|Inizio messaggio inoltrato|Início da mensagem encaminhada|Begin doorgestuurd bericht|Vidarebefordrat brev|Start på videresendt besked|Videresendt melding|Välitetty viesti alkaa|Początek przekazywanej wiadomości|Začátek přeposlané zprávy|Начало переадресованного сообщения|İletilen mesajın başlangıcı|転送されたメッセージ|开始转发的邮件|전달된 메시지',
);

/** What stands at the end of such a line where the verb comes last: "Outlook für Android herunterladen". */
export const getWords = list('herunterladen|beziehen|downloaden|edinin|を入手|を入手する|다운로드');

/** "Original message" between dashes. */
export const originalWords = list(
  "Original Message|Original message|Ursprüngliche Nachricht|Originalnachricht|Message d’origine|Message d'origine|Message original|Mensaje original|Messaggio originale|Messaggio originario|Mensagem original|Oorspronkelijk bericht|Origineel bericht|Ursprungligt meddelande|Originalmeddelande|Oprindelig meddelelse|Original meddelelse|Opprinnelig melding|Original melding|Wiadomość oryginalna|Oryginalna wiadomość|Исходное сообщение|Пересылаемое сообщение|Оригінальне повідомлення|元のメッセージ|原始邮件|原始郵件|原邮件|원본 메시지|Alkuperäinen viesti|Özgün İleti|Orijinal Mesaj|Původní zpráva|Pôvodná správa|Eredeti üzenet|Mesaj original|Αρχικό μήνυμα|الرسالة الأصلية|הודעה מקורית|Original-Nachricht|Reply message|Forwarded message|Weitergeleitete Nachricht|Message transféré|Mensaje reenviado|Messaggio inoltrato|Mensagem encaminhada|Doorgestuurd bericht|Vidarebefordrat meddelande|Videresendt meddelelse|Videresendt melding|Przekazana wiadomość|Пересланное сообщение|転送メッセージ|转发邮件|邮件原件|Mail original|Ursprüngliche Mail|Ursprüngliche E-Mail|Originalmail",
);

/** What telephones and programs add under a mail of their own accord: the beginning of the line. */
export const mobileWords = list(
  "Sent from my|Sent from Mail|Sent from Outlook|Sent from Gmail|Sent from Proton|Sent from Yahoo|Sent via|Sent with|Sent by my|Get Outlook for|Von meinem|Gesendet von|Gesendet mit|Diese Nachricht wurde von meinem|Envoyé de mon|Envoyé depuis|Envoyé à partir de|Télécharger Outlook|Enviado desde mi|Enviado desde|Enviado do meu|Enviado a partir|Enviado via|Obtener Outlook|Obter o Outlook|Inviato da|Inviato dal|Scarica Outlook|Verzonden vanaf|Verstuurd vanaf|Verzonden met|Verstuurd met|Verzonden via|Skickat från|Skickades från|Sendt fra|Hent Outlook|Wysłano z|Wysłane z|Отправлено с|Отправлено из|Надіслано з|iPhoneから送信|iPadから送信|Androidから送信|から送信|发自我的|从我的|來自我的|傳送自我的|나의 iPhone에서 보냄|iPhone에서 보냄|에서 보냄|Lähetetty|Hanki Outlook|iPhone'umdan gönderildi|tarafımdan gönderildi|Odesláno z|Odoslané z|Elküldve|Az iPhone-omról|Trimis de pe|Στάλθηκε από|أرسلت من|تم الإرسال من|נשלח מה|ส่งจาก|Được gửi từ|Dikirim dari|Holen Sie sich Outlook|Obtenez Outlook|Provenance : Courrier|Ottieni Outlook|Enviado do Outlook|Enviado do Gmail|Obtenha o Outlook|Hämta Outlook|Skaffa Outlook|Få Outlook|Pobierz Outlook|Uzyskaj program Outlook|Získat Outlook|Stáhnout Outlook|Скачать Outlook|Получить Outlook|Küldve az|获取 Outlook|下載 Outlook|從我的|Enviat des de|Poslano z|Poslano s|Posláno z|Изпратено от",
);

/** Lines of our own, and of other desks, above which a reply is to be written. */
export const markerWords = list(
  'type your reply above this line|reply above this line|write above this line|antworten Sie bitte oberhalb dieser Zeile|oberhalb dieser Zeile antworten|répondez au-dessus de cette ligne|responda por encima de esta línea|rispondi sopra questa riga|responda acima desta linha|antwoord boven deze regel|この行より上に返信|请在此行上方回复',
);
