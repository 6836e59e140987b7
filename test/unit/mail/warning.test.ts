import { describe, expect, it } from 'vitest';
import { MailMessage, type MessageOf } from '../../../shared/contracts/mails.ts';
import { addressesOf, recipientsOf, warningMails } from '../../../shared/domain/warning/mails.ts';
import { builtInWarnings, type WarningKind, warningKinds } from '../../../shared/domain/warning/policy.ts';
import { render } from '../../support/mails.ts';

type Data = MessageOf<'warning'>['data'];
type Of<K extends WarningKind> = Extract<Data, { warning: K }>;

const euro = (amount: string) => ({ amount, currency: 'EUR' });
const about = { customer: { customerId: 'ACME-1', legalName: 'Acme GmbH' }, at: '2026-03-16T09:00:00.000Z' };
const limit = {
  ...about,
  usedPercent: '86.00',
  exposure: euro('21500.00'),
  effectiveLimit: euro('25000.00'),
  available: euro('3500.00'),
};
const invoice = { invoiceId: 'I-1', dueOn: '2026-03-19', remaining: euro('1250.00') };

const samples: { readonly [K in WarningKind]: Of<K> } = {
  LimitNearlyUsed: { warning: 'LimitNearlyUsed', ...limit, orderId: 'SO-1' },
  LimitFullyUsed: { warning: 'LimitFullyUsed', ...limit },
  ReceivableFallingDue: { warning: 'ReceivableFallingDue', ...about, invoices: [invoice] },
  ReceivableOverdue: { warning: 'ReceivableOverdue', ...about, invoices: [invoice, { ...invoice, invoiceId: 'I-2' }] },
  GradeDropped: { warning: 'GradeDropped', ...about, from: 'B', grade: 'D', reason: 'Pays later than before.' },
  BlacklistProposed: { warning: 'BlacklistProposed', ...about, reason: 'Two defaults in 24 months.' },
  UnusualOrder: {
    warning: 'UnusualOrder',
    ...about,
    orderId: 'SO-9',
    amount: euro('90000.00'),
    decision: 'REFERRED',
    message: 'The order is nine times the usual.',
  },
  CoverLapsing: { warning: 'CoverLapsing', ...about, coverId: 'K-1', worth: euro('450.00'), validTo: '2026-04-10' },
  LargeDebtor: { warning: 'LargeDebtor', ...about, sharePercent: '27.77', openReceivables: euro('250.00') },
  OverrideRateHigh: {
    warning: 'OverrideRateHigh',
    at: about.at,
    approver: 'ann@example.com',
    from: '2025-12-17',
    to: '2026-03-16',
    decided: 10,
    overrides: 8,
    ratePercent: '80.00',
    othersRatePercent: '12.50',
  },
};

const expected: Readonly<Record<WarningKind, readonly string[]>> = {
  LimitNearlyUsed: ['86.00 % of the limit is used: Acme GmbH', 'EUR 25,000.00', 'SO-1'],
  LimitFullyUsed: ['The credit limit is used up: Acme GmbH', 'EUR 21,500.00'],
  ReceivableFallingDue: ['An invoice falls due: Acme GmbH', 'I-1', '19 March 2026', 'EUR 1,250.00'],
  ReceivableOverdue: ['2 invoices are overdue: Acme GmbH', 'I-2'],
  GradeDropped: ['Grade dropped from B to D: Acme GmbH', 'Pays later than before.'],
  BlacklistProposed: ['Proposed for the blacklist: Acme GmbH', 'Two defaults in 24 months.'],
  UnusualOrder: ['Unusual order of EUR 90,000.00: Acme GmbH', 'The order is nine times the usual.', 'REFERRED'],
  CoverLapsing: ['A cover lapses after 10 April 2026: Acme GmbH', 'K-1', 'EUR 450.00'],
  LargeDebtor: ['27.77 % of all open receivables: Acme GmbH', 'EUR 250.00'],
  OverrideRateHigh: [
    'ann@example.com lets far more through than the others do',
    '80.00 %',
    '12.50 %',
    '17 December 2025',
  ],
};

