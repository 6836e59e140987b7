import { describe, expect, it } from 'vitest';
import type { ApprovalCase } from '../../../shared/contracts/approval-case.ts';
import type { LinkClosure } from '../../../shared/domain/approval/closed-link.ts';
import { closedPage } from '../../../shared/pages/closed.ts';
import { decisionPage } from '../../../shared/pages/decision/page.ts';
import { type Recorded, recordedPage } from '../../../shared/pages/recorded.ts';
import { refusalPage } from '../../../shared/pages/refusal.ts';
import { approvalCase, orderCase } from '../../support/approval-case.ts';
import { textOf } from '../../support/page-text.ts';

const wording = { timeZone: 'Europe/Berlin' };
const at = '2026-03-04T08:15:00.000Z';
const show = (changes: Partial<ApprovalCase> = {}): string => decisionPage(approvalCase(changes), wording);
const eur = (amount: string) => ({ amount, currency: 'EUR' });

const recorded = (changes: Partial<Recorded> = {}, about: Partial<ApprovalCase> = {}): string =>
  recordedPage(
    {
      decision: 'APPROVE',
      approvedLimit: eur('60000.00'),
      comment: null,
      at,
      waitsFor: [],
      nextRole: null,
      ...changes,
    },
    approvalCase(about),
    wording,
  );

