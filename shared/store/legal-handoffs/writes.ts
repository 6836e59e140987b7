import type { CaseEvent } from '../../domain/collection/events.ts';
import { standingOf, totalsOf } from '../../domain/collection/standing.ts';
import { newHandoff, rolesToAsk } from '../../domain/legal-handoff/ask.ts';
import { handoffCase, linkEndsAt } from '../../domain/legal-handoff/case.ts';
import { evolveHandoff } from '../../domain/legal-handoff/evolve.ts';
import { isWithLegal, type LegalHandoff } from '../../domain/legal-handoff/handoff.ts';
import { legalNewsMails, questionMail, rejectionMails, troubleMails } from '../../domain/legal-handoff/mails.ts';
import type { MailDraft } from '../../domain/mail/mail.ts';
import type { Role } from '../../domain/policy/roles.ts';
import type { CaseGround } from '../collection/ground.ts';
import { listCaseEvents, type StoredCase } from '../collection/items.ts';
import type { Context } from '../context.ts';
import { keys } from '../keys.ts';
import { assignmentWrite, endAssignmentWrite } from '../limit-requests/approvals.ts';
import { type Directory, whoIsThere } from '../limit-requests/directory.ts';
import { mailWrite } from '../mails.ts';
import { newId } from '../new-id.ts';
import type { Table, Write } from '../table.ts';
import { handoffFacts } from './facts.ts';
import { findHandoffOfCase, handoffWriteAfter, newHandoffItemWrites } from './items.ts';

type StepTaken = Extract<CaseEvent, { type: 'StepTaken' }>;

/** The question itself, by whose id it is decided. */
const approvalWrite = (table: Table, { approval, createdAt, handoffId }: LegalHandoff): readonly Write[] =>
  approval === null
    ? []
    : [
        {
          name: 'approval',
          write: {
            Put: {
              TableName: table.name,
              Item: {
                ...keys.approval(approval.approvalId),
                entityType: 'APPROVAL',
                approvalId: approval.approvalId,
                requestId: handoffId,
                subject: 'LEGAL_HANDOFF',
                level: 1,
                round: 1,
                openedAt: createdAt,
              },
              ConditionExpression: 'attribute_not_exists(pk)',
            },
          },
        },
      ];

/** Puts the question to people, each by a mail of their own. */
export const askWrites = (
  { moment, table }: Pick<Context, 'moment' | 'table'>,
  handoff: LegalHandoff,
  asked: readonly { readonly email: string; readonly onBehalfOf: string | null; readonly role: Role }[],
): readonly Write[] =>
  asked.map((approver) =>
    assignmentWrite(
      table,
      handoff.handoffId,
      handoff.approval?.approvalId ?? '',
      approver,
      moment.now,
      'LEGAL_HANDOFF',
    ),
  );

const questionOf = async (context: Context, directory: Directory, role: Role) => {
  const [first = role, ...others] = rolesToAsk(role, context.policy.approvals);
  const people = await whoIsThere(context, directory, [first, ...others]);
  return { approvalId: newId(context.moment.now), roles: [first, ...others] as const, people };
};

const opened = async (
  context: Context,
  directory: Directory,
  after: StoredCase,
  ground: CaseGround,
  events: readonly CaseEvent[],
  { key, needsApproval, totals }: StepTaken,
): Promise<readonly Write[]> => {
  const { correlationId, moment, policy, table } = context;
  const { caseId, customerId } = after.state;
  const question = needsApproval && (await questionOf(context, directory, needsApproval));
  const handoff = newHandoff(
    { handoffId: newId(moment.now), caseId, customerId, key, totals, now: moment.now, correlationId },
    question,
  );
  const { approval } = handoff;
  const facts = handoffFacts(after.state, ground, [...(await listCaseEvents(table, caseId)), ...events]);
  const ends = linkEndsAt(moment.now, policy.approvals);
  const asked = approval?.approvers ?? [];
  const questions = asked.map((approver) =>
    questionMail(handoffCase(handoff, approver, facts, policy.approvals), {
      occasion: 'ASKED',
      name: 'asked',
      linkEndsAt: ends,
    }),
  );
  const trouble =
    approval && asked.length === 0
      ? troubleMails(await directory.inRole('platform-admins'), handoff, facts.legalName, {
          trouble: 'NO_APPROVER',
          role: approval.role,
          why: approval.remarks.join(' '),
          name: 'no-approver',
        })
      : [];
  return [
    ...newHandoffItemWrites(table, handoff),
    ...approvalWrite(table, handoff),
    ...askWrites(context, handoff, asked),
    ...[...questions, ...trouble].map((mail) => mailWrite(context, mail)),
  ];
};

/** Nobody is waited for any more, once it is decided or pointless. */
const endAssignments = (table: Table, { approval, status }: LegalHandoff, after: LegalHandoff): readonly Write[] =>
  approval === null || status !== 'AWAITING_APPROVAL' || after.status === status
    ? []
    : approval.approvers.map(({ email }) =>
        endAssignmentWrite(table, approval.approvalId, email, after.decision?.by === email ? 'DECIDED' : 'CLOSED'),
      );

/** Who hears of what became of it. */
const newsOf = (
  before: LegalHandoff,
  after: LegalHandoff,
  legalName: string,
  ground: CaseGround,
): readonly MailDraft[] => {
  const { ended, status } = after;
  if (!isWithLegal(before) || status === before.status || !ended) return [];
  const remaining = totalsOf(standingOf({ promises: [] }, ground.facts).unpaid);
  const { by, reason: why } = ended;
  switch (status) {
    case 'REJECTED':
      return rejectionMails(after, legalName);
    case 'RECALLED':
    case 'CLOSED':
      return legalNewsMails(after, legalName, {
        news: status,
        name: status.toLowerCase(),
        amount: null,
        remaining,
        why,
        by,
      });
    default:
      return [];
  }
};

/**
 * What the events of a case mean for its way to the lawyers, in the transaction that records them: a step that hands it
 * over makes a handoff and puts it to its approvers; a decision, an answer of legal or the end of the case change the
 * one that there is, and whoever has to hear of it does.
 */
export const handoffWrites = async (
  context: Context,
  directory: Directory,
  after: StoredCase,
  ground: CaseGround,
  events: readonly CaseEvent[],
): Promise<readonly Write[]> => {
  const step = events.find((event) => event.type === 'StepTaken' && event.kind === 'LEGAL_HANDOFF');
  if (step?.type === 'StepTaken') return opened(context, directory, after, ground, events, step);
  if (!events.some(({ type }) => concerning.includes(type))) return [];
  const before = await findHandoffOfCase(context.table, after.state.caseId);
  const handoff = before && events.reduce(evolveHandoff, before);
  if (!before || !handoff || handoff === before) return [];
  const { legalName } = ground.profile.masterData;
  return [
    handoffWriteAfter(context.table, before, handoff),
    ...endAssignments(context.table, before, handoff),
    ...newsOf(before, handoff, legalName, ground).map((mail) => mailWrite(context, mail)),
  ];
};

const concerning: readonly CaseEvent['type'][] = [
  'HandoffApproved',
  'HandoffAcknowledged',
  'HandoffReturned',
  'CycleSettled',
  'CaseClosed',
];
