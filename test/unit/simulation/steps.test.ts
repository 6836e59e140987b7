import { describe, expect, it } from 'vitest';
import { builtInCollections } from '../../../shared/domain/collection/strategy.ts';
import { type DueInvoice, noSteps, stepsTaken } from '../../../shared/domain/simulation/steps.ts';

const [strategy] = builtInCollections.strategies;
if (!strategy) throw new Error('no strategy is built in');
const year = { from: '2026-01-01', to: '2026-12-31' };
const invoice = (
  dueOn: string,
  settledOn: string | null = null,
  lateProbability: number | null = null,
): DueInvoice => ({
  issuedOn: '2026-01-01',
  dueOn,
  settledOn,
  lateProbability,
});
const taken = (invoices: readonly DueInvoice[], grade: 'A' | 'C' | null = null, minimumGapDays = 3, period = year) =>
  stepsTaken(invoices, { strategy, grade, minimumGapDays }, period);

describe('the steps that a strategy would have taken', () => {
  it('should be none for what was paid when it was due', () => {
    expect(taken([invoice('2026-03-02', '2026-03-02')])).toEqual(noSteps);
  });

  it('should begin with the reminder before the due date for the grades that have it', () => {
    const paid = [invoice('2026-03-02', '2026-03-02')];
    expect(taken(paid, 'C')).toEqual({ ...noSteps, REMINDER_BEFORE_DUE: 1 });
    expect(taken(paid, 'A')).toEqual(noSteps);
  });

  it('should be all of them for what was never paid, each once', () => {
    expect(taken([invoice('2026-03-02')])).toEqual({
      REMINDER_BEFORE_DUE: 0,
      FRIENDLY_REMINDER: 1,
      FIRM_REMINDER: 1,
      CALL_TASK: 1,
      ESCALATION: 1,
      FINAL_NOTICE: 1,
      LEGAL_HANDOFF: 1,
    });
  });

  it('should go as far as the payment let them', () => {
    expect(taken([invoice('2026-03-02', '2026-03-12')])).toMatchObject({
      FRIENDLY_REMINDER: 1,
      FIRM_REMINDER: 1,
      CALL_TASK: 0,
    });
  });

  it('should be no more for several invoices that are late together', () => {
    const together = ['2026-03-02', '2026-03-03', '2026-03-04'].map((dueOn) => invoice(dueOn, '2026-03-06'));
    expect(taken(together)).toMatchObject({ FRIENDLY_REMINDER: 1, FIRM_REMINDER: 0 });
  });

  it('should begin anew for what is late after everything was paid', () => {
    const apart = [invoice('2026-03-02', '2026-03-06'), invoice('2026-05-04', '2026-05-08')];
    expect(taken(apart)).toMatchObject({ FRIENDLY_REMINDER: 2, FIRM_REMINDER: 0 });
    expect(taken(apart, 'C')).toMatchObject({ REMINDER_BEFORE_DUE: 2, FRIENDLY_REMINDER: 2 });
  });

  it('should keep the gap between them when an old invoice comes in late', () => {
    const old = [{ ...invoice('2026-01-01', '2026-03-07'), issuedOn: '2026-03-02' }];
    expect(taken(old)).toMatchObject({ FRIENDLY_REMINDER: 1, FIRM_REMINDER: 1, CALL_TASK: 0 });
  });

  it('should take up what was overdue as the period began where its days are', () => {
    const inMarch = { from: '2026-03-01', to: '2026-03-31' };
    const old = [invoice('2026-02-20')];
    expect(taken(old, null, 3, inMarch)).toEqual({
      ...noSteps,
      CALL_TASK: 1,
      ESCALATION: 1,
      FINAL_NOTICE: 1,
    });
  });

  it('should begin anew once what was overdue as the period began is paid', () => {
    const inMarch = { from: '2026-03-01', to: '2026-03-31' };
    const next = invoice('2026-03-10');
    expect(taken([invoice('2026-01-20', '2026-03-05'), next], null, 3, inMarch)).toMatchObject({
      FRIENDLY_REMINDER: 1,
      FIRM_REMINDER: 1,
      CALL_TASK: 1,
    });
  });

  it('should remind before the due date of what is likely late, whatever the grade', () => {
    const paid = (probability: number | null) => [invoice('2026-03-02', '2026-03-02', probability)];
    expect(taken(paid(0.9), 'A').REMINDER_BEFORE_DUE).toBe(1);
    expect(taken(paid(0.1), 'A').REMINDER_BEFORE_DUE).toBe(0);
    expect(taken(paid(null), 'A').REMINDER_BEFORE_DUE).toBe(0);
  });

  it('should count what falls into the period only', () => {
    expect(taken([invoice('2026-03-02')], null, 3, { from: '2026-01-01', to: '2026-03-10' })).toMatchObject({
      FRIENDLY_REMINDER: 1,
      FIRM_REMINDER: 1,
      CALL_TASK: 0,
    });
  });
});