describe('the page of a decision', () => {
  it('should say everything that a decision needs', () => {
    const text = textOf(show({ information: [{ by: 'sam.sales@example.com', at, text: 'The order is signed.' }] }));
    for (const words of [
      'Credit limit of EUR 80,000.00',
      'Acme Maschinenbau GmbH (ACME-1)',
      'Ends Monday 16 March 2026 at 10:00 (Europe/Berlin)',
      'Also asked: max.manager@example.com',
      'Level 2 of 3',
      'A framework order for the summer season.',
      'sam.sales@example.com · 2 Mar 2026, 10:00',
      '82 %',
      '51 %',
      'Exposure EUR 41,250.50',
      'When assessed EUR 39,100.00',
      'Overdue, up to 12 days EUR 1,180.00',
      'Present limit EUR 50,000.00',
      'Requested limit EUR 80,000.00',
      'Recommended limit EUR 75,000.00',
      'Grade B',
      'Paid on time 93 %',
      'Days to pay 31.4',
      'Days late 2.3',
      'Invoices paid 214',
      'ana.analyst@example.com approved EUR 75,000.00',
      'Not beyond the recommendation.',
      'The order is signed.',
      'As mia.manager@example.com, credit managers.',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('should describe the picture in words', () => {
    expect(show()).toContain(
      'Exposure of EUR 41,250.50 against a limit of EUR 50,000.00 and the requested limit of EUR 80,000.00. ' +
        'Utilization is 82 % now. It would be 51 % if approved.</title>',
    );
    expect(show()).toMatch(/<svg class="picture"[^>]* role="img" aria-labelledby="picture-words"/);
  });

  it('should draw what is above the present limit in another colour', () => {
    expect(show()).not.toContain('class="over"');
    expect(show({ exposure: eur('61000.00'), utilization: 1.22 })).toContain('class="over"');
  });

  it('should show an order as what it adds to the exposure, and ask for no amount', () => {
    const html = decisionPage(orderCase({ onBehalfOf: 'ben.analyst@example.com' }), wording);
    expect(textOf(html)).toContain('Release of order SO-4711 over EUR 12,400.00');
    expect(textOf(html)).toContain('in place of ben.analyst@example.com');
    expect(html).toContain('class="added"');
    expect(html).not.toContain('name="approvedLimit"');
    expect(decisionPage(orderCase({ requested: { amount: '900', currency: 'JPY' } }), wording)).not.toContain(
      '<rect class="added"',
    );
  });

  it.each<[string, Partial<ApprovalCase>, string]>([
    ['no limit', { currentLimit: null, utilization: null }, 'Present limit None'],
    ['no bound', { currentLimit: null, unlimited: true, utilization: null }, 'Present limit Unlimited'],
    [
      'a date',
      { kind: 'TEMPORARY', validTo: '2026-06-30' },
      'Temporary credit limit of EUR 80,000.00 until 30 June 2026',
    ],
    ['no grade and no payments', { grade: null }, 'Grade –'],
    [
      'a zero limit and nothing owed',
      { currentLimit: eur('0.00'), exposure: eur('0.00'), requested: eur('0.00') },
      'EUR 0.00',
    ],
    ['more paid than owed', { exposure: eur('-200.00') }, 'Exposure EUR -200.00'],
  ])('should be readable where there is %s', (_what, changes, words) => {
    const html = show(changes);
    expect(textOf(html)).toContain(words);
    expect(html).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  it('should ask to sign in, without a form, above the amount of the policy', () => {
    const html = show({ needsSignIn: true });
    expect(html).not.toMatch(/<form|<input|<button/);
    expect(textOf(html)).toContain('Please sign in to decide');
  });
});

describe('the form', () => {
  it('should choose nothing for the approver, and offer what is requested', () => {
    const html = show();
    expect(html).not.toMatch(/<input[^>]*checked/i);
    expect(html).toMatch(/name="approvedLimit"[^>]*value="80000.00"/);
    expect(html).toMatch(/<input[^>]*inputMode="numeric"[^>]*autoComplete="one-time-code"/i);
    expect(html.match(/<button/g)).toHaveLength(1);
    // It posts to where it came from: the token stands nowhere in the page.
    expect(html).toMatch(/<form[^>]*method="post"/);
    expect(html).not.toMatch(/<form[^>]*action=/);
  });

  it('should say when an earlier level has agreed to less', () => {
    expect(textOf(show())).toContain('The smallest amount of all levels counts, so far EUR 75,000.00.');
    expect(textOf(show({ earlier: [] }))).not.toContain('smallest');
  });

  it('should count of a level only who approved since it was last returned', () => {
    const said = (level: number, decision: 'APPROVE' | 'REJECT' | 'RETURN', amount: string | null) => {
      const [first] = approvalCase().earlier;
      if (!first) throw new Error('nobody has decided before');
      return { ...first, level, decision, approvedLimit: amount === null ? null : eur(amount) };
    };
    const hintOf = (...earlier: ApprovalCase['earlier']) => textOf(show({ earlier }));
    const returned = [said(2, 'APPROVE', '20000.00'), said(2, 'RETURN', null)];
    expect(hintOf(...returned)).not.toContain('smallest');
    expect(hintOf(said(1, 'APPROVE', '75000.00'), ...returned)).toContain('so far EUR 75,000.00.');
    expect(hintOf(...returned, said(2, 'APPROVE', '60000.00'))).toContain('so far EUR 60,000.00.');
    // What one level returns takes nothing back on another.
    expect(hintOf(said(1, 'APPROVE', '30000.00'), ...returned, said(2, 'APPROVE', '60000.00'))).toContain(
      'so far EUR 30,000.00.',
    );
  });

  it('should have a label for every field', () => {
    const html = show();
    for (const [field] of html.matchAll(/<(?:input|textarea)[^>]*>/g)) {
      const id = /\bid="([^"]+)"/.exec(field)?.[1];
      const isWrapped = new RegExp(`<label class="choice">(?:(?!</label>).)*id="${id}"`).test(html);
      expect(isWrapped || html.includes(`for="${id}"`), field).toBe(true);
    }
  });

  it('should come back with what was typed, without the code, and with its errors on top and at the fields', () => {
    const html = decisionPage(approvalCase(), wording, {
      typed: { decision: 'APPROVE', approvedLimit: '90000', comment: 'As <agreed>.' },
      errors: [
        { field: 'approvedLimit', message: 'The approved limit must not be more than EUR 80,000.00.' },
        { field: 'code', message: 'The code is wrong.' },
      ],
    });
    expect(html).toContain('<title>Error: ');
    expect(html.indexOf('role="alert"')).toBeLessThan(html.indexOf('<h1'));
    expect(html).toContain('<a href="#approvedLimit">The approved limit must not be more');
    expect(html).toMatch(/id="decision-approve"[^>]*checked/);
    expect(html).toMatch(
      /<input[^>]*id="approvedLimit"[^>]*autofocus[^>]*aria-describedby="approvedLimit-hint approvedLimit-error"[^>]*aria-invalid="true"[^>]*value="90000"/i,
    );
    expect(html.match(/autofocus/gi)).toHaveLength(1);
    expect(html).toContain('As &lt;agreed&gt;.');
    expect(html).toMatch(/<input[^>]*id="code"[^>]*>/);
    expect(/<input[^>]*id="code"[^>]*>/.exec(html)?.[0]).not.toContain('value=');
  });
});

describe('the page after a decision', () => {
  it.each<[string, Partial<Recorded>, Partial<ApprovalCase>, string]>([
    ['the next level', { nextRole: 'finance-directors' }, {}, 'goes to the next level: finance directors.'],
    [
      'others of an all-of level',
      { waitsFor: ['a@example.com', 'b@example.com'] },
      {},
      'waits for a@example.com and b@example.com.',
    ],
    ['a limit after the last level', {}, {}, 'the limit is set now, and sam.sales@example.com is told.'],
    [
      'an order after the last level',
      { approvedLimit: null },
      { kind: 'ORDER_RELEASE', orderId: 'SO-1' },
      'the order is released now',
    ],
    ['a rejection', { decision: 'REJECT', approvedLimit: null }, {}, 'The request has ended.'],
    ['a return', { decision: 'RETURN', approvedLimit: null }, {}, 'is asked for the information.'],
  ])('should say what happens next: %s', (_what, changes, about, words) => {
    expect(textOf(recorded(changes, about))).toContain(words);
  });

  it('should say what was recorded, when, and with which words', () => {
    const text = textOf(recorded({ comment: 'Not more.\nFor now.' }));
    expect(text).toContain('Recorded: approved for EUR 60,000.00');
    expect(text).toContain('Wednesday 4 March 2026 at 09:15 (Europe/Berlin)');
    expect(text).toContain('Not more. For now.');
  });
});

describe('the page of a refusal', () => {
  it('should not ask somebody to sign in who has left the role', () => {
    const detail = 'ana@example.com does not hold the role credit-managers any more, in which this was asked.';
    const text = textOf(refusalPage({ code: 'forbidden', detail, correlationId: 'c-1' }));
    expect(text).toContain('You cannot decide this by the link');
    expect(text).toContain(detail);
    expect(text).toContain('Nothing has been decided.');
    expect(text).not.toContain('sign in');
  });
});

const closures: readonly (readonly [LinkClosure, string])[] = [
  [{ reason: 'USED', at, decision: 'APPROVE' }, 'The request was approved by you on Wednesday 4 March'],
  [
    { reason: 'DECIDED_BY_OTHER', at, by: 'max@example.com', decision: 'REJECT' },
    'max@example.com rejected the request on Wednesday',
  ],
  [
    { reason: 'DECIDED_BY_OTHER', at, by: 'max@example.com', decision: 'RETURN' },
    'max@example.com returned the request for information on',
  ],
  [{ reason: 'REPLACED', at }, 'A mail with a new link and a new code went out'],
  [{ reason: 'DEAD', at, freshMail: true }, 'A mail with a new link and a new code is on its way'],
  [{ reason: 'DEAD', at, freshMail: false }, 'Nothing has been decided.'],
  [{ reason: 'WITHDRAWN', at, by: 'sam@example.com' }, 'sam@example.com withdrew it on Wednesday'],
  [{ reason: 'EXPIRED', at }, 'It ended without a decision on Wednesday'],
  [{ reason: 'LAPSED', at, why: 'The exposure has grown.' }, 'The exposure has grown.'],
  [{ reason: 'CLOSED', at }, 'since Wednesday 4 March 2026 at 09:15'],
];

describe('the page of a link that opens nothing', () => {
  it.each(closures)('should say why: %j', (closure, words) => {
    const html = closedPage(closure, wording);
    expect(textOf(html)).toContain(words);
    expect(html).not.toMatch(/<form|<input/);
  });
});

describe('what others wrote', () => {
  const plain = `"><script>alert(1)</script><img src=x onerror=alert(1)></title></style>--></svg>'{{7*7}}`;
  const hostile = `${plain}\u202Emoc`;
  const texts = {
    customer: { customerId: hostile, legalName: hostile },
    reason: `${hostile}\n${hostile}`,
    requestedBy: hostile,
    approver: hostile,
    onBehalfOf: hostile,
    role: hostile,
    grade: hostile,
    orderId: hostile,
    alsoAsked: [hostile],
    requestId: hostile,
    approvalId: hostile,
    information: [{ by: hostile, at, text: hostile }],
    earlier: [
      {
        level: 1,
        role: hostile,
        by: hostile,
        onBehalfOf: hostile,
        decision: 'RETURN' as const,
        at,
        approvedLimit: null,
        comment: hostile,
      },
    ],
  };
  const state = {
    // What somebody typed comes back to the same person as it was.
    typed: { decision: hostile, approvedLimit: plain, comment: plain },
    errors: [{ field: 'comment' as const, message: hostile }],
  };
  const pages: readonly (readonly [string, string])[] = [
    ['case', decisionPage(approvalCase(texts), wording, state)],
    ['order', decisionPage(orderCase(texts), wording, state)],
    ['sign-in', show({ ...texts, needsSignIn: true })],
    ['recorded', recorded({ comment: hostile, waitsFor: [hostile], nextRole: hostile }, texts)],
    ['next level', recorded({ nextRole: hostile }, texts)],
    ['withdrawn', closedPage({ reason: 'WITHDRAWN', at, by: hostile }, wording)],
    ['other', closedPage({ reason: 'DECIDED_BY_OTHER', at, by: hostile, decision: 'APPROVE' }, wording)],
    ['lapsed', closedPage({ reason: 'LAPSED', at, why: hostile }, wording)],
    ['refused', refusalPage({ code: 'validation', detail: hostile, correlationId: hostile })],
  ];

  it.each(pages)('should be harmless on the page %s', (_name, html) => {
    expect(html).not.toMatch(/<(script|img|iframe|object|link|base)\b/i);
    // Every quote of a text is escaped, so that no attribute ends early.
    expect(html.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\s(on\w+|style|src)=/i);
    expect(html.match(/<\/(title|style|html|body)>/g)?.filter((end) => end !== '</title>')).toEqual([
      '</style>',
      '</body>',
      '</html>',
    ]);
    expect(html).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
  });

  it.each([...pages, ['plain', show()] as const])(
    'should leave %s without scripts, handlers and outside resources',
    (_name, html) => {
      const document = html.replace(/<style>.*?<\/style>/s, '').replace(/"[^"]*"/g, '""');
      expect(document).not.toMatch(/https?:|\/\/[a-z]/i);
      expect(html).toContain('<meta name="robots" content="noindex"/>');
      expect(html).toMatch(/^<!doctype html><html lang="en">/);
      expect(html).toContain('<meta name="viewport" content="width=device-width, initial-scale=1"/>');
      expect(html.match(/<h1/g)).toHaveLength(1);
    },
  );
});
