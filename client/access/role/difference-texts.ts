import type { NounName } from '../../../shared/catalogue.ts';
import { words } from '../../words/words.ts';
import { groupText } from './group-text.ts';
import { type Difference, fielded } from './matrix.ts';
import { deedsOf, groupsOf } from './nouns.ts';
import { enumerated, mayText, rowsText, type Saying } from './role-words.ts';

export type DifferenceText = {
  readonly key: string;
  readonly noun: string;
  readonly rows: string;
  readonly rowsBefore: string | null;
  readonly lines: readonly { readonly key: string; readonly added: boolean; readonly text: string }[];
};

type Pieces = Difference['added'];
const inOrder = (given: readonly string[], order: readonly string[]): readonly string[] =>
  [...given].sort((a, b) => order.indexOf(a) - order.indexOf(b));

/** A line for each of seeing, entering and changing; one for all business actions. */
const linesOf = (on: NounName, pieces: Pieces, added: boolean): DifferenceText['lines'] => {
  const order = groupsOf(on).map(({ group }) => group);
  const isDeed = (may: string): boolean => !(fielded as readonly string[]).includes(may);
  const deeds = inOrder(pieces.map(({ may }) => may).filter(isDeed), deedsOf(on));
  return [
    ...pieces
      .filter(({ may }) => !isDeed(may))
      .map(({ may, groups }) => ({
        key: `${added} ${may}`,
        added,
        text: words.t('access.review.fields', {
          may: mayText(on, may),
          groups:
            groups.length > 0 ? enumerated(inOrder(groups, order).map(groupText)) : words.t('access.review.onlyThere'),
        }),
      })),
    ...(deeds.length === 0
      ? []
      : [{ key: `${added} deeds`, added, text: enumerated(deeds.map((deed) => mayText(on, deed))) }]),
  ];
};

export const differenceTexts = (differences: readonly Difference[], saying: Saying): readonly DifferenceText[] =>
  differences.map(({ on, scope, when, from, added, removed }, at) => ({
    key: `${at} ${on}`,
    noun: words.noun(on, 'many'),
    rows: rowsText(on, scope, when, saying),
    rowsBefore: from && rowsText(on, from.scope, from.when, saying),
    lines: [...linesOf(on, added, true), ...linesOf(on, removed, false)],
  }));
