import type { EnvironmentConfig } from './schema.ts';

/** Production: everything that holds data is protected from deletion, recoverable and encrypted with a key of one's own. */
export const prod: EnvironmentConfig = {
  stage: 'prod',
  account: '333333333333',
  region: 'eu-central-1',
  timeZone: 'Europe/Berlin',
  baseCurrency: 'EUR',
  calendarCountry: 'DE',
  dailyRunAt: '05:00',
  wakeSpreadMinutes: 30,
  companyName: 'Example Trading GmbH',
  sender: 'credit@example.com',
  alarmMail: 'credence@example.com',
  logLevel: 'INFO',
  logRetentionDays: 365,
  eventArchiveDays: 365,
  throttling: { ratePerSecond: 1000, burst: 2000 },
  protectData: true,
  pointInTimeRecoveryDays: 35,
  customerManagedKey: true,
  strictSignIn: true,
  signIn: {
    callbackUrls: ['https://credit.example.com/console/signed-in'],
    logoutUrls: ['https://credit.example.com/console'],
  },
};
