import type { TurnedDown } from '../../../domain/dunning/turned-down.ts';
import type { Figures } from '../../../mail/figures.ts';
import type { Field } from '../fields.ts';
import type { PageWords, Saying } from './words.ts';

const NEWER = 'Bitte verwenden Sie den Link einer neueren Nachricht, oder rufen Sie die Nummer auf den Rechnungen an.';
const AGAIN = 'Der Link der Nachricht bleibt gültig: Öffnen Sie ihn wieder, um den aktuellen Stand zu sehen.';
const UNCHANGED = 'Es wurde nichts festgehalten.';

const rechnungen = (count: number): string => (count === 1 ? 'eine Rechnung' : `${count} Rechnungen`);

const turnedDown = (told: TurnedDown, { money }: Figures): string => {
  switch (told.why) {
    case 'CODE_WRONG': {
      const tries = told.triesLeft === 1 ? 'noch ein Versuch' : `noch ${told.triesLeft} Versuche`;
      return `Das ist nicht der Code, der in der Nachricht beim Link steht; ${tries}.`;
    }
    case 'LINK_CLOSED_NOW':
      return `Der Code war zu oft falsch: Dieser Link ist geschlossen${told.freshMail ? ', und eine Nachricht mit einem neuen ist unterwegs' : ''}.`;
    case 'NOTHING_TO_PROMISE':
      return `In ${told.currency} ist nichts offen, was zugesagt werden könnte.`;
    case 'MORE_THAN_OPEN':
      return `Der Betrag darf nicht höher sein als das, was offen ist: ${money(told.most)}.`;
    case 'TOO_LITTLE':
      return `Der Betrag muss mindestens ${money(told.least)} sein, die Hälfte dessen, wofür er bestimmt ist; für weniger rufen Sie uns bitte an.`;
    case 'INVOICE_NOT_OPEN':
      return `Die Rechnung ${told.invoiceId} ist nicht mehr offen.`;
    case 'INVOICE_DISPUTED':
      return `Die Rechnung ${told.invoiceId} ist bereits beanstandet.`;
    case 'PROMISES_NOT_KEPT':
      return 'Frühere Zusagen für dieses Konto wurden nicht eingehalten. Bitte rufen Sie uns an, um eine neue zu vereinbaren.';
    case 'WITH_LAWYERS':
      return 'Unsere Anwälte haben die Angelegenheit übernommen. Bitte antworten Sie ihnen.';
    default:
      return told satisfies never;
  }
};

const refused: Readonly<Record<Field, string>> = {
  amount: 'Dieser Betrag kann so nicht zugesagt werden. Bitte rufen Sie uns an.',
  payBy: 'Dieser Tag kann nicht zugesagt werden.',
  invoices: 'Diese Rechnungen können so nicht beanstandet werden. Bitte rufen Sie uns an.',
  reason: 'Die Angabe, was nicht stimmt, kann so nicht angenommen werden.',
  code: 'Der Code kann so nicht angenommen werden.',
};

