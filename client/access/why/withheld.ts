/** What a reader's rules withhold, on one row or, without a row, of a noun as such. */
import type { Rights } from '../../../shared/access/permit.ts';
import type { Cells } from '../../../shared/base/condition.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import { words } from '../../words/words.ts';
import { groupText } from '../role/group-text.ts';
import { deedsOf, groupsOf, isEntered } from '../role/nouns.ts';
import type { Withheld } from './why.ts';

const groupsWhere = (noun: NounName, isMeant: (field: string, fields: readonly string[]) => boolean): Withheld[] =>
  groupsOf(noun)
    .map(({ group, fields }) => ({ group, fields: fields.filter((field) => field !== 'id') }))
    .filter(({ fields }) => fields[0] !== undefined && isMeant(fields[0], fields))
    .map(({ group, fields }) => ({
      key: group,
      label: groupText(group),
      noun,
      question: { field: fields[0] ?? 'id' },
    }));

/** Groups of fields that are not there: on this row, as it came; without one, on any. */
export const notSeen = (rights: Rights, noun: NounName, row: Cells | null): readonly Withheld[] =>
  groupsWhere(noun, (field, fields) =>
    row ? !fields.some((name) => Object.hasOwn(row, name)) : !rights.view(noun).ever(field),
  );

/** Groups of fields that are there on some of the rows only: why a cell of a list is empty. */
export const seenOnSome = (rights: Rights, noun: NounName): readonly Withheld[] => {
  const view = rights.view(noun);
  return groupsWhere(noun, (field) => view.ever(field) && !view.always(field));
};

/** Actions that no rule of the reader's allows: on this row; without one, on any. */
export const notDone = (rights: Rights, noun: NounName, row: Cells | null): readonly Withheld[] => {
  const entered = (['create', 'update'] as const).filter((may) => isEntered(noun, 'basics', may));
  return [...(row ? entered.filter((may) => may !== 'create') : entered), ...deedsOf(noun)]
    .filter((action) => !(row ? rights.may(noun, action, row) : rights.mayEver(noun, action)))
    .map((action) => ({ key: action, label: words.action(noun, action), noun, question: { action } }));
};
