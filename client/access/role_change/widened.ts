import { AUTHORITY } from '../../../shared/access/person/person.rights.ts';
import type { Widened } from '../../../shared/access/widening.ts';
import { words } from '../../words/words.ts';
import { groupText } from '../role/group-text.ts';
import { enumerated, inside, mayText } from '../role/role-words.ts';

const whatText = ({ on, may, groups }: Widened): string => {
  if (on === 'person' && may === AUTHORITY) return words.t('rights.authority');
  const text = mayText(on, may);
  return groups.length > 0
    ? words.t('access.review.fields', {
        may: text,
        groups: enumerated(groups.map((group) => inside(groupText(group)))),
      })
    : text;
};

/** What a change of rights gives more of, a line for each kind of it, with the records that it is about. */
export const widenedTexts = (widens: unknown): readonly string[] => {
  const found = new Map<string, string[]>();
  for (const one of (widens ?? []) as readonly Widened[]) {
    const what = whatText(one);
    found.set(what, [...(found.get(what) ?? []), inside(words.noun(one.on, 'many'))]);
  }
  return [...found].map(([what, nouns]) => words.t('rights.action', { what, noun: enumerated(nouns) }));
};
