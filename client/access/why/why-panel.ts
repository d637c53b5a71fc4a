import { computed, shallowRef, watch } from 'vue';
import { useRoute } from 'vue-router';
import type { Why } from '../../../shared/access/why.ts';
import type { Cells } from '../../../shared/base/condition.ts';
import { fieldNamed, type NounName, nounNamed } from '../../../shared/catalogue.ts';
import { useClock } from '../../face/now.ts';
import { dayText } from '../../face/time.ts';
import { words } from '../../words/words.ts';
import { useMe } from '../me.ts';
import { useNames } from '../names.ts';
import { useRights } from '../rights.ts';
import { groupText } from '../role/group-text.ts';
import { inside, rowsText, type Saying } from '../role/role-words.ts';
import { roleName } from '../role-name.ts';
import { reasonsOf, reasonsWithout } from './reasons.ts';
import { reasonText } from './texts.ts';
import { type Asked, asked, isPage, type WhyQuestion, type Withheld } from './why.ts';
import { notDone, notSeen, seenOnSome } from './withheld.ts';

type Missed = 'missing' | 'failed';
const getJson = async <T>(path: string): Promise<T | Missed> => {
  const answer = await fetch(path, { headers: { accept: 'application/json' } }).catch(() => null);
  if (answer?.status === 404) return 'missing';
  return answer?.ok ? ((await answer.json()) as T) : 'failed';
};
/** The noun and the row that the panel speaks of now; of a page of figures none until one of them is chosen. */
const standing = (now: Asked | null) => (now ? (now.about ?? (isPage(now.subject) ? null : now.subject)) : null);
const kindOf = ({ action, field }: WhyQuestion) => (!field ? 'Action' : action ? 'Write' : 'Field');

export type RuleTold = {
  readonly key: string;
  readonly role: string;
  readonly rows: string;
  readonly holds: boolean;
  readonly here: string;
};
export type Block = { readonly id: 'absent' | 'notSeen' | 'onSome' | 'notDone'; readonly items: readonly Withheld[] };

