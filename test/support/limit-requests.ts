import { momentAt } from '../../shared/dates.ts';
import { type AssessmentFacts, assessRequest } from '../../shared/domain/limit-request/assess.ts';
import { decideLevel, type Say } from '../../shared/domain/limit-request/decide.ts';
import { openNextLevel } from '../../shared/domain/limit-request/levels.ts';
import { currentLevel, type LimitRequest } from '../../shared/domain/limit-request/limit-request.ts';
import { submitRequest } from '../../shared/domain/limit-request/submit.ts';
import { type CreditPolicy, defaultPolicy } from '../../shared/domain/policy/policy.ts';
import type { Role } from '../../shared/domain/policy/roles.ts';
import type { Context } from '../../shared/store/context.ts';
import { assessLimitRequest } from '../../shared/store/limit-requests/assess.ts';
import type { Directory } from '../../shared/store/limit-requests/directory.ts';
import { openLevelOf } from '../../shared/store/limit-requests/open-level.ts';
import { type LimitCommand, submitLimitRequest } from '../../shared/store/limit-requests/submit.ts';
import { anAccount, moment } from './accounts.ts';
import { eur } from './movements.ts';

/** The people of the laptop, so far as they approve. */
export const holders: Partial<Record<Role, readonly string[]>> = {
  'credit-analysts': ['ana@example.com', 'ben@example.com'],
  'credit-managers': ['mia@example.com'],
  'finance-directors': ['fred@example.com'],
};

/** An account in euros with a limit of 100,000.00 and 10,000.00 owed. */
export const debtor = anAccount({ creditLimit: 100_000_00n, openReceivables: 10_000_00n });

export const factsOf = (changes: Partial<AssessmentFacts> = {}): AssessmentFacts => ({
  account: debtor,
  overdueAmount: 0n,
  maxDaysPastDue: 0,
  recommendation: { amount: null, reasons: [] },
  quotes: { requestToMatrix: null, accountToMatrix: null, requestToAccount: null },
  policy: defaultPolicy,
  moment,
  ...changes,
});

export interface Wanted {
  readonly limit?: bigint;
  readonly requestedBy?: string;
  readonly submittedBy?: string;
  readonly policy?: CreditPolicy;
}

/** A request for a limit for good, assessed: of 300,000.00 and so with three levels, but for what the test says. */
export const anAssessedRequest = ({ limit = 300_000_00n, policy = defaultPolicy, ...by }: Wanted = {}): LimitRequest =>
  assessRequest(
    submitRequest(
      debtor,
      {
        requestId: 'R-1',
        asked: { kind: 'PERMANENT', requested: eur(limit) },
        reason: 'season',
        requestedBy: 'sam@example.com',
        submittedBy: 'shop',
        correlationId: 'test',
        ...by,
      },
      policy,
      moment,
    ),
    factsOf({ policy }),
  );

export interface Around {
  readonly people?: Partial<Record<Role, readonly string[]>>;
  readonly delegates?: Readonly<Record<string, string>>;
  readonly strangers?: readonly string[];
  readonly now?: string;
}

/** A directory of people that a test makes up. */
export const directoryOf = (people: Around['people'] = holders): Directory => ({
  inRole: async (role) => people[role] ?? [],
});

/** Asks for a limit of 300,000.00, or what the test says, and puts the first level to its approvers. */
export const openRequest = async (
  context: Context,
  customerId: string,
  command: Partial<LimitCommand> = {},
): Promise<LimitRequest> => {
  const wanted = { customerId, kind: 'PERMANENT', requestedLimit: eur(300_000_00n), reason: 'season' } as const;
  const { requestId } = await submitLimitRequest(context, { ...wanted, ...command }, (request) => request);
  await assessLimitRequest(context, requestId);
  return openLevelOf(context, directoryOf(), requestId);
};

/** Opens the next level; the approval's id counts on. */
export const open = (
  request: LimitRequest,
  { delegates = {}, now = moment.now, people = holders, strangers = [] }: Around = {},
) =>
  openNextLevel(request, {
    holders: people,
    delegates: new Map(Object.entries(delegates)),
    strangers: new Set(strangers),
    approvalId: `A-${request.stage}-${request.levels.length}`,
    now,
  });

/** As `open`, where people are asked. */
export const ask = (request: LimitRequest, around: Around = {}): LimitRequest => {
  const opened = open(request, around);
  if (opened.kind !== 'ASKED') throw new Error(`nobody is asked: ${opened.kind}`);
  return opened.request;
};

/** What somebody who was asked says on the level under way. */
export const say = (
  request: LimitRequest,
  email: string,
  { approved = null, comment = null, verdict = 'APPROVE', via = 'LINK' }: Partial<Say> = {},
  at = momentAt(Date.parse(moment.now) + 60_000, 'UTC').now,
) => {
  const level = currentLevel(request);
  const approver = level?.approvers.find((one) => one.email === email);
  if (!level?.approvalId || !approver) throw new Error(`${email} was not asked`);
  return decideLevel(request, level.approvalId, approver, { approved, comment, verdict, via }, at);
};
