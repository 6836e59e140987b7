import { Duration } from 'aws-cdk-lib';
import { type Alarms, counted, oneMinute } from './alarms.ts';
import type { Grades } from './grades.ts';
import type { Outbox } from './outbox.ts';
import type { Publisher } from './publisher.ts';
import type { Upstream } from './upstream.ts';
import type { Warnings } from './warnings.ts';

/** Events that are late on the bus, or missing from it. */
export const watchPublisher = (alarms: Alarms, { deadLetters, function: publisher }: Publisher): void => {
  alarms.raiseOnDeadLetters('undelivered-events', deadLetters, {
    what: 'History entries were given up on and are missing from the event bus.',
    runbook: 'events-not-delivered',
  });
  alarms.raise('late-events', {
    metric: publisher.handler.metric('IteratorAge', { ...oneMinute, statistic: 'Maximum' }),
    // Five minutes: far more than a batch takes, far less than the 24 hours after which the stream forgets.
    threshold: Duration.minutes(5).toMilliseconds(),
    periods: 5,
    what: 'Events reach the bus more than five minutes after what they tell of.',
    runbook: 'events-late',
  });
};

/** Events of other systems that are not in the ledger. */
export const watchUpstream = (alarms: Alarms, { refused }: Upstream): void => {
  alarms.raiseOnDeadLetters('refused-events', refused, {
    what: 'Events of other systems were not taken into the ledger.',
    runbook: 'events-refused',
  });
};

/** Warnings of which nobody was mailed. */
export const watchWarnings = (alarms: Alarms, { lostNews }: Warnings): void => {
  alarms.raiseOnDeadLetters('lost-warnings', lostNews, {
    what: 'A warning was not mailed to whom the policy names.',
    runbook: 'warnings-not-mailed',
  });
};

/** Grades that are behind what has happened. */
export const watchGrades = (alarms: Alarms, { lostNews }: Grades): void => {
  alarms.raiseOnDeadLetters('lost-grading-news', lostNews, {
    what: 'A bounced payment, broken promise, write-off or insolvency has not reached the grade of its customer.',
    runbook: 'news-of-grades-lost',
  });
};

/** Mails that did not go out, or of which nobody knows. */
export const watchOutbox = (alarms: Alarms, { deadLetters, failed, lostNews, unclear }: Outbox): void => {
  alarms.raise('mail-failed', {
    metric: failed.metric(counted),
    what: 'A mail was refused and has not gone out.',
    runbook: 'mail-not-sent',
  });
  alarms.raiseOnDeadLetters('unsent-mail', deadLetters, {
    what: 'Mails were given up on before they were handed over.',
    runbook: 'mail-not-sent',
  });
  alarms.raise('mail-unclear', {
    metric: unclear.metric(counted),
    what: 'A mail was handed over, and whether it was taken was never heard.',
    runbook: 'mail-unclear',
  });
  alarms.raiseOnDeadLetters('lost-mail-news', lostNews, {
    what: 'News of a mail, such as a bounce, could not be recorded.',
    runbook: 'news-of-mail-lost',
  });
};