const refusal: PageWords['refusal'] = ({ code }, known): Saying => {
  // What others say of it is in English, and would help nobody here.
  const what = known === null ? [] : [known];
  switch (code) {
    case 'not-found':
      return {
        title: 'Unter dieser Adresse gibt es nichts',
        paragraphs: [
          'Der Link ist nicht vollständig, oder er war nie einer von uns. Bitte öffnen Sie ihn aus der Nachricht selbst; ist er dort auf zwei Zeilen umgebrochen, kopieren Sie ihn ganz.',
        ],
      };
    case 'gone':
      return { title: 'Dieser Link ist geschlossen', paragraphs: [...what, NEWER] };
    case 'conflict':
      return { title: 'Das ist jetzt nicht möglich', paragraphs: [...what, UNCHANGED] };
    case 'too-large':
      return { title: 'Das war zu viel Text', paragraphs: ['Bitte gehen Sie zurück und kürzen Sie ihn.', UNCHANGED] };
    case 'rate-limited':
      return {
        title: 'Zu viele Anfragen',
        paragraphs: ['Bitte warten Sie einen Moment und versuchen Sie es noch einmal.', UNCHANGED],
      };
    case 'unavailable':
      return {
        title: 'Im Moment nicht erreichbar',
        paragraphs: [
          'Bitte versuchen Sie es gleich noch einmal. Ein Formular, das zweimal abgeschickt wird, zählt einmal.',
        ],
      };
    case 'internal':
      return {
        title: 'Bei uns ist etwas schiefgegangen',
        paragraphs: [
          'Der Fehler ist festgehalten. Bitte versuchen Sie es später noch einmal; bleibt er bestehen, nennen Sie uns die Referenz unten.',
        ],
      };
    case 'validation':
    case 'unprocessable':
    case 'unauthenticated':
    case 'forbidden':
      return { title: 'Das konnte nicht gelesen werden', paragraphs: [...what, UNCHANGED] };
    default:
      return code satisfies never;
  }
};

const heard: PageWords['heard'] = (said, { date, money }) => {
  const count = said.invoiceIds.length;
  if (said.action === 'promise') {
    return {
      title: `Festgehalten: ${money(said.amount)} bis zum ${date(said.payBy)}`,
      paragraphs: [
        `Vielen Dank. Bis dahin erinnern wir nicht an die ${count === 1 ? 'Rechnung, für die' : `${count} Rechnungen, für die`} der Betrag bestimmt ist.`,
        'Bitte sorgen Sie dafür, dass die Zahlung bis zu diesem Tag bei uns eingegangen ist.',
        AGAIN,
      ],
    };
  }
  return {
    title: `Festgehalten: ${rechnungen(count)} beanstandet`,
    paragraphs: [
      `Vielen Dank für den Hinweis. Wir prüfen das, und erinnern Sie bis dahin nicht an ${count === 1 ? 'diese Rechnung' : 'diese Rechnungen'}.`,
      'Was sonst offen ist, bleibt fällig.',
      AGAIN,
    ],
  };
};

