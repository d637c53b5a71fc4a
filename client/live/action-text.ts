import { isNoun, type NounName } from '../../shared/catalogue.ts';
import { words } from '../words/words.ts';
import type { Pending } from './locker.ts';

/** What a command does, in the reader's words, and to which row: "Cancel order SO-000012". */
export const actionText = ({ name, about }: Pick<Pending, 'name' | 'about'>): string => {
  const [noun = '', action = ''] = name.split('.');
  const does = isNoun(noun) ? words.action(noun, action) : name;
  const of = about && isNoun(about.noun) ? (about.noun as NounName) : isNoun(noun) ? noun : null;
  const named = about?.title ?? (of === null ? '' : words.noun(of));
  return does.toLowerCase().includes(named.toLowerCase()) ? does : `${does} · ${named}`;
};
