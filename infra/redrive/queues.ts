/** What a dead-letter queue holds, and which functions should have taken it. Names are without `credence-<stage>-`. */
export interface DeadLetterQueue {
  /** Functions by the `detail-type` of an event, where it decides. Two of them: both follow it, and twice does no harm. */
  readonly byType?: Readonly<Record<string, readonly string[]>>;
  /** The function of everything else. */
  readonly otherwise: string;
  /** The queue tells of batches of the table's stream: of which items, and how many of them the function is given at once. */
  readonly stream?: { readonly entityTypes: readonly string[]; readonly batchSize: number };
}

/** Every queue that the stacks create for what was given up on; a test holds the table against their templates. */
export const deadLetterQueues: Readonly<Record<string, DeadLetterQueue>> = {
  'lost-approval-news': {
    byType: {
      LimitRequested: ['start-limit-approval'],
      LimitRequestResumed: ['start-limit-approval', 'settle-approval'],
    },
    otherwise: 'settle-approval',
  },
  'lost-collection-news': {
    byType: { CollectionCaseOpened: ['start-collection'] },
    otherwise: 'settle-collection',
  },
  'lost-daily-runs': { otherwise: 'start-daily-run' },
  'lost-grading-news': { otherwise: 'grade-customer' },
  'lost-mail-news': { otherwise: 'record-mail-event' },
  'lost-warnings': { otherwise: 'mail-warning' },
  'refused-events': { otherwise: 'take-upstream-event' },
  'undelivered-events': {
    otherwise: 'publish-events',
    stream: { entityTypes: ['HISTORY', 'WARNING'], batchSize: 100 },
  },
  'unsent-mail': { otherwise: 'send-mail', stream: { entityTypes: ['MAIL'], batchSize: 10 } },
};

/** Every function that a queue takes for. */
export const takersOf = ({ byType = {}, otherwise }: DeadLetterQueue): readonly string[] => [
  ...new Set([...Object.values(byType).flat(), otherwise]),
];
