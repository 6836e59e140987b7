import * as z from 'zod/mini';
import { isBusinessDate, isTimeZone } from '../dates.ts';
import { currencyDigits } from '../money.ts';

/** Most items in a page of a list, and how many there are when the caller does not say. */
export const MAX_PAGE_SIZE = 200;
export const DEFAULT_PAGE_SIZE = 50;

/** Adds checks to a schema. A function of its own so that bundlers can drop schemas that a function does not use. */
// @__NO_SIDE_EFFECTS__
export function checked<S extends z.ZodMiniType>(schema: S, ...checks: Parameters<S['check']>): S {
  return schema.check(...checks) as S;
}

/** A message for a wrong value; of one that is missing, that it is required is said elsewhere. */
export const ifGiven =
  (message: string) =>
  (issue: { readonly input?: unknown }): string | undefined =>
    issue.input === undefined ? undefined : message;

/** Text that matches a pattern; the message says how to write it. */
// @__NO_SIDE_EFFECTS__
export function pattern(regex: RegExp, message: string): z.ZodMiniString<string> {
  return z.string().check(z.regex(regex, message));
}

/** One line of text: trimmed, not empty, without control characters. */
// @__NO_SIDE_EFFECTS__
export function line(maxLength: number): z.ZodMiniString<string> {
  return z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(maxLength),
    // \p{Cs} refuses halves of surrogate pairs, which have no UTF-8 form and so no hash.
    z.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters'),
  );
}

/** Text of several lines: trimmed, not empty, no control characters but line breaks and tabs. */
// @__NO_SIDE_EFFECTS__
export function prose(maxLength: number): z.ZodMiniString<string> {
  return z
    .string()
    .check(
      z.trim(),
      z.minLength(1),
      z.maxLength(maxLength),
      z.regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u, 'must not contain control characters'),
    );
}

/** An id that the caller chose for a customer, order, invoice, payment; also accepted where the platform made it. */
export const Identifier = /* @__PURE__ */ pattern(
  /^[A-Za-z0-9._:-]{1,64}$/,
  'must be 1 to 64 characters of A-Z a-z 0-9 . _ : -',
);

export const Name = /* @__PURE__ */ line(200);
export const Label = /* @__PURE__ */ line(100);
export const Reason = /* @__PURE__ */ prose(1000);

/** A day that exists, `2026-03-31`. */
export const DateOfBusiness = /* @__PURE__ */ checked(
  /* @__PURE__ */ pattern(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as "2026-03-31"'),
  z.refine((text) => !/^\d{4}-\d{2}-\d{2}$/.test(text) || isBusinessDate(text), 'must be a date that exists'),
);

export const Currency = /* @__PURE__ */ checked(
  /* @__PURE__ */ pattern(/^[A-Z]{3}$/, 'must be an ISO 4217 currency code of three capital letters, such as "EUR"'),
  z.refine(
    (code) => !/^[A-Z]{3}$/.test(code) || currencyDigits(code) !== undefined,
    'must be a currency code that ISO 4217 lists, such as "EUR"',
  ),
);

export const Language = /* @__PURE__ */ pattern(
  /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/,
  'must be a language tag such as "en" or "de-AT"',
);

export const Country = /* @__PURE__ */ pattern(
  /^[A-Z]{2}$/,
  'must be an ISO 3166 country code of two capital letters, such as "DE"',
);

export const TimeZone = /* @__PURE__ */ checked(
  z.string(),
  z.maxLength(64),
  z.refine((name) => /^[A-Za-z]/.test(name) && isTimeZone(name), 'must be an IANA time zone such as "Europe/Berlin"'),
);

export const Email = /* @__PURE__ */ checked(
  z.email({ error: ifGiven('must be an e-mail address such as "billing@example.com"') }),
  z.maxLength(254),
);

export const HttpsUrl = /* @__PURE__ */ checked(
  z.string(),
  z.maxLength(2048),
  z.refine((text) => /^https:\/\/[^\s/]/.test(text) && URL.canParse(text), 'must be an https:// address'),
);

const PERCENT = /^(?:100(?:\.0{1,6})?|\d{1,2}(?:\.\d{1,6})?)$/;

/** A percentage from 0 to 100 as an exact decimal string; a JSON number is taken by its shortest decimal form. */
export const Percent = /* @__PURE__ */ z.pipe(
  z.union([z.string(), z.number()], { error: ifGiven('must be a percentage from 0 to 100, such as "8.12"') }),
  z.pipe(
    z.transform((value: string | number) => String(value)),
    /* @__PURE__ */ pattern(PERCENT, 'must be a percentage from 0 to 100 with at most 6 decimals, such as "8.12"'),
  ),
);

/** A business date and an instant as they are answered. */
export const DateView = z.string();
export const InstantView = z.string();

/** A number of days of payment terms. */
export const TermsDays = /* @__PURE__ */ checked(z.int(), z.gte(0), z.lte(365));

/** `?limit=`: text in the address, a number from 1 to 200 inside. */
export const GivenPageSize = z.pipe(
  z.pipe(
    /* @__PURE__ */ pattern(/^\d{1,6}$/, `must be a whole number from 1 to ${MAX_PAGE_SIZE}`),
    z.transform((text: string) => Number(text)),
  ),
  /* @__PURE__ */ checked(z.int(), z.gte(1), z.lte(MAX_PAGE_SIZE)),
);

/** The same, or what is usual where nothing is said. */
export const PageSize = z._default(GivenPageSize, DEFAULT_PAGE_SIZE);

/** `?cursor=`: what `nextCursor` said; opaque to callers. */
export const Cursor = /* @__PURE__ */ pattern(
  /^[A-Za-z0-9._~=+/-]{1,2048}$/,
  'must be the nextCursor of the page before',
);

export const PageQuery = { limit: PageSize, cursor: z.exactOptional(Cursor) };

/** A page of a list, as it is answered. */
// @__NO_SIDE_EFFECTS__
export function listOf<S extends z.ZodMiniType>(item: S) {
  return z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) });
}

export interface Page<View> {
  readonly items: readonly View[];
  readonly nextCursor: string | null;
}
