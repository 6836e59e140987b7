import { describe, expect, it } from 'vitest';
import { stages } from '../../infra/config/schema.ts';
import { synthesize } from './support.ts';

/** CloudFormation takes 500; the rest is room for what the next field needs before it gets a stack of its own. */
const MOST_RESOURCES = 420;
/** CloudFormation takes 200. */
const MOST_OUTPUTS = 100;

describe.each(stages)('the stacks of %s', (stage) => {
  const { all: _, ...templates } = synthesize(stage);
  const stacks = Object.entries(templates).map(([name, template]) => ({ name, content: template.toJSON() }));

  it.each(stacks)('should leave room in $name', ({ content: { Outputs = {}, Resources } }) => {
    expect(Object.keys(Resources).length).toBeLessThanOrEqual(MOST_RESOURCES);
    expect(Object.keys(Outputs).length).toBeLessThanOrEqual(MOST_OUTPUTS);
  });

  it.each([
    ['data', []],
    ['api', ['data']],
    ['approvals', ['api', 'data']],
    ['collections', ['api', 'data']],
    ['messages', ['api', 'data']],
    ['workflows', ['data']],
  ])('should let %s refer to %j only', (name, others) => {
    const text = JSON.stringify(stacks.find((stack) => stack.name === name)?.content);
    const imports = [...text.matchAll(/"Fn::ImportValue":"Credence-[a-z]+-([a-z]+):/g)].map(([, from]) => from);
    expect([...new Set(imports)].toSorted()).toEqual(others);
  });
});
