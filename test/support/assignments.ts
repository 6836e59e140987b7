import type { LinkTarget } from '../../shared/domain/approval/link.ts';
import { indexKeys, keys } from '../../shared/store/keys.ts';
import { settleWrites, type Table } from '../../shared/store/table.ts';

/** The item of an approver who was asked, as far as links are concerned. */
export const assign = async (
  table: Table,
  { approvalId, requestId, approver }: LinkTarget,
  state: 'WAITING' | 'DECIDED' | 'CLOSED' | 'UNREACHABLE' = 'WAITING',
): Promise<void> => {
  const openedAt = '2026-03-02T09:00:00.000Z';
  const Item = {
    ...keys.assignment(approvalId, approver),
    ...(state === 'WAITING' ? indexKeys.waitingFor(approver, openedAt, approvalId) : {}),
    entityType: 'APPROVER',
    approvalId,
    requestId,
    email: approver,
    role: 'credit-managers',
    state,
    openedAt,
    freshMails: 0,
  };
  await settleWrites(table, [{ name: 'assignment', write: { Put: { TableName: table.name, Item } } }]);
};
