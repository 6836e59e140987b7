import { addDays, startOfBusinessDate } from '../../dates.ts';
import {
  addOverride,
  allOf,
  isFarAbove,
  noOverrideFigures,
  nothingLetThrough,
  type OverrideFigures,
  othersOf,
  ratePercent,
} from '../../domain/warning/overrides.ts';
import type { Context } from '../context.ts';
import { listRequests } from '../limit-requests/items.ts';
import { type Page, settleWrites } from '../table.ts';
import type { HasTime } from '../time-budget.ts';
import { noticeWrite } from './notices.ts';
import { endStanding, listStanding } from './standing.ts';

/** Rates are those of so many days: long enough for a rate, short enough for it to be today's habit. */
export const OVERRIDE_DAYS = 90;
const REQUESTS_AT_ONCE = 100;

/** What was decided since, of requests that were made since; `null` when there was not the time to read all. */
const recentFigures = async ({ environment, table }: Context, from: string, hasTime: HasTime) => {
  const begin = startOfBusinessDate(from, environment.timeZone);
  const beside = { salesperson: null, letThrough: nothingLetThrough };
  let figures: OverrideFigures = noOverrideFigures;
  let next: Page['next'] = null;
  do {
    const page = await listRequests(table, { limit: REQUESTS_AT_ONCE, startAfter: next });
    const made = page.requests.filter(({ createdAt }) => begin <= createdAt);
    figures = made.reduce((sum, request) => addOverride(sum, request, beside), figures);
    next = made.length < page.requests.length ? null : page.next;
  } while (next !== null && hasTime());
  return next === null ? figures : null;
};

/**
 * Tells of each approver who overrides far more often than the others: once, and again only after the rate has been near
 * theirs. Done again, it does nothing.
 * @returns how many were told of; `null` when there was not the time to count.
 */
export const warnOfOverrides = async (context: Context, hasTime: HasTime): Promise<number | null> => {
  const { moment, policy, table } = context;
  const from = addDays(moment.today, 1 - OVERRIDE_DAYS);
  const figures = await recentFigures(context, from, hasTime);
  if (figures === null) return null;
  const standing = await listStanding(table, 'OverrideRateHigh');
  const all = allOf(figures.approvers);
  let told = 0;
  for (const [approver, own] of Object.entries(figures.approvers)) {
    const others = othersOf(all, own);
    if (!isFarAbove(own, others, policy.warnings.overrides) || standing.has(approver)) continue;
    const { decided, overrides } = own;
    const rates = { ratePercent: ratePercent(own), othersRatePercent: ratePercent(others) };
    const data = { approver, from, to: moment.today, decided, overrides, ...rates };
    const outcome = await settleWrites(table, [
      noticeWrite(context, { kind: 'OverrideRateHigh', about: approver, data }),
    ]);
    if (outcome.done) told += 1;
  }
  for (const approver of standing) {
    const own = figures.approvers[approver];
    const isStill = own && isFarAbove(own, othersOf(all, own), policy.warnings.overrides);
    if (!isStill) await settleWrites(table, [endStanding(table, 'OverrideRateHigh', approver)]);
  }
  return told;
};
