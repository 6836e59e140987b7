import { describe, expect, it } from 'vitest';
import { eur, notReached, outcome, parked, render } from '../../support/mails.ts';

describe('the mail about the outcome', () => {
  it.each([
    ['APPROVED', 'Approved'],
    ['REJECTED', 'Rejected'],
    ['LAPSED', 'Lapsed'],
    ['EXPIRED', 'Expired'],
    ['WITHDRAWN', 'Withdrawn'],
    ['RETURNED', 'More information needed'],
    ['FAILED', 'Could not be completed'],
  ] as const)('should say %s, what was asked, and why', (state, words) => {
    const { subject, text } = render(
      outcome({ outcome: state, why: 'Because of this.', decidedBy: 'mia.manager@example.com', correlationId: 'c-1' }),
    );
    expect(subject).toBe(`${words}: temporary credit limit of EUR 80,000.00 until 30 June 2026 for Acme`);
    expect(text).toContain('> Because of this.');
    expect(text).toContain('Decided by: mia.manager@example.com');
    expect(text).toContain('Reference for support: c-1');
  });

  it('should name the limit that was approved, and what was asked for when it is less', () => {
    const { html, subject, text } = render(outcome({ approved: eur('60000.00') }));
    expect(subject).toBe('Approved: temporary credit limit of EUR 60,000.00 until 30 June 2026 for Acme');
    expect(html).toMatch(/<h1[^>]*>Approved: temporary credit limit of EUR 60,000\.00 until 30 June 2026</);
    expect(text).toContain('EUR 60,000.00 was approved, which is less than the EUR 80,000.00 asked for.');
    expect(text).toContain('Requested limit: EUR 80,000.00');
    expect(text).toContain('Approved limit: EUR 60,000.00');
    expect(render(outcome({ approved: eur('80000.00') })).text).not.toContain('less than');
  });
});

describe('the mail about a returned request', () => {
  it('should say what is asked, by whom, and how to answer', () => {
    const { text } = render(
      outcome({ outcome: 'RETURNED', why: 'Why so much?', decidedBy: 'mia.manager@example.com', requestId: 'R-1' }),
    );
    expect(text).toContain('What mia.manager@example.com asks:\n> Why so much?');
    expect(text).toContain('POST /v1/limit-requests/R-1/information and the body { "information": "..." }');
  });
});

describe('the mail about the release of an order', () => {
  it('should say that the order passes once, and of no limit', () => {
    const release = { kind: 'ORDER_RELEASE', orderId: 'SO-7', outcome: 'APPROVED' } as const;
    const { subject, text } = render(outcome({ ...release, approved: eur('80000.00') }));
    expect(subject).toBe('Approved: release of order SO-7 over EUR 80,000.00 for Acme');
    expect(text).toContain('The order passes its next credit check once, up to this amount.');
    expect(text).not.toMatch(/limit/i);
  });
});

describe('the mails to those who run the platform', () => {
  it('should say whom no mail reaches, why, for what, and who is asked instead', () => {
    const { subject, text } = render(notReached());
    expect(subject).toBe('Approver not reached: mia.manager@example.com, for Acme');
    for (const words of [
      'credit limit of EUR 80,000.00 for Acme',
      '> Bounced (Permanent, General): smtp; 550 5.1.1 user unknown',
      'Acme (ACME-1)',
      'Request: 01J9ZK3V5M8Q2R4T6W8Y0A1B2C',
      'Level: 2, credit-managers',
      'Asked now: max.manager@example.com, moe.manager@example.com',
    ])
      expect(text).toContain(words);
    expect(render(notReached({ askedInstead: [] })).text).toContain('Asked now: nobody else on this level');
  });

  it('should say where a request stopped, with what, and how it goes on', () => {
    const { subject, text } = render(parked());
    expect(subject).toBe('Limit request stopped: credit limit of EUR 80,000.00 for Acme');
    for (const words of [
      'Step: OpenLevel',
      'Error: Unavailable',
      'Correlation id: c-1',
      'Acme (ACME-1)',
      'POST /v1/limit-requests/01J9ZK3V5M8Q2R4T6W8Y0A1B2C/resume',
    ])
      expect(text).toContain(words);
  });

  it('should lead nowhere', () => {
    for (const { html } of [render(notReached()), render(parked())]) expect(html).not.toMatch(/href=|https?:/);
  });
});
