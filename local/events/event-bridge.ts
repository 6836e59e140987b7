import { randomUUID } from 'node:crypto';
import type { EventBusDefinition } from '../assembly/application.ts';
import { awsJson, parseObject, refuse } from '../http/aws-json.ts';
import type { Reply } from '../http/reply.ts';
import { headerOf, type Request } from '../http/request.ts';
import { asArray, asNumber, asObject, asString, strings } from '../json.ts';
import type { BusEvent } from './event-store.ts';

export interface EventBridgeOptions {
  readonly buses: readonly EventBusDefinition[];
  readonly now: () => number;
  /** Takes every event that was accepted. */
  readonly accept: (event: BusEvent) => void;
}

const TARGET_PREFIX = 'AWSEvents.';
const LARGEST_BATCH = 10;

/** The EventBridge endpoint of the SDK (AWS JSON 1.1). Knows `PutEvents`; refuses every other operation by name. */
export const createEventBridge =
  (options: EventBridgeOptions): ((request: Request) => Promise<Reply>) =>
  async (request) => {
    const target = headerOf(request, 'x-amz-target') ?? '';
    if (target !== `${TARGET_PREFIX}PutEvents`) {
      const operation = target.replace(TARGET_PREFIX, '') || 'this request';
      return refuse('UnknownOperationException', `EventBridge on a laptop does not know ${operation}.`);
    }
    const body = parseObject(request.body.toString('utf8'));
    const entries = asArray(body?.['Entries']);
    if (entries.length === 0 || entries.length > LARGEST_BATCH) {
      return refuse('ValidationException', `Entries must hold 1 to ${LARGEST_BATCH} events.`);
    }
    const results = entries.map((entry) => put(asObject(entry), options));
    const FailedEntryCount = results.filter((result) => 'ErrorCode' in result).length;
    return awsJson(200, { FailedEntryCount, Entries: results });
  };

type Result = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

const put = (entry: Record<string, unknown>, { buses, now, accept }: EventBridgeOptions): Result => {
  const reference = asString(entry['EventBusName']) ?? 'default';
  const bus = buses.find(({ name, arn }) => reference === name || reference === arn);
  if (!bus && reference !== 'default') {
    return failure('ResourceNotFoundException', `There is no event bus '${reference}' in the stacks.`);
  }
  const source = asString(entry['Source']);
  const detailType = asString(entry['DetailType']);
  const detail = parseObject(asString(entry['Detail']) ?? '');
  if (!source)
    return failure('InvalidArgument', 'Parameter Source is not valid. Reason: Source is a required argument.');
  if (!detailType) {
    return failure('InvalidArgument', 'Parameter DetailType is not valid. Reason: DetailType is a required argument.');
  }
  if (!detail) return failure('MalformedDetail', 'Detail is malformed.');
  const seconds = asNumber(entry['Time']);
  const id = randomUUID();
  accept({
    id,
    bus: bus?.name ?? 'default',
    time: new Date(seconds === undefined ? now() : seconds * 1000).toISOString(),
    source,
    detailType,
    resources: strings(entry['Resources']),
    detail,
  });
  return { EventId: id };
};

const failure = (ErrorCode: string, ErrorMessage: string): Result => ({ ErrorCode, ErrorMessage });
