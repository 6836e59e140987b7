import {
  CollectionCaseListView,
  CollectionCaseParams,
  CollectionCaseSummaryView,
  CollectionCaseView,
  EscalateCaseBody,
  ListCollectionCasesQuery,
  PauseCaseBody,
  ResumeCaseBody,
} from '../collection-cases.ts';
import {
  CollectionTaskListView,
  CollectionTaskParams,
  CollectionTaskView,
  CompleteTaskBody,
  ListCollectionTasksQuery,
} from '../collection-tasks.ts';
import { MakePromiseBody, PromiseParams, PromiseView } from '../promises.ts';
import { type Contract, shown } from './contract.ts';

/** Collection cases, the tasks of people in them, and promises to pay. */
export const collectionContracts = {
  listCollectionCases: {
    summary: 'List collection cases, all or those of a status or a collector, newest first',
    topic: 'Collections',
    query: ListCollectionCasesQuery,
    answers: [shown(CollectionCaseListView)],
  },
  getCollectionCase: {
    summary: 'Show a collection case: where it stands, what comes next, and its whole story',
    topic: 'Collections',
    params: CollectionCaseParams,
    answers: [shown(CollectionCaseView)],
  },
  pauseCollectionCase: {
    summary: 'Stop a collection case up to a day, on which it goes on by itself',
    topic: 'Collections',
    params: CollectionCaseParams,
    body: PauseCaseBody,
    idempotencyKey: true,
    answers: [shown(CollectionCaseSummaryView, 'Paused')],
  },
  resumeCollectionCase: {
    summary: 'Let a collection case go on that is paused, or came back from legal',
    topic: 'Collections',
    params: CollectionCaseParams,
    body: ResumeCaseBody,
    optionalBody: true,
    idempotencyKey: true,
    answers: [shown(CollectionCaseSummaryView, 'It goes on')],
  },
  escalateCollectionCase: {
    summary: 'Have the next step of a collection case taken at once, within the hours and the gap',
    topic: 'Collections',
    params: CollectionCaseParams,
    body: EscalateCaseBody,
    idempotencyKey: true,
    answers: [shown(CollectionCaseSummaryView, 'The next step comes at once')],
  },
  listCollectionTasks: {
    summary: 'List the tasks of a person, best done first, or of everybody by the time they are due',
    topic: 'Collections',
    query: ListCollectionTasksQuery,
    answers: [shown(CollectionTaskListView)],
  },
  getCollectionTask: {
    summary: 'Show a task: what is to be done by whom until when, and what came of it',
    topic: 'Collections',
    params: CollectionTaskParams,
    answers: [shown(CollectionTaskView)],
  },
  completeCollectionTask: {
    summary: 'Record what came of a task, with the promise or dispute that did',
    topic: 'Collections',
    params: CollectionTaskParams,
    body: CompleteTaskBody,
    idempotencyKey: true,
    answers: [shown(CollectionTaskView, 'Recorded, also when it was before')],
  },
  makePromise: {
    summary: 'Take the promise of a customer to pay',
    topic: 'Collections',
    body: MakePromiseBody,
    idempotencyKey: true,
    namesCustomer: true,
    answers: [{ status: 201, description: 'Taken: what it is for is not chased until its date', view: PromiseView }],
  },
  getPromise: {
    summary: 'Show a promise to pay, and what became of it',
    topic: 'Collections',
    params: PromiseParams,
    answers: [shown(PromiseView)],
  },
} as const satisfies Record<string, Contract>;
