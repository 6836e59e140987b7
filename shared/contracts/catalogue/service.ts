import { FxRatesParams, FxRatesView, PutFxRatesBody } from '../fx-rates.ts';
import { HealthView } from '../health.ts';
import { type Contract, shown, stored } from './contract.ts';

/** Exchange rates, and what tells about the API itself. */
export const serviceContracts = {
  putFxRates: {
    summary: 'Publish the exchange rates of a day',
    topic: 'Exchange rates',
    params: FxRatesParams,
    body: PutFxRatesBody,
    answers: stored(FxRatesView),
  },
  getHealth: { summary: 'Tell that the API answers', topic: 'Service', answers: [shown(HealthView)] },
  getOpenApi: {
    summary: 'The OpenAPI document',
    topic: 'Service',
    answers: [{ status: 200, description: 'This document', otherTypes: ['application/json'] }],
  },
  getDocs: {
    summary: 'The readable API reference',
    topic: 'Service',
    answers: [{ status: 200, description: 'This page', otherTypes: ['text/html'] }],
  },
} as const satisfies Record<string, Contract>;
