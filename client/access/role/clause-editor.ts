import { computed } from 'vue';
import { words } from '../../words/words.ts';
import { groupText } from './group-text.ts';
import { type Clause, type Fielded, fielded } from './matrix.ts';
import { deedsOf, groupsOf, isEntered, isEnteredAtAll, scopesOf } from './nouns.ts';
import { fieldsText, mayText, type Saying, scopeMeaning, scopeText } from './role-words.ts';

/** What can be chosen for one clause of a role, and what is. */
export const useClause = (clause: () => Clause, saying: () => Saying) => {
  const on = computed(() => clause().on);
  const scopes = computed(() =>
    scopesOf(on.value).map((scope) => ({ scope, label: scopeText(scope), on: clause().scope === scope })),
  );
  const meaning = computed(() => {
    const text = scopeMeaning(on.value, clause().scope, saying());
    return text && words.t('access.rows.meaning', { when: text });
  });
  /** What is there but should not be offered any more is shown as long as it is there. */
  const given = (may: Fielded, group: string): boolean => clause().groups[may]?.includes(group) ?? false;
  const columns = computed(() =>
    fielded
      .filter((may) => may === 'read' || isEnteredAtAll(on.value) || clause().groups[may] !== null)
      .map((may) => ({ may, label: mayText(on.value, may) })),
  );
  const groups = computed(() =>
    groupsOf(on.value).map(({ group, fields }) => ({
      group,
      label: groupText(group),
      fields: fieldsText(on.value, fields),
      cells: columns.value.map(({ may, label }) => ({
        may,
        label,
        possible: isEntered(on.value, group, may) || given(may, group),
        on: given(may, group),
      })),
    })),
  );
  const deeds = computed(() => {
    const offered = deedsOf(on.value);
    return [...offered, ...clause().actions.filter((action) => !offered.includes(action))].map((action) => ({
      action,
      label: words.action(on.value, action),
      on: clause().actions.includes(action),
    }));
  });
  return { scopes, meaning, columns, groups, deeds };
};
