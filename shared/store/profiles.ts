import { type Account, statusOf } from '../domain/account/account.ts';
import type { Json, JsonObject } from '../domain/history/entry.ts';
import { json, text, textOrNull } from './attributes.ts';
import { indexKeys, keys } from './keys.ts';
import type { Item, Table, Write } from './table.ts';

/** Master data as upstream keeps it; the store looks into a few fields only. */
export interface MasterData {
  readonly legalName: string;
  readonly currency: string;
  readonly segment: string;
  readonly region: string;
  readonly industry?: string | undefined;
  readonly parentCustomerId?: string | undefined;
  readonly groupLimitShared: boolean;
  readonly paymentTermsDays?: number | undefined;
  readonly contacts?: Json | undefined;
  readonly language?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly country?: string | undefined;
  readonly collector?: string | undefined;
  readonly registrationNumber?: string | undefined;
  readonly taxId?: string | undefined;
}

export interface Profile {
  readonly customerId: string;
  /** The body of the PUT as JSON, money as decimal strings. */
  readonly masterData: JsonObject & MasterData;
  readonly bodyHash: string;
  /** Body of the last take-over of a limit. */
  readonly limitHash: string | null;
}

export const toProfile = (item: Item): Profile => ({
  customerId: text(item, 'customerId'),
  masterData: json<Profile['masterData']>(item, 'masterData'),
  bodyHash: text(item, 'bodyHash'),
  limitHash: textOrNull(item, 'limitHash'),
});

export const loadProfile = async (table: Table, customerId: string): Promise<Profile | null> => {
  const item = await table.get(keys.profile(customerId));
  return item ? toProfile(item) : null;
};

/** Writes the profile beside its account, which guards it. */
export const profileWrite = (
  table: Table,
  profile: Profile,
  account: Pick<Account, 'blacklisted' | 'holdReasons'>,
): Write => {
  const { customerId, masterData, bodyHash, limitHash } = profile;
  return {
    name: 'profile',
    write: {
      Put: {
        TableName: table.name,
        Item: {
          ...keys.profile(customerId),
          ...indexKeys.directory(masterData.legalName, customerId),
          ...indexKeys.byStatus(statusOf(account), masterData.legalName, customerId),
          entityType: 'PROFILE',
          customerId,
          masterData: JSON.stringify(masterData),
          bodyHash,
          ...(limitHash === null ? {} : { limitHash }),
        },
      },
    },
  };
};
