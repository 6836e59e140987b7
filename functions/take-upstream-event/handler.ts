import { SQSClient } from '@aws-sdk/client-sqs';
import { readRefusedEventsConfig } from '../../shared/config.ts';
import { UpstreamEnvelope } from '../../shared/contracts/upstream-events.ts';
import { momentAt } from '../../shared/dates.ts';
import { Refusal } from '../../shared/errors.ts';
import { createLogger } from '../../shared/http/logger.ts';
import { validOrRefuse } from '../../shared/http/validation.ts';
import { openTable } from '../../shared/store/table.ts';
import { taskContext } from '../../shared/workflow/task-context.ts';
import { layAside } from './lay-aside.ts';
import { takeEvent } from './take.ts';

const config = readRefusedEventsConfig();
const log = createLogger(config);
const table = openTable(config.tableName);

/** SQS answers in some 10 ms; with three tries a call ends within the function's time. */
const queues = new SQSClient({
  maxAttempts: 3,
  // What AWS_ENDPOINT_URL_SQS names holds here as for every other service.
  useQueueUrlAsEndpoint: false,
  requestHandler: { requestTimeout: 3_000, throwOnRequestTimeout: true, connectionTimeout: 1_000 },
});

/**
 * Events come in no order: what an event refers to may be on its way, and the table may be away. Lambda then calls again
 * after a minute and after two more, and puts it aside itself when that has not helped. Anything else stays wrong.
 */
const mayPass = ({ code }: Refusal): boolean => ['not-found', 'unprocessable', 'unavailable'].includes(code);

/**
 * Takes an event of another system from the bus: an invoice, a payment, the cancellation of an order. Its source is named
 * in the history as who did it. What can never be taken is laid aside for a person at once.
 */
export const handler = async (event: unknown): Promise<void> => {
  try {
    const envelope = validOrRefuse(UpstreamEnvelope, event);
    const { id: correlationId, source, time } = envelope;
    const moment = momentAt(Date.parse(time), config.timeZone);
    const taken = await takeEvent(await taskContext({ moment, correlationId }, table, config, source), envelope);
    log.info('upstream event', { correlation_id: correlationId, source, type: envelope['detail-type'], taken });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { id, source } = (event ?? {}) as Record<string, unknown>;
    log.warn('upstream event refused', { correlation_id: id, source, code: error.code, errors: error.errors });
    if (mayPass(error)) throw error;
    await layAside(queues, config.refusedEventsUrl, event, error);
  }
};
