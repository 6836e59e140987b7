import { Temporal } from 'temporal-polyfill';
import type { Answer } from '../client/api-client.ts';
import { listAt, textAt, valueAt } from '../client/read.ts';
import { wrap } from '../terminal/text.ts';
import type { Debtor } from './cast.ts';
import type { Stage } from './stage.ts';

const TEXT_WIDTH = 50;

/** The case of a customer, as it stands. */
export const caseOf = async ({ get }: Pick<Stage, 'get'>, { customerId }: Debtor): Promise<Answer> => {
  const cases = listAt(await get('/v1/collection-cases?limit=200'), 'items');
  const own = cases.find((one) => valueAt(one, 'customerId') === customerId);
  return get(`/v1/collection-cases/${valueAt(own, 'caseId')}`);
};

/** Reads the case of a customer, and stops the story when it does not stand as it has to. */
export const expectCase = async (
  stage: Pick<Stage, 'get' | 'expect'>,
  debtor: Debtor,
  status: string,
): Promise<Answer> => {
  const found = await caseOf(stage, debtor);
  const actual = textAt(found, 'status');
  stage.expect(actual === status, `the case of ${debtor.customerId} is ${status}, not ${actual}.`);
  return found;
};

/** Posts a payment of the whole invoice of a customer. */
export const payAll = async (
  { call, settle }: Pick<Stage, 'call' | 'settle'>,
  { amount, customerId, invoiceId }: Debtor,
  receivedOn: string,
): Promise<void> => {
  const body = { customerId, amount: { amount, currency: 'EUR' }, receivedOn, reference: `Invoice ${invoiceId}` };
  await call('PUT', `/v1/payments/BANK-${invoiceId}`, body, 201);
  await settle();
};

/** All four are in Berlin. */
const dayOf = (instant: unknown): string =>
  Temporal.Instant.from(String(instant)).toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString();

/** A hash is shown as far as it takes to tell one from another. */
const HASH = /(?<=\b[0-9a-f]{16})[0-9a-f]{48}\b/g;

/** The story of a case: a line for each thing that happened, with its day. */
export const timelineRows = (found: Answer): readonly (readonly string[])[] =>
  listAt(found, 'timeline').map((entry) => [
    dayOf(valueAt(entry, 'at')),
    wrap(String(valueAt(entry, 'text')).replaceAll(HASH, '...'), '', TEXT_WIDTH),
  ]);
