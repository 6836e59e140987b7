import * as z from 'zod';
import { isTimeZone } from '../../shared/dates.ts';
import { roles } from '../../shared/domain/policy/roles.ts';
import { currencyDigits } from '../../shared/money.ts';

/** The environments of which a company deploys one each, usually to an account of its own. */
export const stages = ['dev', 'staging', 'prod'] as const;
export type Stage = (typeof stages)[number];

/** The retention periods in days that CloudWatch Logs accepts and that make sense for this platform. */
const retentionDays = [7, 14, 30, 90, 180, 365, 731, 1827, 3653] as const;

/** The environment of a function takes 4 KB in all. */
const MOST_PEOPLE_BYTES = 3_000;

const address = z.email('write e-mail addresses').transform((email) => email.toLowerCase());

const peopleByRole = z
  .partialRecord(z.enum(roles), z.array(address).min(1, 'write at least one address, or leave the role out'))
  .refine((people) => Buffer.byteLength(JSON.stringify(people)) <= MOST_PEOPLE_BYTES, {
    error: `write at most ${MOST_PEOPLE_BYTES} bytes: name those who approve, not everybody`,
  });

/** A page to which a browser is sent with what opens a session: never in the clear, and exactly this one. */
const signInPage = z
  .url({ protocol: /^https$/, error: 'write https addresses' })
  .refine((url) => !/[?#*]/.test(url), 'write addresses without ?, # and *');

const signInPages = z
  .array(signInPage, 'write a list of addresses')
  .min(1, 'write at least one address')
  .refine((urls) => new Set(urls).size === urls.length, 'write each address once');

/** Everything in which one environment differs from another. A field that is missing or wrong stops the synthesis. */
const environmentFields = z.strictObject({
  stage: z.enum(stages),
  /** The AWS account. Deploying with credentials of any other account is refused by the CDK. */
  account: z
    .string('write the 12 digits of the AWS account')
    .regex(/^\d{12}$/, 'write the 12 digits of the AWS account'),
  region: z.string('write an AWS region').regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'write an AWS region, such as eu-central-1'),
  /** IANA zone in which business dates are counted. */
  timeZone: z.string('write an IANA time zone').refine(isTimeZone, 'write an IANA time zone, such as Europe/Berlin'),
  /** ISO 4217 currency of the policy's amounts and of the portfolio figures. */
  baseCurrency: z
    .string('write an ISO 4217 currency')
    .refine((code) => currencyDigits(code) !== undefined, 'write an ISO 4217 currency, such as EUR'),
  /** ISO 3166 country whose holidays count where a customer names none. */
  calendarCountry: z
    .string('write a country')
    .regex(/^[A-Z]{2}$/, 'write an ISO 3166 country of two letters, such as DE'),
  /** The name under which customers know the company: mails to them, and the page behind their links, speak in it. */
  companyName: z
    .string('write the name of the company, as its customers know it')
    .regex(/^[^\p{C}"<>@]{1,80}$/u, 'write the name of the company in at most 80 characters, without " < > @'),
  /** When the daily run begins, by the clocks of the time zone. */
  dailyRunAt: z
    .string('write a time of day')
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write a time of day of 24 hours, such as 05:00'),
  /** Over how long collection cases that are due at one time are woken, so that a morning is no burst; 0: all at once. */
  wakeSpreadMinutes: z.int('write a number of minutes, 0 to 120').min(0).max(120),
  /** Address from which mail goes out; its domain must be verified in SES. */
  sender: z.email('write the address from which mail goes out'),
  /** Address to which alarms go; AWS asks it to confirm once. */
  alarmMail: z.email('write the address to which alarms go'),
  logLevel: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR'], 'write DEBUG, INFO, WARN or ERROR'),
  logRetentionDays: z.literal(retentionDays, `write one of ${retentionDays.join(', ')}`),
  /** Events stay in the archive of the bus, ready for a replay, for so many days. */
  eventArchiveDays: z.int('write a number of days').min(1).max(3653),
  /** Requests of all clients together: steady per second, and at once. */
  throttling: z.strictObject(
    {
      ratePerSecond: z.number('write requests per second').int().positive(),
      burst: z.number('write requests at once').int().positive(),
    },
    'write { ratePerSecond, burst }',
  ),
  /** Data survives the deletion of the stack, and the table and user pool refuse to be deleted. */
  protectData: z.boolean('write true or false'),
  /** Point-in-time recovery: the table as it was at any second of so many days back; 0 turns it off. */
  pointInTimeRecoveryDays: z.int('write a number of days, 0 to 35').min(0).max(35),
  /** A KMS key of one's own for the table, instead of the one that AWS owns. */
  customerManagedKey: z.boolean('write true or false'),
  /** Tokens of an OIDC issuer of one's own. Without it, a Cognito user pool is created. */
  oidc: z
    .strictObject({
      issuer: z.url({ protocol: /^https$/, error: 'write the https address of the issuer' }),
      audience: z.array(z.string().min(1)).min(1, 'write at least one audience'),
    })
    .optional(),
  /** With an OIDC issuer: who holds which role, since there is no user pool to ask. */
  people: peopleByRole.optional(),
  /** Pages of the console to which the user pool sends people after signing in and out. */
  signIn: z.strictObject(
    { callbackUrls: signInPages, logoutUrls: signInPages },
    'write { callbackUrls: [...], logoutUrls: [...] }',
  ),
  /** Whether people must sign in with a second factor, under threat protection, for the user pool. */
  strictSignIn: z.boolean('write true or false'),
  /** Name under which clients reach the API, with its certificate in the same region. */
  domain: z
    .strictObject({
      name: z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'write a host name, such as credit.example.com'),
      certificateArn: z.string().startsWith('arn:', 'write the ARN of an ACM certificate'),
    })
    .optional(),
});

export const environmentSchema = environmentFields.superRefine(({ oidc, people }, context) => {
  const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['people'], message });
  if (oidc && !people) refuse("write who holds which role, such as { 'credit-analysts': ['ana@example.com'] }");
  if (people && !oidc) refuse('leave it out: without oidc, people are in the groups of the user pool');
});

export type EnvironmentConfig = z.infer<typeof environmentSchema>;
