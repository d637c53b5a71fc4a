import { useDebounceFn } from '@vueuse/core';
import { computed, onScopeDispose, type Ref, reactive, ref, shallowRef, watch } from 'vue';
import type { Scalar } from '../../../shared/base/condition.ts';
import { isDay } from '../../../shared/base/day.ts';
import { parseAmount } from '../../../shared/base/money.ts';
import { fieldNamed, isNoun, type NounName, nounNamed } from '../../../shared/catalogue.ts';
import type { FilterLeaf } from '../../../shared/live/protocol.ts';
import { useMe } from '../../access/me.ts';
import { amountText } from '../../face/figures.ts';
import { countryChoices } from '../../words/codes.ts';
import { words } from '../../words/words.ts';
import { mannerOf } from './filter-text.ts';
import { resolved } from './question.ts';
import { rowsOf } from './rows.ts';

export type Option = { readonly value: string; readonly label: string; readonly hint?: string };

const valuesOf = (leaves: readonly FilterLeaf[]): readonly string[] =>
  leaves
    .filter(({ is }) => is === 'in' || is === 'eq')
    .flatMap(({ value }) => (Array.isArray(value) ? value : [value]))
    .filter((value): value is string => typeof value === 'string');

/** What may be chosen for a reference: found at the server while typing, within what the reader may see. */
const useFound = (of: NounName | null, query: Ref<string>): Ref<readonly Option[]> => {
  const found = shallowRef<readonly Option[]>([]);
  let asked = new AbortController();
  const look = async (): Promise<void> => {
    if (!of) return;
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const { title, fields } = nounNamed(of);
    const searchable = Object.values(fields).some((field) => field.searchable);
    const text = query.value.trim();
    const answer = await rowsOf(of, { ...(searchable && text ? { search: text } : {}), limit: 30, signal }).catch(
      () => null,
    );
    if (!answer || signal.aborted) return;
    const all = (answer.rows as readonly { readonly [field: string]: unknown }[]).map((row) => ({
      value: String(row.id),
      label: String(row[title] ?? ''),
      hint: typeof row.localName === 'string' ? row.localName : undefined,
    }));
    found.value = searchable ? all : all.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()));
  };
  const soon = useDebounceFn(look, 120);
  watch(query, () => void soon());
  void look();
  onScopeDispose(() => asked.abort());
  return found;
};

/** The leaves of one field, edited by hand. */
export const useFilterEditor = (
  noun: NounName,
  field: string,
  leaves: Ref<readonly FilterLeaf[]>,
  set: (leaves: readonly FilterLeaf[]) => void,
  moment: () => { readonly me: string; readonly today: string },
) => {
  const me = useMe();
  const manner = mannerOf(noun, field);
  const declared = fieldNamed(noun, field);
  const query = ref('');
  const of = declared?.of && isNoun(declared.of) ? declared.of : null;
  const found = useFound(manner === 'reference' ? of : null, query);
  const chosen = computed(() => new Set(valuesOf(leaves.value)));
  const options = computed<readonly Option[]>(() => {
    if (declared?.code === 'country') return countryChoices();
    if (manner === 'choice')
      return (declared?.values ?? []).map((value) => ({ value, label: words.value(noun, field, value) }));
    if (manner !== 'reference') return [];
    const mine = of === 'person' ? [{ value: '@me', label: words.t('list.filter.me') }] : [];
    return [...mine, ...found.value];
  });
  const toggle = (value: string): void => {
    const now = new Set(chosen.value);
    if (!now.delete(value)) now.add(value);
    set(now.size === 0 ? [] : [{ field, is: 'in', value: [...now] }]);
  };

  const bound = (is: 'ge' | 'le', value: Scalar): void => {
    const other = leaves.value.filter((leaf) => leaf.is === (is === 'ge' ? 'le' : 'ge'));
    const own: FilterLeaf[] = value === null ? [] : [{ field, is, value }];
    set(is === 'ge' ? [...own, ...other] : [...other, ...own]);
  };
  const valueAt = (is: 'ge' | 'le'): Scalar => {
    const leaf = leaves.value.find((one) => one.is === is);
    const bare = leaf && (resolved(leaf, moment()) as FilterLeaf);
    return (bare?.value as Scalar | undefined) ?? null;
  };
  /** What was typed that is no day: it stays to be seen and is marked, and the filter is as it was. */
  const unread = reactive({ ge: '', le: '' });
  const day = (is: 'ge' | 'le') =>
    computed<string>({
      get: () => unread[is] || String(valueAt(is) ?? ''),
      set: (text) => {
        unread[is] = isDay(text) ? '' : text;
        if (unread[is] === '') bound(is, text || null);
      },
    });
  const amount = (is: 'ge' | 'le') =>
    computed<string>({
      get: () => {
        const minor = valueAt(is);
        return typeof minor === 'number' ? amountText(minor, me.organisation.currency) : '';
      },
      set: (text) => bound(is, text.trim() === '' ? null : parseAmount(text, me.organisation.currency)),
    });
  const spans: readonly { readonly label: string; readonly leaves: readonly FilterLeaf[] }[] =
    manner === 'day'
      ? [
          { label: words.t('list.filter.past'), leaves: [{ field, is: 'lt', value: '@today' }] },
          { label: words.t('time.today'), leaves: [{ field, is: 'eq', value: '@today' }] },
          {
            label: words.t('list.filter.nextDays', { n: 7 }),
            leaves: [
              { field, is: 'ge', value: '@today' },
              { field, is: 'le', value: '@today+7' },
            ],
          },
          {
            label: words.t('list.filter.lastDays', { n: 30 }),
            leaves: [{ field, is: 'ge', value: '@today-30' }],
          },
        ]
      : [];
  const yesNo = computed<readonly Option[]>(() => [
    { value: 'yes', label: words.t('list.yes') },
    { value: 'no', label: words.t('list.no') },
  ]);
  const said = computed(() => {
    const [leaf] = leaves.value;
    if (!leaf) return null;
    if (manner === 'flag') return leaf.value === true ? 'yes' : 'no';
    return leaf.is === 'gt' || leaf.is === 'ge' ? 'yes' : 'no';
  });
  const say = (value: string): void => {
    if (manner === 'flag') set([{ field, is: 'eq', value: value === 'yes' }]);
    else set([value === 'yes' ? { field, is: 'gt', value: 0 } : { field, is: 'eq', value: 0 }]);
  };
  const text = computed<string>({
    get: () => valuesOf(leaves.value)[0] ?? String(leaves.value[0]?.value ?? ''),
    set: (now) => set(now.trim() === '' ? [] : [{ field, is: 'starts', value: now.trim() }]),
  });
  return {
    manner,
    query,
    options,
    chosen,
    toggle,
    from: manner === 'amount' ? amount('ge') : day('ge'),
    until: manner === 'amount' ? amount('le') : day('le'),
    spans,
    setLeaves: (leaves: readonly FilterLeaf[]): void => {
      Object.assign(unread, { ge: '', le: '' });
      set(leaves);
    },
    yesNo,
    said,
    say,
    text,
  };
};