/** What the open panel says. */
export const useWhyPanel = () => {
  const me = useMe();
  const { today } = useClock();
  const rights = useRights();
  const route = useRoute();
  const nameOf = useNames();
  const saying = computed<Saying>(() => ({ nameOf, currency: me.organisation.currency }));
  const told = shallowRef<Why | Missed | null>(null);
  const row = shallowRef<Cells | Missed | null>(null);

  // What is asked belongs to the page it was asked on.
  watch(
    () => route.path,
    () => {
      asked.value = null;
    },
  );
  const load = async (): Promise<void> => {
    const now = asked.value;
    const at = standing(now);
    told.value = null;
    if (!at || at.id === null) row.value = null;
    if (!now || !at) return;
    const { noun, id } = at;
    const [found, answer] = await Promise.all([
      id === null ? null : getJson<Cells>(`/api/${nounNamed(noun).plural}/${encodeURIComponent(id)}`),
      now.about
        ? getJson<Why>(
            `/api/why?${new URLSearchParams({ noun, ...(id === null ? {} : { id }), ...now.about.question })}`,
          )
        : null,
    ]);
    if (asked.value !== now) return;
    row.value = found;
    told.value = answer;
  };
  // Rules that change while one reads answer anew.
  watch([asked, rights], () => void load(), { immediate: true });

  const at = computed(() => standing(asked.value));
  const noun = computed<NounName>(() => at.value?.noun ?? 'order');
  const isRow = computed(() => at.value !== null && at.value.id !== null);
  const cells = computed<Cells | null>(() => (isRow.value && typeof row.value === 'object' ? row.value : null));
  const question = computed(() => asked.value?.about?.question ?? null);
  const nouns = computed(() => inside(words.noun(noun.value, 'many')));
  const title = computed(() => {
    if (asked.value && isPage(asked.value.subject)) return words.t('access.why.ofPage');
    const called = cells.value?.[nounNamed(noun.value).title];
    const name = noun.value === 'role' && typeof called === 'string' ? roleName(called) : called;
    return words.t('access.why.ofRow', { row: typeof name === 'string' && name !== '' ? name : nouns.value });
  });

  const rules = computed<readonly RuleTold[]>(() => {
    const why = told.value;
    const { binding } = me.me ?? {};
    if (!why || typeof why === 'string') return [];
    return why.of.map((rule, index) => {
      const reasons =
        rule.holds || !binding || rule.for
          ? []
          : cells.value
            ? reasonsOf(noun.value, rule, cells.value, binding)
            : isRow.value
              ? []
              : reasonsWithout(rule, binding);
      return {
        key: `${index} ${rule.role}`,
        role: rule.for
          ? words.t('deputies.why', { name: rule.for.name, day: dayText(rule.for.until, words.language, today.value) })
          : roleName(rule.role),
        // Its condition names people and states; what it means is one sentence.
        rows: rule.for ? words.t('deputies.whyRows') : rowsText(noun.value, rule.scope, rule.when, saying.value),
        holds: rule.holds,
        here: reasons.map((reason) => reasonText(noun.value, reason)).join(words.t('access.comma')),
      };
    });
  });

  const what = computed(() => {
    const { action, field } = question.value ?? {};
    if (field) return inside(groupText(fieldNamed(noun.value, field)?.group ?? 'basics'));
    return action ? words.action(noun.value, action) : '';
  });
  const verdict = computed(() => {
    const now = question.value;
    if (!now || !told.value) return '';
    if (typeof told.value === 'string') return words.t(`access.why.${told.value}`);
    if (told.value.verdict === 'masked') return words.t('viewing.maskedWhy');
    const stem = { no_rule: 'noRule', rows: 'rows', granted: 'granted' } as const;
    const any = isRow.value || told.value.verdict === 'no_rule' ? '' : 'Any';
    const key = `${stem[told.value.verdict]}${kindOf(now)}${any}`;
    return words.t(`access.why.${key as 'noRuleField'}`, { group: what.value, action: what.value, nouns: nouns.value });
  });
  const aside = computed(() => {
    if (!told.value || typeof told.value === 'string' || !question.value) return '';
    if (told.value.verdict === 'masked') return '';
    if (me.me?.viewing && question.value.action) return words.t('viewing.readOnly');
    if (told.value.verdict !== 'granted') return words.t('access.why.ask');
    if (!isRow.value) return words.t('access.why.others');
    if (question.value.field) return words.t('access.why.empty');
    return words.t('access.why.state', { noun: inside(words.noun(noun.value)) });
  });

  const blocks = computed<readonly Block[]>(() => {
    const now = asked.value;
    if (!now) return [];
    const of = (id: Block['id'], items: readonly Withheld[]): Block => ({ id, items });
    const all = isPage(now.subject)
      ? [of('absent', now.subject.withheld())]
      : isRow.value && !cells.value
        ? []
        : [
            of('notSeen', notSeen(rights.value, noun.value, cells.value)),
            of('onSome', cells.value ? [] : seenOnSome(rights.value, noun.value)),
            of('notDone', notDone(rights.value, noun.value, cells.value)),
          ];
    return all.filter(({ items }) => items.length > 0);
  });
  return {
    asked,
    title,
    question,
    /** What is asked of; on a page of figures the figure's own name. */
    what: computed(() => asked.value?.about?.label ?? what.value),
    /** What a figure is reckoned from, where it is a figure that is asked of. */
    rests: computed(() => (asked.value?.about?.label ? words.t('access.why.rests') : '')),
    about: computed(() => {
      if (asked.value && isPage(asked.value.subject)) return words.t('access.why.aboutPage');
      return isRow.value ? words.t('access.why.about') : words.t('access.why.aboutAny', { nouns: nouns.value });
    }),
    everything: computed(() =>
      isRow.value ? words.t('access.why.everything') : words.t('access.why.everythingAny', { nouns: nouns.value }),
    ),
    verdict,
    aside,
    rules,
    blocks,
    loading: computed(() => (question.value ? told.value === null : isRow.value && row.value === null)),
    gone: computed(() => row.value === 'missing'),
    failed: computed(() => row.value === 'failed' || told.value === 'failed'),
    choose: ({ noun: on, question: chosen, label }: Withheld) => {
      const now = asked.value;
      if (!now) return;
      const page = isPage(now.subject);
      const id = page || !at.value ? null : at.value.id;
      asked.value = { ...now, about: { noun: on, id, question: chosen, label: page ? label : null } };
    },
    back: () => {
      if (asked.value) asked.value = { ...asked.value, about: null };
    },
    close: () => {
      asked.value = null;
    },
    again: load,
  };
};
