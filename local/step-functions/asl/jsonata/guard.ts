import type { Expression } from 'jsonata';
import { evaluationOf } from './host.ts';

/** How deep expressions may be evaluated inside of one another; AWS stops at the 101st. */
const DEEPEST = 100;
/** Some seconds of a busy machine, where AWS bounds time and memory. */
const MOST_STEPS = 5_000_000;

interface Frame {
  readonly lookup: (name: string | symbol) => unknown;
}

/** Has an expression that never ends fail, instead of taking the platform with it. */
export const guardDepth = (expression: Expression): void => {
  hook(expression, 'jsonata.__evaluate_entry', (frame) => {
    const evaluation = evaluationOf(frame);
    evaluation.depth += 1;
    evaluation.steps += 1;
    if (evaluation.depth > DEEPEST) {
      throw new RangeError(
        'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive',
      );
    }
    if (evaluation.steps > MOST_STEPS) {
      throw new RangeError('Expression evaluation timeout: Check for infinite loop');
    }
  });
  hook(expression, 'jsonata.__evaluate_exit', (frame) => {
    evaluationOf(frame).depth -= 1;
  });
};

/** The names of the hooks are symbols, for which the typings of `assign` have no place. */
const hook = (expression: Expression, name: string, run: (frame: Frame) => void): void => {
  const { assign }: { readonly assign: (key: never, value: unknown) => void } = expression;
  assign(Symbol.for(name) as never, (_node: unknown, _input: unknown, frame: Frame) => run(frame));
};
