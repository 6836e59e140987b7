import { sameAddress } from '../mail/address.ts';
import type { Publishing } from './parts.ts';

/** Who is about to publish what somebody has drafted. */
export interface Publisher {
  /** As drafts name their authors: the address of a person, the client id of a system. */
  readonly name: string;
  readonly isPerson: boolean;
}

/** Whether somebody else has to publish a draft, by the policy that is in force and not by the draft itself. */
export const needsOtherEyes = ({ fourEyes }: Publishing, draftedBy: string, { isPerson, name }: Publisher): boolean => {
  if (!sameAddress(draftedBy, name)) return false;
  switch (fourEyes) {
    case 'EVERYBODY':
      return true;
    case 'PEOPLE':
      return isPerson;
    case 'NOBODY':
      return false;
    default:
      return fourEyes satisfies never;
  }
};

const fromLoosest: readonly Publishing['fourEyes'][] = ['NOBODY', 'PEOPLE', 'EVERYBODY'];

/** Of two ways of publishing the one that asks more people for somebody else. */
export const stricterPublishing = (one: Publishing, other: Publishing): Publishing =>
  fromLoosest.indexOf(one.fourEyes) < fromLoosest.indexOf(other.fourEyes) ? other : one;
