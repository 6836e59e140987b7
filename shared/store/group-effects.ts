import type { Account } from '../domain/account/account.ts';

/** The shared limit that let a movement through: it must still be that one, and the exposure leave room under it. */
export interface GroupBound {
  readonly limitVersion: number;
  /** Highest group exposure that may stand before the movement; `null` where the limit bounds nothing. */
  readonly most: bigint | null;
}

/** How the warning of a used limit stands on the owner of a shared one, and for which exposures that is right. */
export interface GroupLimitUse {
  readonly seen: Account['limitUsed'];
  readonly to: Account['limitUsed'];
  readonly limitVersion: number;
  /** Group exposures before the movement: from the first on, and below the second; `null` where it is open. */
  readonly from: bigint | null;
  readonly below: bigint | null;
}

/** What a movement does to a group's owner, beyond its own change. */
export interface GroupEffect {
  readonly exposure: bigint;
  /** It rests on this standing of the warning, and on nothing else: members do not wait for each other. */
  readonly limitUse?: GroupLimitUse;
  /** What the movement rests on, for one that a limit let through. */
  readonly bound?: GroupBound;
  /** Members that come or go. Only an account that is no member itself takes any: groups are one level deep. */
  readonly members?: number;
  /** The account is about to become a member and must have none of its own. */
  readonly childless?: boolean;
  readonly nextExpiryAt?: { readonly from: string | null; readonly to: string | null };
}

interface Parts {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
  readonly adds: readonly string[];
  readonly sets: readonly string[];
  readonly removes: readonly string[];
  readonly conditions: readonly string[];
}

/** A member's movement sets the warning of the limit that it shares; the owner's own does so with the rest of its item. */
export const withLimitUse = (parts: Parts, use: GroupLimitUse | undefined): Parts => {
  if (!use || use.seen === use.to) return parts;
  if (use.to === null) return { ...parts, removes: [...parts.removes, '#used'] };
  return { ...parts, sets: [...parts.sets, '#used = :used'], values: { ...parts.values, ':used': use.to } };
};

const limitUseConditions = ({ below, from, limitVersion, seen }: GroupLimitUse) => ({
  names: { '#lv': 'lv', '#used': 'used' },
  values: {
    ':usedUnder': limitVersion,
    ...(seen === null ? {} : { ':usedSeen': seen }),
    ...(from === null ? {} : { ':usedFrom': from }),
    ...(below === null ? {} : { ':usedBelow': below }),
  },
  conditions: [
    '#lv = :usedUnder',
    seen === null ? 'attribute_not_exists(#used)' : '#used = :usedSeen',
    ...(from === null ? [] : ['#gexpo >= :usedFrom']),
    ...(below === null ? [] : ['#gexpo < :usedBelow']),
  ],
});

/** The parts of an update by which a movement changes the owner of a shared limit. */
export const groupExpressions = (effect: GroupEffect): Parts => {
  const names: Record<string, string> = { '#gexpo': 'gexpo' };
  const values: Record<string, unknown> = { ':gexpo': effect.exposure };
  const adds = ['#gexpo :gexpo'];
  const sets: string[] = [];
  const removes: string[] = [];
  const conditions: string[] = [];
  if (effect.bound) {
    names['#lv'] = 'lv';
    values[':limitSeen'] = effect.bound.limitVersion;
    conditions.push('#lv = :limitSeen');
    if (effect.bound.most !== null) {
      values[':bound'] = effect.bound.most;
      conditions.push('#gexpo <= :bound');
    }
  }
  if (effect.members !== undefined) {
    names['#members'] = 'members';
    values[':members'] = effect.members;
    adds.push('#members :members');
    names['#grp'] = 'grp';
    conditions.push('attribute_not_exists(#grp)');
  }
  if (effect.childless) {
    names['#members'] = 'members';
    values[':none'] = 0;
    conditions.push('#members = :none');
  }
  if (effect.limitUse) {
    const use = limitUseConditions(effect.limitUse);
    Object.assign(names, use.names);
    Object.assign(values, use.values);
    conditions.push(...use.conditions);
  }
  const expiry = effect.nextExpiryAt;
  if (expiry && expiry.from !== expiry.to) {
    names['#gexp'] = 'gexp';
    if (expiry.to === null) removes.push('#gexp');
    else {
      sets.push('#gexp = :expiry');
      values[':expiry'] = expiry.to;
    }
    if (expiry.from !== null) values[':expirySeen'] = expiry.from;
    conditions.push(expiry.from === null ? 'attribute_not_exists(#gexp)' : '#gexp = :expirySeen');
  }
  return { names, values, adds, sets, removes, conditions };
};