export const german: PageWords = {
  standing: {
    title: (name) => `Offene Rechnungen von ${name}`,
    open: (amounts) => `Offen: ${amounts}`,
    nothingOpen: 'Es ist nichts offen',
    nothingToDo: 'Vielen Dank. Sie brauchen nichts zu tun.',
    between: (customerId, company, today) => ` (${customerId}) an ${company}, Stand ${today}.`,
    overdue: (amounts) => `Überfällig: ${amounts}.`,
    listTitle: 'Offene Rechnungen',
    invoice: 'Rechnung',
    remaining: 'Offen',
    dates: (issuedOn, dueOn) => `Vom ${issuedOn}, fällig am ${dueOn}`,
    late: (days) => `Seit ${days} ${days === 1 ? 'Tag' : 'Tagen'} überfällig`,
    disputed: 'Beanstandet',
    promisedFor: (date) => `Zugesagt zum ${date}`,
    ofAmount: (amount) => `von ${amount}`,
    more: (count) =>
      count === 1
        ? 'Eine weitere Rechnung, später fällig, ist hier nicht aufgeführt.'
        : `${count} weitere Rechnungen, später fällig, sind hier nicht aufgeführt.`,
    total: 'Insgesamt',
    ofThatOverdue: 'Davon überfällig',
    unapplied: 'Auf Ihrem Konto, bereits abgezogen',
    howToPay:
      'Bitte zahlen Sie auf das Konto, das auf den Rechnungen steht, und geben Sie deren Nummern an. Was Sie in den letzten Tagen gezahlt haben, ist vielleicht noch nicht abgezogen.',
    withLegal: {
      title: 'Unsere Anwälte haben die Angelegenheit übernommen',
      paragraphs: ['Bitte antworten Sie ihnen. Wird alles bezahlt, was offen ist, ist die Sache weiterhin erledigt.'],
    },
    forYouAlone:
      'Diese Seite gehört zu einer Nachricht, die allein für Sie bestimmt ist. Bitte leiten Sie sie nicht weiter.',
  },
  promise: {
    title: 'Eine Zahlung zusagen',
    about: 'An die ältesten Rechnungen, die sie begleicht, erinnern wir bis zu diesem Tag nicht.',
    amount: 'Betrag',
    amountIn: (currency) => `Betrag in ${currency}`,
    atMost: (amounts) => `Höchstens ${amounts}: was offen und weder zugesagt noch beanstandet ist.`,
    currency: 'Währung',
    payBy: 'Gezahlt bis',
    payByHint: (until) => `Ein Tag bis zum ${until}, an dem die Zahlung bei uns eingegangen sein wird.`,
    button: 'Diese Zahlung zusagen',
  },
  dispute: {
    title: 'Rechnungen beanstanden',
    about: 'Wir erinnern nicht an sie, bis wir das geprüft haben.',
    invoices: 'Rechnungen, die nicht stimmen',
    reason: 'Was nicht stimmt',
    button: 'Diese Rechnungen beanstanden',
  },
  code: { label: 'Code', hint: 'Die sechs Ziffern beim Link in Ihrer Nachricht.', shape: 'Sechs Ziffern' },
  form: {
    error: 'Fehler',
    title: 'Es wurde nichts festgehalten',
    codeMissing: 'Geben Sie die sechs Ziffern aus der Nachricht ein.',
    noAction: 'Wählen Sie, ob Sie eine Zahlung zusagen oder eine Rechnung beanstanden.',
    nothingToPromise: 'Es gibt nichts mehr zuzusagen.',
    chooseCurrency: 'Wählen Sie die Währung.',
    amount: {
      separators: { group: '.', decimal: ',' },
      writeLike: (example) => `Schreiben Sie den Betrag wie ${example}.`,
      tooManyDecimals: (currency, digits, example) =>
        `${currency} hat ${digits === 0 ? 'keine' : digits} Nachkommastellen: Schreiben Sie den Betrag wie ${example}.`,
      tooLong: (digits) => `Der Betrag darf höchstens ${digits} Stellen vor dem Komma haben.`,
    },
    amountZero: 'Der Betrag muss größer als null sein.',
    payByMissing: 'Geben Sie den Tag ein, an dem Sie zahlen werden.',
    payByOutside: (first, last) => `Der Tag muss einer vom ${first} bis zum ${last} sein.`,
    reasonMissing: 'Sagen Sie, was nicht stimmt.',
    reasonTooLong: (most) => `Was nicht stimmt, muss in höchstens ${most} Zeichen gesagt sein.`,
    reasonControl: 'Der Text darf keine Steuerzeichen enthalten.',
    noInvoices: 'Wählen Sie mindestens eine Rechnung.',
    tooManyInvoices: (most) => `Wählen Sie höchstens ${most} Rechnungen auf einmal.`,
    notAnInvoice: 'Eine der Rechnungen ist keine.',
    turnedDown,
    refused: (field) => refused[field],
  },
  heard,
  mayClose: 'Sie können diese Seite schließen.',
  closed: {
    dead: (when, freshMail) => ({
      title: 'Dieser Link ist geschlossen',
      paragraphs: [
        `Es wurde zu oft ein falscher Code eingegeben, zuletzt am ${when}. Dadurch wurde nichts festgehalten.`,
        freshMail ? 'Eine Nachricht mit einem neuen Link und einem neuen Code ist zu Ihnen unterwegs.' : NEWER,
      ],
    }),
    expired: (when) => ({ title: 'Dieser Link ist abgelaufen', paragraphs: [`Er war gültig bis ${when}.`, NEWER] }),
    usedUp: { title: 'Dieser Link ist geschlossen', paragraphs: ['Er wurde zu oft verwendet.', NEWER] },
  },
  refusal,
  reference: (correlationId) => `Referenz ${correlationId}`,
};
