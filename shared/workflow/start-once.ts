import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

/** Starts an execution; one of the same name that was started before stands for it. @returns whether it was started now. */
export const startOnce = async (
  workflows: SFNClient,
  stateMachineArn: string,
  name: string,
  input: unknown,
): Promise<boolean> => {
  try {
    await workflows.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
    return true;
  } catch (error) {
    if (error instanceof ExecutionAlreadyExists) return false;
    throw error;
  }
};

/** The ARN of an execution by the ARN of its state machine and its name. */
export const executionArnOf = (stateMachineArn: string, name: string): string =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
