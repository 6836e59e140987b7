import { describe, expect, it } from 'vitest';
import { MailMessage, type MessageOf } from '../../../shared/contracts/mails.ts';
import { escalationMail } from '../../../shared/domain/collection-task/mails.ts';
import { escalated } from '../../../shared/domain/collection-task/outcome.ts';
import type { CollectionTask } from '../../../shared/domain/collection-task/task.ts';
import { money } from '../../../shared/money.ts';
import { render } from '../../support/mails.ts';

type Told = MessageOf<'tasks-escalated'>['data']['tasks'][number];

const told = (changes: Partial<Told> = {}): Told => ({
  taskId: 'T-1',
  caseId: 'K-1',
  kind: 'CALL',
  customer: { customerId: 'ACME-1', legalName: 'Acme GmbH' },
  text: 'Call Acme GmbH about 1250.00 EUR, 14 days past due.',
  totals: [
    { amount: '1250.00', currency: 'EUR' },
    { amount: '20.00', currency: 'USD' },
  ],
  daysPastDue: 14,
  dueOn: '2026-03-18',
  from: 'carl@example.com',
  ...changes,
});

const mail = (tasks: readonly Told[], more = 0) =>
  render({ template: 'tasks-escalated', data: { tasks: [...tasks], more } });

const task: CollectionTask = {
  taskId: 'T-1',
  caseId: 'K-1',
  customerId: 'ACME-1',
  kind: 'CALL',
  status: 'OPEN',
  key: 'K-1/1/call',
  text: 'Call.',
  assignee: 'carl@example.com',
  rank: 1,
  totals: [money(100n, 'EUR')],
  daysPastDue: 14,
  createdAt: '2026-03-16T09:00:00.000Z',
  dueOn: '2026-03-18',
  dueAt: '2026-03-18T23:00:00.000Z',
  escalatedAt: null,
  escalatedFrom: null,
  escalatedTo: null,
  leadToldAt: null,
  outcome: null,
  note: null,
  promiseId: null,
  disputeId: null,
  doneBy: null,
  doneAt: null,
  version: 1,
};

describe('the mail about tasks that were not done in time', () => {
  it('should say what is to be done, for whom, and who has left it', () => {
    const { html, subject, text } = mail([told()]);
    expect(subject).toBe('Not done in time: task for Acme GmbH');
    for (const said of ['It was due on 18 March 2026 with carl@example.com.', 'EUR 1,250.00 and USD 20.00']) {
      expect(text).toContain(said);
      expect(html).toContain(said);
    }
    expect(text).toContain('Call Acme GmbH about 1250.00 EUR, 14 days past due.');
    expect(mail([told({ from: null })]).text).toContain('It was due on 18 March 2026. ');
  });

  it('should list the most urgent ones and count the others', () => {
    const other = told({ taskId: 'T-2', customer: { customerId: 'B', legalName: 'Bolt KG' } });
    expect(mail([told(), other]).subject).toBe('2 tasks were not done in time');
    const { subject, text } = mail([told(), other], 48);
    expect(subject).toBe('50 tasks were not done in time');
    for (const said of ['Acme GmbH', 'Bolt KG', 'These are the 2 most urgent ones.', 'And 48 more']) {
      expect(text).toContain(said);
    }
  });

  it('should be harmless whatever others wrote', () => {
    const hostile = '"><script>alert(1)</script>\r\nBcc: thief@example.com';
    const { html, subject } = mail([told({ text: hostile, customer: { customerId: 'A', legalName: hostile } })]);
    expect(subject).not.toMatch(/[\r\n]/);
    expect(html).not.toContain('<script>');
  });

  it('should be filled by the tasks themselves', () => {
    const one = escalated(task, 'lea@example.com', '2026-03-19T05:00:00.000Z');
    const { data, mailId, template, to } = escalationMail(
      [one, ...Array.from({ length: 25 }, () => one)],
      'lea@example.com',
      new Map([['ACME-1', 'Acme GmbH']]),
    );
    expect({ mailId, to }).toEqual({ mailId: 'task-T-1-escalated', to: 'lea@example.com' });
    const read = MailMessage.parse({ template, data });
    expect(read).toMatchObject({ data: { more: 6 } });
    expect(data['tasks']).toHaveLength(20);
    expect(data['tasks']).toContainEqual(expect.objectContaining({ from: 'carl@example.com' }));
  });

  it('should not blame anybody for what was nobody’s, or the own', () => {
    const at = '2026-03-19T05:00:00.000Z';
    expect(escalated({ ...task, assignee: 'unassigned' }, 'lea@example.com', at).escalatedFrom).toBeNull();
    expect(escalated(task, 'carl@example.com', at).escalatedFrom).toBeNull();
  });
});
