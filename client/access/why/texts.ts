import { fieldNamed, type NounName } from '../../../shared/catalogue.ts';
import { words } from '../../words/words.ts';
import { inside } from '../role/role-words.ts';
import type { Reason } from './reasons.ts';

/** A reason as the end of a sentence: `it belongs to Chen`, `status is draft`, `you are in no team`. */
export const reasonText = (noun: NounName, reason: Reason): string => {
  switch (reason.kind) {
    case 'owner':
      return reason.name ? words.t('access.why.belongs', { name: reason.name }) : words.t('access.why.belongsOther');
    case 'team':
      return words.t('access.why.otherTeam');
    case 'warehouse':
      return words.t('access.why.otherWarehouse', { name: reason.name ?? '…' });
    case 'no_team':
      return words.t('access.why.noTeam');
    case 'no_warehouse':
      return words.t('access.why.noWarehouse');
    case 'fact': {
      const isEnum = fieldNamed(noun, reason.field)?.kind === 'enum';
      const value =
        reason.value === null || reason.value === undefined
          ? words.t('access.when.nothing')
          : isEnum
            ? inside(words.value(noun, reason.field, String(reason.value)))
            : String(reason.value);
      return words.t('access.why.fact', { field: inside(words.field(noun, reason.field)), value });
    }
  }
};
