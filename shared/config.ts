import * as z from 'zod/mini';
import { isTimeZone } from './dates.ts';
import { roles } from './domain/policy/roles.ts';
import { currencyDigits } from './money.ts';
import type { PeopleSource } from './people/directory.ts';
import type { PeopleByRole } from './people/listed.ts';

const LOG_LEVELS = ['DEBUG', 'INFO', 'WARN', 'ERROR', 'SILENT'] as const;

const service = {
  STAGE: z.string().check(z.minLength(1)),
  /** IANA zone in which business dates begin and end. */
  TIME_ZONE: z.string().check(z.refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin')),
  BASE_CURRENCY: z
    .string()
    .check(z.refine((code) => currencyDigits(code) !== undefined, 'must be an ISO 4217 currency such as EUR')),
  /** Whose holidays count where a customer names no country. */
  CALENDAR_COUNTRY: z.string().check(z.regex(/^[A-Z]{2}$/, 'must be an ISO 3166 country of two letters such as DE')),
  COMPANY_NAME: z._default(z.string().check(z.minLength(1)), 'Credence'),
  POWERTOOLS_SERVICE_NAME: z._default(z.string(), 'credence'),
  SERVICE_VERSION: z._default(z.string(), '0.0.0'),
  LOG_LEVEL: z._default(z.enum(LOG_LEVELS), 'INFO'),
};

const Service = z.object(service);
const WithTable = z.object({ ...service, TABLE_NAME: z.string().check(z.minLength(1)) });
const WithTokenUrl = z.object({ ...service, TOKEN_URL: z._default(z.string().check(z.minLength(1)), '/oauth2/token') });
/** An origin that links in mails begin with: `https://credit.example.com`. Plain http is for a laptop. */
const isOrigin = (text: string): boolean =>
  /^https?:\/\/[^\s/?#]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;

const WithMail = z.object({
  ...service,
  TABLE_NAME: z.string().check(z.minLength(1)),
  /** The address from which mail goes out. */
  MAIL_SENDER: z.string().check(z.minLength(3)),
  MAIL_CONFIGURATION_SET: z.string().check(z.minLength(1)),
  /** Where people reach the platform. */
  PUBLIC_URL: z
    .string()
    .check(z.refine(isOrigin, 'must be an address such as https://credit.example.com, without a path')),
});

/** Made when asked for: functions that ask for nobody carry none of it. */
const peopleIn = (text: string): PeopleByRole | undefined => {
  try {
    return z.partialRecord(z.enum(roles), z.array(z.email())).safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};
const withUserPool = () => z.object({ USER_POOL_ID: z.string().check(z.minLength(1)) });
const withPeople = () =>
  z.object({
    PEOPLE: z.string().check(z.refine((text) => peopleIn(text) !== undefined, 'must be JSON: addresses by role')),
  });

const WithWorkflow = z.object({
  ...service,
  TABLE_NAME: z.string().check(z.minLength(1)),
  LIMIT_APPROVAL_ARN: z.string().check(z.startsWith('arn:', 'must be the ARN of the state machine')),
});
const WithCollection = z.object({
  ...service,
  TABLE_NAME: z.string().check(z.minLength(1)),
  COLLECTION_ARN: z.string().check(z.startsWith('arn:', 'must be the ARN of the state machine')),
});
const WithCases = z.object({
  ...service,
  TABLE_NAME: z.string().check(z.minLength(1)),
  WAKE_SPREAD_MINUTES: z._default(
    z.string().check(z.regex(/^\d{1,3}$/, 'must be a number of minutes such as 30')),
    '0',
  ),
});
const WithDailyRun = z.object({
  ...service,
  TABLE_NAME: z.string().check(z.minLength(1)),
  DAILY_RUN_ARN: z.string().check(z.startsWith('arn:', 'must be the ARN of the state machine')),
});
const WithRefusedEvents = z.object({
  ...service,
  TABLE_NAME: z.string().check(z.minLength(1)),
  REFUSED_EVENTS_URL: z.string().check(z.startsWith('https://', 'must be the address of the queue')),
});
const WithEventBus = z.object({ ...service, EVENT_BUS_NAME: z.string().check(z.minLength(1)) });

export interface ServiceConfig {
  readonly stage: string;
  readonly timeZone: string;
  readonly baseCurrency: string;
  /** ISO 3166 country whose holidays count where a customer names none. */
  readonly calendarCountry: string;
  /** The name under which customers know the company that they owe. */
  readonly companyName: string;
  readonly serviceName: string;
  readonly serviceVersion: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

export interface TableConfig extends ServiceConfig {
  readonly tableName: string;
}

export interface RefusedEventsConfig extends TableConfig {
  /** The queue of events that were not taken. */
  readonly refusedEventsUrl: string;
}

export interface EventBusConfig extends ServiceConfig {
  readonly eventBusName: string;
}

export interface WorkflowConfig extends TableConfig {
  /** State machine of the limit approval. */
  readonly limitApprovalArn: string;
}

export interface CollectionConfig extends TableConfig {
  /** State machine of the collection cases. */
  readonly collectionArn: string;
}

export interface CaseConfig extends TableConfig {
  /** Over how long collection cases that are due at one time are woken; 0: all at once. */
  readonly wakeSpreadMinutes: number;
}

export interface DailyRunConfig extends TableConfig {
  /** State machine of the daily run. */
  readonly dailyRunArn: string;
}

export interface MailConfig extends TableConfig {
  readonly sender: { readonly address: string; readonly configurationSet: string };
  /** Where links in mails lead: an address without a path or a slash at its end. */
  readonly publicUrl: string;
}

export interface DocsConfig extends ServiceConfig {
  /** Where callers get their tokens. */
  readonly tokenUrl: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const read = <S extends z.ZodMiniType>(schema: S, environment: Environment): z.output<S> => {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => {
    const name = issue.path.join('.');
    return environment[name] === undefined ? `${name} is not set` : `${name} ${issue.message}`;
  });
  throw new Error(
    `The function's environment is not usable: ${wrong.join('; ')}. ` +
      'These variables are set where the function is declared, in infra/constructs; deploy the stack again after a change.',
  );
};

const toServiceConfig = (values: z.output<typeof Service>): ServiceConfig => ({
  stage: values.STAGE,
  timeZone: values.TIME_ZONE,
  baseCurrency: values.BASE_CURRENCY,
  calendarCountry: values.CALENDAR_COUNTRY,
  companyName: values.COMPANY_NAME,
  serviceName: values.POWERTOOLS_SERVICE_NAME,
  serviceVersion: values.SERVICE_VERSION,
  logLevel: values.LOG_LEVEL,
});

/**
 * What every function is told by its environment. To be called once, at module load: a function that is declared
 * wrongly then fails at its start with a sentence that names the variables, and never in the middle of a request.
 */
export const readServiceConfig = (environment: Environment = process.env): ServiceConfig =>
  toServiceConfig(read(Service, environment));

/** The same, for functions that use the table. */
export const readTableConfig = (environment: Environment = process.env): TableConfig => {
  const values = read(WithTable, environment);
  return { ...toServiceConfig(values), tableName: values.TABLE_NAME };
};

/** The same, for the function that starts workflows. */
export const readWorkflowConfig = (environment: Environment = process.env): WorkflowConfig => {
  const values = read(WithWorkflow, environment);
  return { ...toServiceConfig(values), tableName: values.TABLE_NAME, limitApprovalArn: values.LIMIT_APPROVAL_ARN };
};

/** The same, for the function that starts the workflows of collection cases. */
export const readCollectionConfig = (environment: Environment = process.env): CollectionConfig => {
  const values = read(WithCollection, environment);
  return { ...toServiceConfig(values), tableName: values.TABLE_NAME, collectionArn: values.COLLECTION_ARN };
};

/** The same, for the function that moves collection cases on. */
export const readCaseConfig = (environment: Environment = process.env): CaseConfig => {
  const values = read(WithCases, environment);
  return {
    ...toServiceConfig(values),
    tableName: values.TABLE_NAME,
    wakeSpreadMinutes: Number(values.WAKE_SPREAD_MINUTES),
  };
};

/** The same, for the functions that start the daily run. */
export const readDailyRunConfig = (environment: Environment = process.env): DailyRunConfig => {
  const values = read(WithDailyRun, environment);
  return { ...toServiceConfig(values), tableName: values.TABLE_NAME, dailyRunArn: values.DAILY_RUN_ARN };
};

/** The same, for the function that sends mail. */
export const readMailConfig = (environment: Environment = process.env): MailConfig => {
  const values = read(WithMail, environment);
  return {
    ...toServiceConfig(values),
    tableName: values.TABLE_NAME,
    sender: { address: values.MAIL_SENDER, configurationSet: values.MAIL_CONFIGURATION_SET },
    publicUrl: values.PUBLIC_URL,
  };
};

/** Where the people are who hold roles: in a user pool, or, if the environment has none, in a list. */
export const readPeopleConfig = (environment: Environment = process.env): PeopleSource => {
  if (environment['PEOPLE'] === undefined) return { userPoolId: read(withUserPool(), environment).USER_POOL_ID };
  return { people: peopleIn(read(withPeople(), environment).PEOPLE) ?? {} };
};

/** The same, for the function that takes events of other systems. */
export const readRefusedEventsConfig = (environment: Environment = process.env): RefusedEventsConfig => {
  const values = read(WithRefusedEvents, environment);
  return { ...toServiceConfig(values), tableName: values.TABLE_NAME, refusedEventsUrl: values.REFUSED_EVENTS_URL };
};

/** The same, for functions that put events on the bus. */
export const readEventBusConfig = (environment: Environment = process.env): EventBusConfig => {
  const values = read(WithEventBus, environment);
  return { ...toServiceConfig(values), eventBusName: values.EVENT_BUS_NAME };
};

/** The same, for the API's reference. */
export const readDocsConfig = (environment: Environment = process.env): DocsConfig => {
  const values = read(WithTokenUrl, environment);
  return { ...toServiceConfig(values), tokenUrl: values.TOKEN_URL };
};
