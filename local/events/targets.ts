/** What an event or a schedule calls without waiting for an answer. */
export type AsynchronousTarget =
  | { readonly kind: 'function'; readonly functionName: string; readonly deadLetterQueueArn: string | undefined }
  | {
      readonly kind: 'state-machine';
      readonly stateMachineArn: string;
      readonly deadLetterQueueArn: string | undefined;
    };
