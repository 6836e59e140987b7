import type { EnvironmentConfig } from './schema.ts';

/** For trying things out, and what the laptop runs: nothing here outlives its stack. */
export const dev: EnvironmentConfig = {
  stage: 'dev',
  account: '111111111111',
  region: 'eu-central-1',
  timeZone: 'Europe/Berlin',
  baseCurrency: 'EUR',
  calendarCountry: 'DE',
  dailyRunAt: '05:00',
  wakeSpreadMinutes: 0,
  companyName: 'Example Trading GmbH',
  sender: 'credit-dev@example.com',
  alarmMail: 'credence-dev@example.com',
  logLevel: 'DEBUG',
  logRetentionDays: 7,
  eventArchiveDays: 7,
  throttling: { ratePerSecond: 100, burst: 200 },
  protectData: false,
  pointInTimeRecoveryDays: 0,
  customerManagedKey: false,
  strictSignIn: false,
  signIn: {
    callbackUrls: ['https://credit-dev.example.com/console/signed-in'],
    logoutUrls: ['https://credit-dev.example.com/console'],
  },
};
