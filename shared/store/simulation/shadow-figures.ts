import { businessDateOf } from '../../dates.ts';
import { isFlipped, type RecordedCheck } from '../../domain/simulation/recorded.ts';
import {
  type DecidedTwice,
  readShadow,
  type Shadow,
  type ShadowDecision,
  type ShadowFigures,
} from '../../domain/simulation/shadow.ts';
import { flipsOf } from '../../domain/simulation/tally.ts';
import type { Context } from '../context.ts';
import type { HasTime } from '../time-budget.ts';
import { MOST_CHECKS, recordedChecks } from './recorded-checks.ts';

const isDecided = (one: { check: RecordedCheck; shadow: ShadowDecision }): boolean => one.shadow.outcome !== null;

/** What the policy in force and the draft in shadow have decided since it began. */
export const shadowFigures = async (
  { environment, moment, table }: Context,
  { draftHash, since }: Shadow,
  hasTime: HasTime,
): Promise<ShadowFigures> => {
  const period = { from: businessDateOf(since, environment.timeZone), to: moment.today };
  const { checks, truncatedBefore } = await recordedChecks(
    table,
    period,
    (check, data) => {
      const shadow = check.decidedAt >= since ? readShadow(data, draftHash) : null;
      return shadow && { check, shadow };
    },
    { hasTime, most: MOST_CHECKS },
  );
  const both = checks.filter(isDecided).map(({ check, shadow }) => ({
    check,
    outcome: shadow.outcome as DecidedTwice['outcome'],
    reasons: shadow.reasons,
  }));
  return {
    both: both.length,
    failed: checks.length - both.length,
    flips: flipsOf(both),
    flipped: both.filter(isFlipped).sort((a, b) => (a.check.decidedAt < b.check.decidedAt ? 1 : -1)),
    truncatedBefore,
  };
};
