import type { Moment } from '../dates.ts';
import { completed, type StoredPolicyDocument } from '../domain/policy/built-in.ts';
import { policyOf } from '../domain/policy/document.ts';
import type { Shadow, ShadowPolicy } from '../domain/simulation/shadow.ts';
import { Refusal } from '../errors.ts';
import { count, json, text } from './attributes.ts';
import type { Context } from './context.ts';
import { keepFresh } from './fresh.ts';
import { keys } from './keys.ts';
import { loadActiveVersion } from './policies.ts';
import { draftInHand, stillActive, untilSettled, writtenForOlder } from './policy-drafts.ts';
import { type Item, settleWrites, type Table, type Write } from './table.ts';

const toShadow = (item: Item): Shadow => ({
  draftHash: text(item, 'draftHash'),
  basedOnVersion: count(item, 'basedOnVersion'),
  document: completed(json<StoredPolicyDocument>(item, 'document')),
  changes: (item['changes'] ?? []) as readonly string[],
  since: text(item, 'since'),
  startedBy: text(item, 'startedBy'),
});

const findShadow = async (table: Table, consistency?: 'eventual'): Promise<Shadow | null> => {
  const item = await table.get(keys.policyShadow, consistency);
  return item ? toShadow(item) : null;
};

/** The draft that decides in shadow. @throws not-found while none does. */
export const loadShadow = async (table: Table): Promise<Shadow> => {
  const shadow = await findShadow(table);
  if (!shadow) throw new Refusal('not-found', 'No draft decides in shadow.');
  return shadow;
};

/** Ends the shadow, whichever it is. */
export const endShadowWrite = (table: Table): Write => ({
  name: 'shadow',
  write: { Delete: { TableName: table.name, Key: { ...keys.policyShadow } } },
});

const inShadow = keepFresh<ShadowPolicy | null>();

const toPolicy = (shadow: Shadow | null): ShadowPolicy | null =>
  shadow && { draftHash: shadow.draftHash, policy: policyOf(shadow.document, shadow.basedOnVersion + 1) };

/**
 * The draft to decide by in shadow, if there is one: read as often as the policy in force. One that cannot be read is
 * none: it must not keep a check from being decided.
 */
export const shadowInForce = (table: Table, moment: Moment): Promise<ShadowPolicy | null> =>
  inShadow.get(table, moment, () =>
    findShadow(table, 'eventual')
      .then(toPolicy)
      .catch(() => null),
  );

/**
 * Lets the waiting draft decide in shadow, in place of any other; the one that already does goes on as it is. At once in
 * this process, within a minute in all others.
 * @throws conflict when no draft waits, or one that was written for an older version than the one in force.
 */
export const startShadow = ({ actor, moment, table }: Context, currency: string): Promise<Shadow> =>
  untilSettled(async () => {
    const [draft, active, running] = await Promise.all([
      draftInHand({ table }),
      loadActiveVersion(table, currency),
      findShadow(table),
    ]);
    if (draft.basedOnVersion !== active.version) throw writtenForOlder(draft, active);
    if (running?.draftHash === draft.hash && running.basedOnVersion === draft.basedOnVersion) return running;
    const shadow: Shadow = {
      draftHash: draft.hash,
      basedOnVersion: draft.basedOnVersion,
      document: draft.document,
      changes: draft.changes,
      since: moment.now,
      startedBy: actor,
    };
    const document = JSON.stringify(draft.document);
    const item = { ...keys.policyShadow, entityType: 'POLICY_SHADOW', ...shadow, document };
    const outcome = await table.transact([
      { name: 'shadow', write: { Put: { TableName: table.name, Item: item } } },
      // Published meanwhile, it would stand beside the version that it equals.
      {
        name: 'active',
        write: {
          ConditionCheck: { TableName: table.name, Key: { ...keys.activePolicy }, ...stillActive(active.version) },
        },
      },
    ]);
    if (!outcome.done) return 'again';
    inShadow.set(table, moment, toPolicy(shadow));
    return shadow;
  });

/** Ends the shadow. Ended already, nothing changes. What it decided stays in the history. */
export const endShadow = async ({ moment, table }: Pick<Context, 'table' | 'moment'>): Promise<void> => {
  await settleWrites(table, [endShadowWrite(table)]);
  inShadow.set(table, moment, null);
};
