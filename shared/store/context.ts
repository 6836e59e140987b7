import type { Moment } from '../dates.ts';
import type { CreditPolicy } from '../domain/policy/policy.ts';
import type { ShadowPolicy } from '../domain/simulation/shadow.ts';
import type { PaymentRecords } from './predictions.ts';
import type { Table } from './table.ts';

/** What every use of the store needs: where, when, by whom, under which policy. */
export interface Context {
  readonly table: Table;
  readonly moment: Moment;
  readonly policy: CreditPolicy;
  /** A draft that decides checks beside the policy, without effect. */
  readonly shadow?: ShadowPolicy | null;
  /** Where the environment is: its IANA time zone, and the ISO 3166 country whose holidays count there. */
  readonly environment: { readonly timeZone: string; readonly country: string };
  /** Subject, client or e-mail address that history entries name. */
  readonly actor: string;
  readonly correlationId: string;
  /** How customers have paid, where many invoices are posted at once: read once for a customer and month of issue. */
  readonly paymentRecords?: PaymentRecords;
  /** Present when the caller sent an Idempotency-Key. */
  readonly request?: IdempotentRequest;
}

/** For what is done beside a request's own movement: an Idempotency-Key belongs to that one alone. */
export const withoutRequest = ({ request: _request, ...context }: Context): Context => context;

export interface IdempotentRequest {
  /** Who sent it: a key means something only to the client that chose it. */
  readonly client: string;
  readonly operation: string;
  readonly key: string;
  /** SHA-256 of the canonical body. */
  readonly bodyHash: string;
}
