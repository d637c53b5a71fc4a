import { computed, onScopeDispose, watch } from 'vue';
import { useConnection } from '../../face/connection-state.ts';
import { initialsOf } from '../../face/figures.ts';
import { here, leave, useAnew, useListed } from '../../live/connection.ts';
import { useIdle } from '../../live/idle.ts';

/** A person on the list or on rows of it. */
export type OnList = {
  readonly id: string;
  readonly name: string;
  readonly idle: boolean;
  readonly rows: readonly string[];
};
/** Those on one row: away only if all of them are. */
export type AtRow = { readonly names: readonly string[]; readonly idle: boolean };

/** Initials that stand at a row; more are counted. */
export const AT_ROW = 3;
const shortOf = (names: readonly string[]): string =>
  [...names.slice(0, AT_ROW).map(initialsOf), ...(names.length > AT_ROW ? [`+${names.length - AT_ROW}`] : [])].join(
    ' ',
  );

/**
 * The look of a row on which somebody is: their initials after its title in a grid, at its end in a list. Written as rules
 * for these rows alone, so that no cell of the grid is asked for it.
 */
const ruleOf = (row: string, text: string, idle: boolean): string => {
  const id = CSS.escape(row);
  const look = `content: "${CSS.escape(text)}" / ""; position: absolute; inset-block-start: 50%; translate: 0 -50%;
    padding: 0 4px; border-radius: 999px; font-size: 10px; font-weight: 500; line-height: 16px;
    color: var(--ui-text-toned); background: var(--ui-bg-accented);
    ${idle ? 'opacity: .6;' : 'box-shadow: 0 0 0 1.5px var(--ui-primary);'}`;
  return `.ag-row[row-id="${id}"] .face-title::after { ${look} inset-inline-end: 6px; }
    [data-row="${id}"]::after { ${look} inset: auto 16px 10px auto; translate: none; }`;
};

/** Says that I look at this list, and tells who else does and who is on which of its rows. */
export const useListHere = (noun: string) => {
  const { looking, onRows } = useListed(noun);
  const connection = useConnection();
  const idle = useIdle();
  const anew = useAnew();
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  watch(
    [idle, anew, () => connection.value.state === 'live'],
    ([away, , live]) => {
      if (live) here({ noun, id: null, list: true, idle: away }, sheet);
    },
    { immediate: true },
  );
  const people = computed<readonly OnList[]>(() => {
    const found = new Map<string, OnList>();
    for (const { personId, name, idle: away } of looking.value.people)
      found.set(personId, { id: personId, name, idle: away, rows: [] });
    for (const { personId, name, idle: away, row } of onRows.value.people) {
      const before = found.get(personId);
      const rows = [...(before?.rows ?? []), row];
      found.set(personId, { id: personId, name, idle: away && (before?.idle ?? true), rows });
    }
    return [...found.values()];
  });
  const atRow = computed<ReadonlyMap<string, AtRow>>(() => {
    const rows = new Map<string, AtRow>();
    for (const { row, name, idle: away } of onRows.value.people) {
      const before = rows.get(row);
      rows.set(row, { names: [...(before?.names ?? []), name], idle: away && (before?.idle ?? true) });
    }
    return rows;
  });
  watch(
    atRow,
    (rows) => {
      const rules = [...rows].map(([row, { names, idle: away }]) => ruleOf(row, shortOf(names), away));
      sheet.replaceSync(rules.join('\n'));
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    leave(noun, sheet);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  });
  return {
    people,
    /** How many there are besides, who are not named. */
    more: computed(() => looking.value.more + onRows.value.more),
    atRow,
  };
};
export type ListHere = ReturnType<typeof useListHere>;
