import { words } from '../../words/words.ts';
import type { Difference } from './matrix.ts';
import { enumerated, groupText, mayText, rowsText, type Saying } from './role-words.ts';

export type DifferenceText = {
  readonly key: string;
  readonly noun: string;
  readonly rows: string;
  readonly rowsBefore: string | null;
  readonly lines: readonly { readonly key: string; readonly added: boolean; readonly text: string }[];
};

export const differenceTexts = (differences: readonly Difference[], saying: Saying): readonly DifferenceText[] =>
  differences.map(({ on, scope, when, from, added, removed }, at) => {
    const lineOf = (isAdded: boolean) => (piece: { readonly may: string; readonly groups: readonly string[] }) => ({
      key: `${isAdded} ${piece.may}`,
      added: isAdded,
      text: [
        mayText(on, piece.may),
        piece.groups.length > 0 ? enumerated(piece.groups.map(groupText)) : '',
        piece.groups.length === 0 && piece.may === 'read' ? words.t('access.review.onlyThere') : '',
      ]
        .filter((text) => text !== '')
        .join(' '),
    });
    return {
      key: `${at} ${on}`,
      noun: words.noun(on, 'many'),
      rows: rowsText(on, scope, when, saying),
      rowsBefore: from && rowsText(on, from.scope, from.when, saying),
      lines: [...added.map(lineOf(true)), ...removed.map(lineOf(false))],
    };
  });
