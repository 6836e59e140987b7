/** What the `Resource` of a Task names. */
export interface TaskResource {
  /** A function by its own ARN: its input and output are those of the task. */
  readonly kind: 'function' | 'integration';
  /** Such as `lambda`, `events`, `aws-sdk:dynamodb`. */
  readonly type: string;
  /** Such as `invoke` or `getItem`. */
  readonly action: string;
  readonly waitsForToken: boolean;
}

const FUNCTION = /^arn:aws[\w-]*:lambda:[^:]*:[^:]*:function:.+$/;
const INTEGRATION = /^arn:aws[\w-]*:states:::(aws-sdk:[^:.]+|[^:.]+):([^:.]+)(?:\.(.+))?$/;

/** Reads the ARN of a task's resource; `undefined` for activities, `.sync` and what else there may be. */
export const parseResource = (resource: string): TaskResource | undefined => {
  if (FUNCTION.test(resource)) return { kind: 'function', type: 'lambda', action: 'invoke', waitsForToken: false };
  const [, type = '', action = '', pattern] = INTEGRATION.exec(resource) ?? [];
  if (type === '' || (pattern !== undefined && pattern !== 'waitForTaskToken')) return undefined;
  return { kind: 'integration', type, action, waitsForToken: pattern !== undefined };
};
