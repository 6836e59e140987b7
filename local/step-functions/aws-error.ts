/** A refusal in the terms of the Step Functions API. */
export class AwsError extends Error {
  /** Such as `ExecutionDoesNotExist`; what the SDK makes the name of its exception. */
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.name = 'AwsError';
    this.type = type;
  }
}
