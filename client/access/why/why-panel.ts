import { computed, shallowRef, watch } from 'vue';
import { useRoute } from 'vue-router';
import type { Why } from '../../../shared/access/why.ts';
import type { Cells } from '../../../shared/base/condition.ts';
import { fieldNamed, type NounName, nounNamed } from '../../../shared/catalogue.ts';
import { words } from '../../words/words.ts';
import { useMe } from '../me.ts';
import { useNames } from '../names.ts';
import { useRights } from '../rights.ts';
import { deedsOf, groupsOf, isEntered } from '../role/nouns.ts';
import { groupText, inside, rowsText, type Saying } from '../role/role-words.ts';
import { roleName } from '../role-name.ts';
import { type Reason, reasonsOf } from './reasons.ts';
import { asked, type WhyQuestion } from './why.ts';

type Told = Why | 'missing' | 'failed';
const getJson = async <T>(path: string): Promise<T | 'missing' | 'failed'> => {
  const answer = await fetch(path, { headers: { accept: 'application/json' } }).catch(() => null);
  if (answer?.status === 404) return 'missing';
  return answer?.ok ? ((await answer.json()) as T) : 'failed';
};

export type RuleTold = {
  readonly key: string;
  readonly role: string;
  readonly rows: string;
  readonly holds: boolean;
  readonly here: string;
};

/** What the open panel says. */
export const useWhyPanel = () => {
  const me = useMe();
  const rights = useRights();
  const route = useRoute();
  const nameOf = useNames();
  const saying = computed<Saying>(() => ({ nameOf, currency: me.organisation.currency }));
  const told = shallowRef<Told | null>(null);
  const row = shallowRef<Cells | 'missing' | 'failed' | null>(null);

  // What is asked belongs to the page it was asked on.
  watch(
    () => route.path,
    () => {
      asked.value = null;
    },
  );
  const load = async (): Promise<void> => {
    const now = asked.value;
    told.value = null;
    if (!now) return;
    const { subject, question } = now;
    const { noun, id } = subject;
    const found = id === null ? null : await getJson<Cells>(`/api/${nounNamed(noun).plural}/${encodeURIComponent(id)}`);
    if (asked.value !== now) return;
    row.value = found;
    if (!question) return;
    const query = new URLSearchParams({ noun, ...(id === null ? {} : { id }), ...question });
    const answer = await getJson<Why>(`/api/why?${query}`);
    if (asked.value === now) told.value = answer;
  };
  // Rules that change while one reads answer anew.
  watch([asked, rights], () => void load(), { immediate: true });

  const cells = computed<Cells | null>(() => (typeof row.value === 'object' ? row.value : null));
  const noun = computed<NounName>(() => asked.value?.subject.noun ?? 'order');
  const title = computed(() => {
    const name = cells.value?.[nounNamed(noun.value).title];
    return typeof name === 'string' && name !== '' ? name : words.noun(noun.value, 'many');
  });

  const reasonText = (reason: Reason): string => {
    if (reason.kind !== 'fact') {
      if (reason.kind === 'team') return words.t('access.why.otherTeam');
      if (reason.kind === 'warehouse') return words.t('access.why.otherWarehouse', { name: reason.name ?? '…' });
      return reason.name ? words.t('access.why.belongs', { name: reason.name }) : words.t('access.why.belongsOther');
    }
    const field = fieldNamed(noun.value, reason.field);
    const value =
      reason.value === null || reason.value === undefined
        ? words.t('access.when.nothing')
        : field?.kind === 'enum'
          ? inside(words.value(noun.value, reason.field, String(reason.value)))
          : String(reason.value);
    return words.t('access.why.fact', { field: inside(words.field(noun.value, reason.field)), value });
  };
  const rules = computed<readonly RuleTold[]>(() => {
    if (!told.value || typeof told.value === 'string') return [];
    return told.value.of.map((rule, at) => ({
      key: `${at} ${rule.role}`,
      role: roleName(rule.role),
      rows: rowsText(noun.value, rule.scope, rule.when, saying.value),
      holds: rule.holds,
      here:
        rule.holds || !cells.value || !me.me
          ? ''
          : reasonsOf(noun.value, rule, cells.value, me.me.binding).map(reasonText).join(words.t('access.comma')),
    }));
  });

  const question = computed(() => asked.value?.question ?? null);
  const what = computed(() => {
    const now = question.value;
    if (!now) return '';
    if ('action' in now) return words.action(noun.value, now.action);
    return inside(groupText(fieldNamed(noun.value, now.field)?.group ?? 'basics'));
  });
  const verdict = computed(() => {
    const now = question.value;
    if (!now || !told.value) return '';
    if (told.value === 'missing') return words.t('access.why.missing');
    if (told.value === 'failed') return words.t('access.why.failed');
    const nouns = inside(words.noun(noun.value, 'many'));
    const kind = 'action' in now ? 'Action' : 'Field';
    const key = { no_rule: `noRule${kind}`, rows: `rows${kind}`, granted: `granted${kind}` } as const;
    return words.t(`access.why.${key[told.value.verdict]}` as 'access.why.noRuleField', {
      group: what.value,
      action: what.value,
      nouns,
    });
  });
  const aside = computed(() => {
    if (!told.value || typeof told.value === 'string' || !question.value) return '';
    if (told.value.verdict !== 'granted') return words.t('access.why.ask');
    if ('field' in question.value) return words.t('access.why.empty');
    return words.t('access.why.state', { noun: inside(words.noun(noun.value)) });
  });

  /** What is withheld on this row: groups of fields that did not come, actions that no rule of mine reaches. */
  const notSeen = computed(() =>
    !cells.value
      ? []
      : groupsOf(noun.value)
          .filter(({ fields }) => !fields.some((field) => Object.hasOwn(cells.value ?? {}, field)))
          .map(({ group, fields }) => ({
            key: group,
            label: groupText(group),
            question: { field: fields[0] ?? 'id' },
          })),
  );
  const notDone = computed(() =>
    !cells.value
      ? []
      : [...(isEntered(noun.value, 'basics', 'update') ? ['update'] : []), ...deedsOf(noun.value)]
          .filter((action) => !rights.value.may(noun.value, action, cells.value ?? {}))
          .map((action) => ({ key: action, label: words.action(noun.value, action), question: { action } })),
  );
  return {
    asked,
    title,
    question,
    what,
    verdict,
    aside,
    rules,
    loading: computed(() => (question.value ? told.value === null : row.value === null)),
    gone: computed(() => row.value === 'missing'),
    failed: computed(() => row.value === 'failed'),
    notSeen,
    notDone,
    ask: (now: WhyQuestion | null) => {
      if (asked.value) asked.value = { ...asked.value, question: now };
    },
    close: () => {
      asked.value = null;
    },
    again: load,
  };
};
