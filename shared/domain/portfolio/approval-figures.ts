import type { Instant } from '../../dates.ts';
import type {
  LevelDecision,
  LimitRequest,
  OutcomeCode,
  RequestKind,
  RequestLevel,
  RequestStatus,
  Verdict,
} from '../limit-request/limit-request.ts';
import type { Role } from '../policy/roles.ts';

type Counts<K extends string> = Readonly<Partial<Record<K, number>>>;

/** What a level or a person decided, and how long it took. */
export interface Decided {
  readonly verdicts: Counts<Verdict>;
  /** Minutes from being asked to each decision, all together. */
  readonly minutes: number;
}

/** What became of the requests for credit that were made in a span of days. */
export interface ApprovalFigures {
  readonly requests: number;
  readonly kinds: Counts<RequestKind>;
  readonly statuses: Counts<RequestStatus>;
  readonly outcomes: Counts<OutcomeCode>;
  /** Those that have ended, and the minutes from their submission to their end, all together. */
  readonly ended: number;
  readonly minutes: number;
  /** By number of the level and role, `1 credit-analysts`; and by address of who decided. */
  readonly levels: Readonly<Record<string, Decided & { readonly level: number; readonly role: Role }>>;
  readonly people: Readonly<Record<string, Decided>>;
}

export const noApprovalFigures: ApprovalFigures = {
  requests: 0,
  kinds: {},
  statuses: {},
  outcomes: {},
  ended: 0,
  minutes: 0,
  levels: {},
  people: {},
};

const MINUTE_MS = 60_000;

const minutesBetween = (from: Instant, to: Instant): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / MINUTE_MS));

const one = <K extends string>(counts: Counts<K>, name: K): Counts<K> => ({
  ...counts,
  [name]: (counts[name] ?? 0) + 1,
});

const nothingDecided: Decided = { verdicts: {}, minutes: 0 };

const withDecision = (before: Decided | undefined, verdict: Verdict, minutes: number): Decided => ({
  verdicts: one(before?.verdicts ?? nothingDecided.verdicts, verdict),
  minutes: (before?.minutes ?? 0) + minutes,
});

/** Decisions of a round are counted from when the level was opened for it; of earlier rounds that is not kept. */
const waited = ({ openedAt, round }: RequestLevel, decision: LevelDecision): number =>
  openedAt === null || decision.round !== round ? 0 : minutesBetween(openedAt, decision.at);

const addDecision = (figures: ApprovalFigures, level: RequestLevel, decision: LevelDecision): ApprovalFigures => {
  const { by, verdict } = decision;
  const minutes = waited(level, decision);
  const name = `${level.level} ${level.role}`;
  const ofLevel = { level: level.level, role: level.role, ...withDecision(figures.levels[name], verdict, minutes) };
  return {
    ...figures,
    levels: { ...figures.levels, [name]: ofLevel },
    people: { ...figures.people, [by]: withDecision(figures.people[by], verdict, minutes) },
  };
};

const addLevel = (figures: ApprovalFigures, level: RequestLevel): ApprovalFigures =>
  level.decisions.reduce((sum, decision) => addDecision(sum, level, decision), figures);

/** The figures with one request more. */
export const addRequest = (figures: ApprovalFigures, request: LimitRequest): ApprovalFigures => {
  const { createdAt, kind, levels, outcome, status } = request;
  const counted: ApprovalFigures = {
    ...figures,
    requests: figures.requests + 1,
    kinds: one(figures.kinds, kind),
    statuses: one(figures.statuses, status),
    outcomes: outcome ? one(figures.outcomes, outcome.code) : figures.outcomes,
    ended: figures.ended + (outcome ? 1 : 0),
    minutes: figures.minutes + (outcome ? minutesBetween(createdAt, outcome.at) : 0),
  };
  return levels.reduce(addLevel, counted);
};
