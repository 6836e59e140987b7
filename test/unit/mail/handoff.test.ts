import { describe, expect, it } from 'vitest';
import type { HandoffMessage } from '../../../shared/contracts/handoff-mails.ts';
import { MailMessage } from '../../../shared/contracts/mails.ts';
import { renderMail } from '../../../shared/mail/render.ts';

const AT = '2026-04-16T06:00:00.000Z';
const SHA = 'e66870e5d383a2e700de25edcc93fc6aa2bfaf59c5cf11a47b3064cf6005785a';
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const wording = { timeZone: 'Europe/Berlin' };
const access = { link: 'https://credit.example.com/approve/dG9rZW4', code: '048213' };

const messages = (text = 'Nordwind GmbH'): readonly HandoffMessage[] => {
  const customer = { customerId: 'C-1042', legalName: text };
  const named = { handoffId: 'H-1', caseId: 'CASE-1', customer, totals: [eur('1250.50')] };
  const sealed = {
    ...named,
    interest: [eur('13.56')],
    invoices: 2,
    oldestDueOn: '2026-03-02',
    sealedAt: AT,
    manifestSha256: SHA,
    approvedBy: text,
  };
  const question = {
    ...named,
    kind: 'LEGAL_HANDOFF' as const,
    requestId: 'H-1',
    approvalId: 'A-1',
    grade: text,
    oldestDueOn: '2026-03-02',
    maxDaysPastDue: 45,
    invoices: Array.from({ length: 12 }, (_, number) => ({
      invoiceId: `I-${number}`,
      issuedOn: '2026-02-01',
      dueOn: '2026-03-02',
      remaining: eur('10.00'),
      daysPastDue: 45,
    })),
    moreInvoices: 3,
    timeline: [{ at: AT, kind: 'StepTaken', text, by: text }],
    brokenPromises: 1,
    role: text,
    approver: 'mia@example.com',
    onBehalfOf: text,
    alsoAsked: [text],
    askedAt: AT,
    needsSignIn: false,
    linkEndsAt: AT,
  };
  const link = {
    approvalId: 'A-1',
    requestId: 'H-1',
    subject: 'LEGAL_HANDOFF',
    approver: 'mia@example.com',
    expiresAt: AT,
  } as const;
  const news = {
    ...named,
    amount: eur('1000.00'),
    remaining: [eur('250.50')],
    matterNumber: text,
    why: text,
    by: text,
  };
  return [
    ...(['ASKED', 'REMINDED', 'ESCALATED', 'AFTER_WRONG_CODES'] as const).map((occasion) => ({
      template: 'handoff-approval' as const,
      data: { ...question, occasion },
      link,
    })),
    ...(['NO_APPROVER', 'NOT_REACHED', 'NO_LAWYER'] as const).map((trouble) => ({
      template: 'handoff-trouble' as const,
      data: { ...named, trouble, role: text, why: text },
    })),
    { template: 'handoff-rejected', data: { ...named, rejectedBy: text, why: text } },
    { template: 'legal-handoff', data: { ...sealed, parts: [{ name: 'statement.pdf', sha256: SHA }] } },
    { template: 'legal-handoff-reminder', data: sealed },
    ...(['PAYMENT', 'CREDIT', 'REVERSAL', 'OTHER', 'CLOSED', 'RECALLED'] as const).map((kind) => ({
      template: 'legal-handoff-news' as const,
      data: { ...news, news: kind },
    })),
  ];
};

const render = (message: HandoffMessage) => renderMail(message, wording, 'link' in message ? access : null);

describe('the mails about handoffs to legal', () => {
  it('should be made of what the store writes', () => {
    for (const message of messages()) expect(MailMessage.safeParse(message).error).toBeUndefined();
  });

  it('should ask with the amount, the invoices, what was done, the link and the code', () => {
    const [question] = messages();
    if (!question) throw new Error('no question');
    const { subject, text } = render(question);
    expect(subject).toBe('Decision needed: hand Nordwind GmbH over to legal, EUR 1,250.50');
    for (const told of ['Invoice I-9', '5 more invoices', '048213', access.link, 'Promises broken']) {
      expect(text).toContain(told);
    }
    expect(text).not.toContain('Invoice I-10');
    expect(() => renderMail(question, wording, null)).toThrow('needs a link');
  });

  it('should give legal the amount, the interest, and the hashes by which the file can be checked', () => {
    const handover = messages().find(({ template }) => template === 'legal-handoff');
    if (!handover) throw new Error('no handover');
    const { subject, text } = render(handover);
    expect(subject).toBe('Legal handoff: Nordwind GmbH, EUR 1,250.50');
    for (const told of ['EUR 13.56', SHA, 'statement.pdf', '/v1/legal-handoffs/H-1/acknowledge']) {
      expect(text).toContain(told);
    }
  });

  it('should say what has happened to what legal has', () => {
    const subjects = messages().flatMap((message) =>
      message.template === 'legal-handoff-news' ? [render(message).subject.split(':')[0]] : [],
    );
    expect(subjects).toEqual([
      'EUR 1,000.00 has come in',
      'EUR 1,000.00 was credited',
      'A payment of EUR 1,000.00 has come back',
      'What is owed has changed',
      'Everything is settled',
      'Nordwind GmbH took it back',
    ]);
  });

  it.each([
    ['ends the header', 'Acme\r\nBcc: thief@example.com\r\n\r\n<h1>hello</h1>'],
    ['is a script', '"><script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['turns the text around', 'Acme \u202Emoc.elpmaxe\u202C \u2067gnihton\u2069'],
    ['is endless', 'A'.repeat(50_000)],
  ])('should be harmless when what others wrote %s', (_, hostile) => {
    for (const message of messages(hostile)) {
      const { html, subject, text } = render(message);
      expect([...subject].length).toBeLessThanOrEqual(150);
      expect(subject).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u);
      expect(html).not.toMatch(/<(script|img|svg|h1>hello)/);
      expect(`${html}${text}`).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
    }
  });
});
