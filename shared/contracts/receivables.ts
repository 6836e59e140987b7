import * as z from 'zod/mini';
import { MoneyView, PositiveMoney } from './amounts.ts';
import {
  checked,
  DateOfBusiness,
  DateView,
  HttpsUrl,
  Identifier,
  Label,
  listOf,
  PageQuery,
  pattern,
} from './primitives.ts';

export const MAX_DOCUMENT_KEYS = 20;

export const InvoiceParams = z.strictObject({ invoiceId: Identifier });
export type InvoiceParams = z.infer<typeof InvoiceParams>;

export const ReceivableStatus = z.enum(['OPEN', 'PARTLY_PAID', 'PAID', 'CREDITED', 'WRITTEN_OFF']);
export type ReceivableStatus = z.infer<typeof ReceivableStatus>;

/** Where the invoice document lies: `url` and whatever short texts the caller wants to find beside it. */
const DocumentReference = /* @__PURE__ */ checked(
  z.record(
    /* @__PURE__ */ pattern(/^[A-Za-z][A-Za-z0-9_.-]{0,39}$/, 'must be a name of 1 to 40 letters, digits, . _ -'),
    /* @__PURE__ */ checked(z.string(), z.maxLength(2048), z.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line of text')),
  ),
  z.refine(
    (document) => Object.keys(document).length <= MAX_DOCUMENT_KEYS,
    `must have at most ${MAX_DOCUMENT_KEYS} fields`,
  ),
  z.refine((document) => document.url === undefined || HttpsUrl.safeParse(document.url).success, {
    path: ['url'],
    error: 'must be an https:// address',
  }),
);

export const PostReceivableBody = /* @__PURE__ */ checked(
  z.strictObject({
    customerId: Identifier,
    orderId: z.exactOptional(Identifier),
    amount: PositiveMoney,
    issuedOn: DateOfBusiness,
    dueOn: DateOfBusiness,
    productCategory: z.exactOptional(Label),
    document: z.exactOptional(DocumentReference),
  }),
  z.refine((invoice) => invoice.dueOn >= invoice.issuedOn, { path: ['dueOn'], error: 'must not be before issuedOn' }),
);
export type PostReceivableBody = z.infer<typeof PostReceivableBody>;

export const ListReceivablesQuery = z.object({ status: z.exactOptional(ReceivableStatus), ...PageQuery });
export type ListReceivablesQuery = z.infer<typeof ListReceivablesQuery>;

/** What was predicted when it was posted; it stays as it was. */
export const PredictionView = z.object({
  lateProbability: z.number(),
  expectedPaidOn: DateView,
  paidFrom: DateView,
  paidTo: DateView,
  paidBefore: z.int(),
  policyVersion: z.int(),
  because: z.array(z.object({ input: z.string(), logOdds: z.number() })),
});

/** amount = paid + credited + writtenOff + remaining. */
export const ReceivableView = z.object({
  invoiceId: z.string(),
  customerId: z.string(),
  orderId: z.exactOptional(z.string()),
  amount: MoneyView,
  issuedOn: DateView,
  dueOn: DateView,
  productCategory: z.exactOptional(z.string()),
  document: z.exactOptional(z.record(z.string(), z.string())),
  paid: MoneyView,
  credited: MoneyView,
  writtenOff: MoneyView,
  remaining: MoneyView,
  status: ReceivableStatus,
  disputed: z.boolean(),
  daysPastDue: z.int(),
  expectedPaidOn: z.nullable(DateView),
  expectedPaidBetween: z.nullable(z.object({ from: DateView, to: DateView })),
  lateProbability: z.nullable(z.number()),
  prediction: z.nullable(PredictionView),
});
export type ReceivableView = z.infer<typeof ReceivableView>;

export const ReceivableListView = /* @__PURE__ */ listOf(ReceivableView);
export type ReceivableListView = z.infer<typeof ReceivableListView>;
