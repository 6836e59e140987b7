import type { EnvironmentConfig } from './schema.ts';

/** The rehearsal of production: the same protection of sign-in and data, without keeping anything for years. */
export const staging: EnvironmentConfig = {
  stage: 'staging',
  account: '222222222222',
  region: 'eu-central-1',
  timeZone: 'Europe/Berlin',
  baseCurrency: 'EUR',
  calendarCountry: 'DE',
  dailyRunAt: '05:00',
  wakeSpreadMinutes: 30,
  companyName: 'Example Trading GmbH',
  sender: 'credit-staging@example.com',
  alarmMail: 'credence-staging@example.com',
  logLevel: 'INFO',
  logRetentionDays: 30,
  eventArchiveDays: 30,
  throttling: { ratePerSecond: 500, burst: 1000 },
  protectData: false,
  pointInTimeRecoveryDays: 7,
  customerManagedKey: false,
  strictSignIn: true,
  signIn: {
    callbackUrls: ['https://credit-staging.example.com/console/signed-in'],
    logoutUrls: ['https://credit-staging.example.com/console'],
  },
};
