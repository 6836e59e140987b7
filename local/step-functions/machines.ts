import { parseDefinition } from './asl/parse.ts';
import type { Machine } from './asl/turn.ts';
import { AwsError } from './aws-error.ts';
import type { StateMachine } from './state-machine.ts';
import type { ExecutionStore, Root } from './store/execution-store.ts';

/** The state machines of the stacks, and those that executions were started with and that have changed since. */
export interface Machines {
  readonly list: () => readonly StateMachine[];
  /** Refuses an ARN that no state machine of the stacks has. */
  readonly get: (arn: string) => StateMachine;
  readonly ofExecution: (root: Root) => Machine;
}

export const createMachines = (stateMachines: readonly StateMachine[], store: ExecutionStore): Machines => {
  const byArn = new Map(stateMachines.map((machine) => [machine.arn, machine]));
  for (const { hash, text } of stateMachines) store.keepDefinition(hash, text);
  const former = new Map<string, Machine>();

  const formerOf = ({ machineArn, definitionHash }: Root): Machine => {
    const parsed = parseDefinition(store.definition(definitionHash) ?? '');
    if (!parsed.definition)
      throw new Error(`The definition ${definitionHash} cannot be run: ${parsed.problems.join('; ')}`);
    const [, , , region = ''] = machineArn.split(':');
    const { name, roleArn } = byArn.get(machineArn) ?? { name: machineArn.split(':').at(-1) ?? '', roleArn: '' };
    return { arn: machineArn, name, roleArn, region, definition: parsed.definition };
  };

  return {
    list: () => stateMachines,
    get: (arn) => {
      const machine = byArn.get(arn);
      if (machine) return machine;
      if (!/^arn:[^:]+:states:[^:]*:[^:]*:stateMachine:.+$/.test(arn)) {
        throw new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
      }
      throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    },
    ofExecution: (root) => {
      const current = byArn.get(root.machineArn);
      if (current?.hash === root.definitionHash) return current;
      const machine = former.get(root.definitionHash) ?? formerOf(root);
      former.set(root.definitionHash, machine);
      return machine;
    },
  };
};