describe('the mail of a warning', () => {
  it.each(warningKinds)('should say what it warns of, about whom and by which figures: %s', (kind) => {
    const message = MailMessage.parse({ template: 'warning', data: samples[kind] });
    const { html, subject, text } = render(message);
    const [line, ...said] = expected[kind];
    expect(subject).toBe(line);
    for (const part of said) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
  });

  it('should name the limit before and after, where it fell with the grade, the first grade as well', () => {
    const advance = { ...samples.GradeDropped, from: null, grade: 'E', prepayment: true };
    expect(render({ template: 'warning', data: advance }).text).toContain(
      'The customer pays in advance, whatever its limit.',
    );
    const fell = { ...samples.GradeDropped, limit: { from: euro('1000.00'), to: euro('500.00') } };
    const { text } = render({ template: 'warning', data: fell });
    expect(text).toMatch(/Limit until now.*EUR 1,000\.00.*Limit.*EUR 500\.00/s);
    expect(text).not.toContain('in advance');
    const first = { ...fell, from: null, grade: 'E', limit: { ...fell.limit, to: euro('0.00') } };
    const said = render({ template: 'warning', data: first });
    expect(said.subject).toBe('The first grade is E: Acme GmbH');
    expect(said.text).toContain('Without a limit the customer pays in advance.');
  });

  it('should be harmless whatever others wrote', () => {
    const hostile = '"><script>alert(1)</script>\r\nBcc: thief@example.com';
    const customer = { customerId: 'A', legalName: hostile };
    const { html, subject } = render({
      template: 'warning',
      data: { ...samples.BlacklistProposed, customer, reason: hostile },
    });
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toContain('<script>');
  });
});

describe('who is mailed a warning', () => {
  const staff = { creditAnalyst: 'ana@example.com', collector: null, salesperson: null };
  const inRole = async (role: string) => [`${role}-1@example.com`, `${role}-2@example.com`];

  it('should be the one whom the customer names, else everybody of the role, each once', async () => {
    expect(await addressesOf(['CREDIT_ANALYST'], staff, inRole)).toEqual(['ana@example.com']);
    expect(await addressesOf(['COLLECTOR', 'collectors'], staff, inRole)).toEqual([
      'collectors-1@example.com',
      'collectors-2@example.com',
    ]);
    expect(await addressesOf(['SALESPERSON'], staff, inRole)).toEqual([]);
    const shouting = { ...staff, collector: 'ANA@example.com', salesperson: 'no address' };
    expect(await addressesOf(['CREDIT_ANALYST', 'COLLECTOR', 'SALESPERSON'], shouting, inRole)).toEqual([
      'ana@example.com',
    ]);
  });

  it('should be as the policy says, and not twice for one movement that uses up a limit', () => {
    expect(recipientsOf(builtInWarnings, 'LimitNearlyUsed', false)).toEqual(['CREDIT_ANALYST']);
    expect(recipientsOf(builtInWarnings, 'LimitNearlyUsed', true)).toEqual([]);
    expect(recipientsOf(builtInWarnings, 'LimitFullyUsed', true)).toEqual(['CREDIT_ANALYST']);
    expect(recipientsOf(builtInWarnings, 'ReceivableOverdue', false)).toEqual([]);
    const mails = [{ warning: 'LimitNearlyUsed', to: 'COLLECTOR' }, ...builtInWarnings.mails] as const;
    expect(recipientsOf({ mails }, 'LimitNearlyUsed', true)).toEqual(['COLLECTOR']);
  });

  it('should be mailed under an id that names nobody and is the same for the same occasion', () => {
    const [one, other] = ['C-1#7', 'C-1#8'].map((occasion) => warningMails(occasion, {}, ['ana@example.com'], {})[0]);
    expect(one?.mailId).toMatch(/^warning-[0-9a-f]{32}-[0-9a-f]{16}$/);
    expect(one?.mailId).not.toBe(other?.mailId);
    expect(warningMails('C-1#7', {}, ['ANA@example.com'], {})[0]?.mailId).toBe(one?.mailId);
  });
});
