import { customerAndLimit } from './chapters/a-customer-and-its-limit.ts';
import { limitOfThreeLevels } from './chapters/a-limit-of-three-levels.ts';
import { promiseAndDispute } from './chapters/a-promise-and-a-dispute.ts';
import { orderThatIsReferred } from './chapters/an-order-that-is-referred.ts';
import { orderThatPasses } from './chapters/an-order-that-passes.ts';
import { events } from './chapters/the-events.ts';
import { evidence } from './chapters/the-evidence.ts';
import { invoiceFollowsOrder } from './chapters/the-invoice.ts';
import { legalHandoff } from './chapters/the-legal-handoff.ts';
import { ninetyDays } from './chapters/the-ninety-days.ts';
import { paymentArrives } from './chapters/the-payment.ts';
import { paymentBounces } from './chapters/the-payment-bounces.ts';
import { orderIsReleased } from './chapters/the-release.ts';
import { reminders } from './chapters/the-reminders.ts';
import type { Chapter } from './stage.ts';

/** The story in its order. A later capability adds its chapter here. */
export const chapters: readonly Chapter[] = [
  customerAndLimit,
  orderThatPasses,
  orderThatIsReferred,
  invoiceFollowsOrder,
  paymentArrives,
  paymentBounces,
  orderIsReleased,
  limitOfThreeLevels,
  evidence,
  events,
  reminders,
  promiseAndDispute,
  legalHandoff,
  ninetyDays,
];
