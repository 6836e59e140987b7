import type { Words } from './words.ts';

export const english: Words = {
  kinds: {
    'reminder-before-due': {
      subject: ({ company, firstDue, total }) => `${total} to ${company} will be due on ${firstDue}`,
      heading: 'A payment will be due soon',
      paragraphs: ({ company, customerName }) => [
        `A short note ahead of time, so that nothing is overlooked: the following will be due soon, from ${customerName} to ${company}.`,
        'If the payment is already on its way, there is nothing for you to do.',
      ],
    },
    'friendly-reminder': {
      subject: ({ company, total }) => `A friendly reminder: ${total} to ${company} is past due`,
      heading: 'A friendly reminder',
      paragraphs: ({ company, customerName }) => [
        `We have not yet seen a payment from ${customerName} to ${company} for what is listed below. It may simply have been overlooked.`,
        'Please pay it in the next few days. If the payment is already on its way, thank you, and please disregard this mail.',
      ],
    },
    'firm-reminder': {
      subject: ({ company, total }) => `Payment overdue: ${total} to ${company}`,
      heading: 'Your payment is overdue',
      paragraphs: ({ company, customerName }) => [
        `What is listed below is overdue, from ${customerName} to ${company}. Please pay it now, and in full.`,
        'If an invoice is not right, or if you cannot pay all of it at once, please tell us by the link below: a date on which you will pay, or what is wrong. We would rather find a solution than send further reminders.',
      ],
    },
    'final-notice': {
      subject: ({ company, payUntil, total }) =>
        `Final notice: ${total} to ${company}${payUntil ? `, to be paid by ${payUntil}` : ''}`,
      heading: 'Final notice before legal steps',
      paragraphs: ({ company, customerName, payUntil }) => [
        `What is listed below is still owed by ${customerName} to ${company}, in spite of the time that has passed. This is our last notice.`,
        payUntil
          ? `Please make sure that the whole amount has reached us by ${payUntil}. If it has not, we hand the matter over to our lawyers from the following day on. Interest for late payment and the costs of the proceedings may then be added.`
          : 'Please pay the whole amount at once. If it does not reach us, we take legal steps. Interest for late payment and the costs of the proceedings may then be added.',
        'If there is a reason that we do not know of, tell us now, by the link below.',
      ],
    },
  },
  listTitle: 'What is open',
  issued: (date) => `issued ${date}`,
  due: (date) => `due ${date}`,
  late: (days) => `${days} ${days === 1 ? 'day' : 'days'} past due`,
  more: (count) => `${count} more ${count === 1 ? 'invoice' : 'invoices'}`,
  dueLater: 'due later than these',
  total: 'Total',
  unapplied: (amount) =>
    `${amount} of yours, which we could not match with an invoice, is already taken into account. Please tell us which invoices it is for.`,
  howToPay: 'Please pay to the account that the invoices name, and state their numbers with the payment.',
  crossed: (asOf) =>
    `Amounts are what remained on ${asOf}. Whatever you have paid since may have crossed with this mail.`,
  action: 'See what is open, and answer',
  codeLabel: 'Your code',
  aboutLink:
    'On that page you can name a day on which you will pay, or dispute an invoice. It asks for the code before it takes an answer. Please do not forward this mail: whoever has the link and the code can answer for you.',
  afterWrongCodes:
    'The link of our earlier mail was closed, because a wrong code, or none, was entered too often. Please use the link and the code of this mail.',
  whyYou: ({ company, customerId, customerName }) =>
    `You get this mail because ${company} has your address as a contact for the invoices of ${customerName} (${customerId}). Replies are not read.`,
  thanks: {
    subject: (company) => `Thank you: ${company} has received your payment`,
    heading: 'Thank you for your payment',
    paragraphs: ({ company, customerName }) => [
      `${company} has received the payment of ${customerName}. Nothing that we wrote to you about is open any more.`,
      'There is nothing further for you to do.',
    ],
  },
};
