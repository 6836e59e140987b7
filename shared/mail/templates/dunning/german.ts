import type { Words } from './words.ts';

export const german: Words = {
  kinds: {
    'reminder-before-due': {
      subject: ({ company, firstDue, total }) => `${total} an ${company} werden am ${firstDue} fällig`,
      heading: 'Eine Zahlung wird bald fällig',
      paragraphs: ({ company, customerName }) => [
        `Ein kurzer Hinweis vorab, damit nichts übersehen wird: Die folgenden Beträge von ${customerName} an ${company} werden bald fällig.`,
        'Ist die Zahlung schon unterwegs, brauchen Sie nichts weiter zu tun.',
      ],
    },
    'friendly-reminder': {
      subject: ({ company, total }) => `Zahlungserinnerung: ${total} an ${company}`,
      heading: 'Freundliche Zahlungserinnerung',
      paragraphs: ({ company, customerName }) => [
        `Für die unten aufgeführten Rechnungen haben wir noch keinen Zahlungseingang von ${customerName} an ${company} feststellen können. Vielleicht sind sie nur übersehen worden.`,
        'Bitte zahlen Sie in den nächsten Tagen. Ist die Zahlung schon unterwegs, danken wir Ihnen und bitten Sie, diese Nachricht als gegenstandslos zu betrachten.',
      ],
    },
    'firm-reminder': {
      subject: ({ company, total }) => `Mahnung: ${total} an ${company} sind überfällig`,
      heading: 'Ihre Zahlung ist überfällig',
      paragraphs: ({ company, customerName }) => [
        `Die unten aufgeführten Beträge von ${customerName} an ${company} sind überfällig. Bitte zahlen Sie sie jetzt und vollständig.`,
        'Stimmt eine Rechnung nicht, oder können Sie nicht alles auf einmal zahlen, teilen Sie uns das bitte über den Link unten mit: einen Tag, an dem Sie zahlen werden, oder was nicht stimmt. Wir finden lieber eine Lösung, als weiter zu mahnen.',
      ],
    },
    'final-notice': {
      subject: ({ company, payUntil, total }) =>
        `Letzte Mahnung: ${total} an ${company}${payUntil ? `, zahlbar bis ${payUntil}` : ''}`,
      heading: 'Letzte Mahnung vor rechtlichen Schritten',
      paragraphs: ({ company, customerName, payUntil }) => [
        `Die unten aufgeführten Beträge schuldet ${customerName} noch immer ${company}. Dies ist unsere letzte Mahnung.`,
        payUntil
          ? `Bitte sorgen Sie dafür, dass der gesamte Betrag bis zum ${payUntil} bei uns eingeht. Andernfalls übergeben wir die Angelegenheit ab dem folgenden Tag unseren Anwälten. Verzugszinsen und die Kosten des Verfahrens können dann hinzukommen.`
          : 'Bitte zahlen Sie den gesamten Betrag sofort. Geht er nicht ein, leiten wir rechtliche Schritte ein. Verzugszinsen und die Kosten des Verfahrens können dann hinzukommen.',
        'Gibt es einen Grund, den wir nicht kennen, teilen Sie ihn uns jetzt über den Link unten mit.',
      ],
    },
  },
  listTitle: 'Offene Rechnungen',
  issued: (date) => `vom ${date}`,
  due: (date) => `fällig am ${date}`,
  late: (days) => `seit ${days} ${days === 1 ? 'Tag' : 'Tagen'} überfällig`,
  more: (count) => `${count} weitere ${count === 1 ? 'Rechnung' : 'Rechnungen'}`,
  dueLater: 'später fällig als diese',
  total: 'Summe',
  unapplied: (amount) =>
    `${amount} von Ihnen, die wir keiner Rechnung zuordnen konnten, sind bereits berücksichtigt. Bitte teilen Sie uns mit, für welche Rechnungen sie bestimmt sind.`,
  howToPay: 'Bitte zahlen Sie auf das Konto, das auf den Rechnungen steht, und geben Sie deren Nummern an.',
  crossed: (asOf) =>
    `Die Beträge sind die am ${asOf} noch offenen. Zahlungen seither können sich mit dieser Nachricht überschnitten haben.`,
  action: 'Offene Rechnungen ansehen und antworten',
  codeLabel: 'Ihr Code',
  aboutLink:
    'Auf dieser Seite können Sie einen Tag nennen, an dem Sie zahlen werden, oder eine Rechnung beanstanden. Sie fragt nach dem Code, bevor sie eine Antwort annimmt. Bitte leiten Sie diese Nachricht nicht weiter: Wer Link und Code hat, kann für Sie antworten.',
  afterWrongCodes:
    'Der Link unserer früheren Nachricht wurde geschlossen, weil zu oft ein falscher oder gar kein Code eingegeben wurde. Bitte verwenden Sie Link und Code dieser Nachricht.',
  whyYou: ({ company, customerId, customerName }) =>
    `Sie erhalten diese Nachricht, weil Ihre Adresse bei ${company} als Kontakt für die Rechnungen von ${customerName} (${customerId}) hinterlegt ist. Antworten werden nicht gelesen.`,
  thanks: {
    subject: (company) => `Vielen Dank: Ihre Zahlung ist bei ${company} eingegangen`,
    heading: 'Vielen Dank für Ihre Zahlung',
    paragraphs: ({ company, customerName }) => [
      `Die Zahlung von ${customerName} ist bei ${company} eingegangen. Von dem, was wir angemahnt haben, ist nichts mehr offen.`,
      'Sie brauchen nichts weiter zu tun.',
    ],
  },
};
