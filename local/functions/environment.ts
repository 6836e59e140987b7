import type { FunctionDefinition } from '../assembly/application.ts';
import { LOCAL_ACCESS_KEY } from '../dynamodb/client-settings.ts';
import { StartProblem } from '../problem.ts';

/** Where the services are that the functions call. */
export interface ServiceEndpoints {
  readonly cognito: string;
  readonly dynamodb: string;
  readonly eventBridge: string;
  readonly ses: string;
  readonly sqs: string;
  readonly stepFunctions: string;
  /** Takes the calls to every other service, and refuses them: none may leave this machine. */
  readonly others: string;
}

/** Settings of logs and metrics, which change nothing that a function does. */
const mayDiffer = (name: string): boolean => name.startsWith('POWERTOOLS_') || name === 'LOG_LEVEL';

/**
 * The environment that the functions run in: their own variables, and what Lambda and the SDK read. The functions
 * share a process, so a name that has two values is refused.
 */
export const functionEnvironment = (
  functions: readonly FunctionDefinition[],
  region: string,
  endpoints: ServiceEndpoints,
): Readonly<Record<string, string>> => {
  const own: Record<string, string> = {};
  for (const { name: functionName, environment } of functions) {
    for (const [name, value] of Object.entries(environment)) {
      if (own[name] !== undefined && own[name] !== value && !mayDiffer(name)) {
        throw new StartProblem(
          `The functions do not agree on the environment variable ${name} ('${own[name]}'; '${value}' in ` +
            `${functionName}); on a laptop they share one process.`,
        );
      }
      own[name] ??= value;
    }
  }
  return { ...own, ...platformEnvironment(region, endpoints) };
};

const platformEnvironment = (region: string, endpoints: ServiceEndpoints): Readonly<Record<string, string>> => ({
  PATH: process.env['PATH'] ?? '',
  TZ: 'UTC',
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: LOCAL_ACCESS_KEY,
  AWS_SECRET_ACCESS_KEY: LOCAL_ACCESS_KEY,
  // The files of the person's own AWS profile must not reach the functions, nor their calls a real account.
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
  // One process is one service; the operation in each line of the log tells the functions apart.
  POWERTOOLS_SERVICE_NAME: 'credence',
  POWERTOOLS_TRACE_ENABLED: 'false',
  NODE_OPTIONS: '',
  AWS_ENDPOINT_URL: endpoints.others,
  AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoints.cognito,
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.eventBridge,
  AWS_ENDPOINT_URL_SES: endpoints.ses,
  AWS_ENDPOINT_URL_SQS: endpoints.sqs,
  AWS_ENDPOINT_URL_SFN: endpoints.stepFunctions,
});
