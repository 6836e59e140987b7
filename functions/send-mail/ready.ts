import type { TableConfig } from '../../shared/config.ts';
import type { Instant } from '../../shared/dates.ts';
import type { LinkSecrets } from '../../shared/domain/approval/link.ts';
import type { JsonObject } from '../../shared/domain/history/entry.ts';
import type { RenderedMail } from '../../shared/mail/content.ts';
import type { Table } from '../../shared/store/table.ts';

/** Where the platform is, who runs it, and where links lead. */
export interface Place extends Pick<TableConfig, 'baseCurrency' | 'timeZone' | 'calendarCountry' | 'companyName'> {
  readonly publicUrl: string;
}

/** A mail of which all is there that it tells. */
export interface Ready {
  readonly secrets: LinkSecrets | null;
  readonly make: () => RenderedMail;
  /** What it tells, to be kept; `null` where the queued data say it all. */
  readonly told: JsonObject | null;
  /** In whose name it goes out; that of the platform where nothing is said. */
  readonly from?: string;
}

/** Looks at how things stand, right before the mail is handed over, and mints its link if it has one. */
export type MakeReady = (table: Table, at: Instant) => Promise<Ready | { readonly pointless: string }>;

export type Prepared = { readonly makeReady: MakeReady } | { readonly refused: string };

export const cannotBeMade = (issues: readonly { readonly path: PropertyKey[]; readonly message: string }[]) => ({
  refused: `The mail cannot be made: ${issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
});
