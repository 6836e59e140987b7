import type { BusinessDate } from '../../shared/dates.ts';
import { grantTemporaryLimit } from '../../shared/domain/account/temporary-limit.ts';
import type { Context } from '../../shared/store/context.ts';
import { submitLimitRequest } from '../../shared/store/limit-requests/submit.ts';
import { moveAccount } from '../../shared/store/movement.ts';
import { eur } from './movements.ts';

/** A temporary limit that was asked for and is granted, as at the end of an approval. @returns the id of the request. */
export const grantLimit = async (
  context: Context,
  customerId: string,
  minorUnits: number,
  validTo: BusinessDate,
  requestedBy = 'sam.sales@example.com',
): Promise<string> => {
  const command = { customerId, kind: 'TEMPORARY', validTo, reason: 'A fair in spring.', requestedBy } as const;
  const asked = { ...command, requestedLimit: eur(minorUnits) };
  const requestId = await submitLimitRequest(context, asked, (request) => request.requestId);
  const approvedBy = ['mia.manager@example.com'];
  await moveAccount<null>(context, customerId, ({ account }) => ({
    ...grantTemporaryLimit(account, {
      requestId,
      amount: BigInt(minorUnits),
      validFrom: context.moment.today,
      validTo,
      approvedBy,
    }),
    writes: [],
    result: () => null,
  }));
  return requestId;
};
