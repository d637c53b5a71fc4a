import { computed, ref, watch } from 'vue';
import { useRoute } from 'vue-router';
import { derivable } from '../../../shared/access/derivable.ts';
import { roleWidening } from '../../../shared/access/widening.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import { useNotices } from '../../face/notices.ts';
import { words } from '../../words/words.ts';
import { useAllRows } from '../all-rows.ts';
import { useCan } from '../can.ts';
import { useMe } from '../me.ts';
import { useNames } from '../names.ts';
import { useWaitingFor } from '../role_change/role-change.ts';
import { widenedTexts } from '../role_change/widened.ts';
import { roleName } from '../role-name.ts';
import { type ClauseLine, clauseLine, goneLine } from './clause-lines.ts';
import { useRoleDraft } from './draft.ts';
import { groupText } from './group-text.ts';
import { homeText } from './homes.ts';
import { type Clause, rulesOf } from './matrix.ts';
import { sections } from './nouns.ts';
import { inside, listText, type Saying } from './role-words.ts';

export type NounBlock = { readonly noun: NounName; readonly label: string; readonly lines: readonly ClauseLine[] };
export type SectionBlock = {
  readonly id: string;
  readonly label: string;
  readonly nouns: readonly NounBlock[];
  /** Nouns of which the role reaches nothing. */
  readonly unreached: readonly { readonly noun: NounName; readonly label: string }[];
};

/** The page of one role: its rules in words beside what they were, what is wrong with them, and saving. */
export const useRolePage = () => {
  const route = useRoute();
  const me = useMe();
  const notices = useNotices();
  const { can } = useCan();
  const nameOf = useNames();
  const id = ref(String(route.params.id));
  watch(
    () => route.params.id,
    (now) => {
      if (route.name === 'role') id.value = String(now);
    },
  );
  const role = useRoleDraft(id);
  const { draft, base } = role;
  const editable = computed(() => can('role', 'update'));
  const saying = computed<Saying>(() => ({ nameOf, currency: me.organisation.currency }));
  const people = useAllRows('person');
  const bearers = computed(() =>
    people.rows.value.filter(
      ({ roleIds, status }) => status !== 'suspended' && ((roleIds ?? []) as readonly string[]).includes(id.value),
    ),
  );

  const lines = computed<readonly ClauseLine[]>(() => {
    const now = draft.value?.matrix ?? [];
    const was = new Map((base.value?.matrix ?? []).map((clause) => [clause.id, clause]));
    const lineOf = (clause: Clause): ClauseLine =>
      clauseLine(clause, role.dirty.value ? (was.get(clause.id) ?? null) : undefined, saying.value);
    const kept = new Set(now.map((clause) => clause.id));
    const gone = [...was.values()].filter((clause) => !kept.has(clause.id));
    return [...now.map(lineOf), ...gone.map((clause) => goneLine(clause, saying.value))];
  });
  const blocks = computed<readonly SectionBlock[]>(() =>
    sections.map(({ id: section, nouns }) => ({
      id: section,
      label: words.t(`nav.${section}`),
      nouns: nouns
        .map((noun) => ({
          noun,
          label: words.noun(noun, 'many'),
          lines: lines.value.filter(({ clause }) => clause.on === noun),
        }))
        .filter((block) => block.lines.length > 0),
      unreached: nouns
        .filter((noun) => !lines.value.some(({ clause }) => clause.on === noun))
        .map((noun) => ({ noun, label: words.noun(noun, 'many') })),
    })),
  );
  /** The lines in the order in which they are seen: what J and K walk. */
  const walked = computed(() => blocks.value.flatMap(({ nouns }) => nouns.flatMap((noun) => noun.lines)));

  const rules = computed(() => rulesOf(draft.value?.matrix ?? []));
  const warnings = computed(() =>
    derivable(rules.value).map(({ noun, group, from }) => ({
      key: `${noun} ${group}`,
      text: words.t('access.role.warning', {
        what: groupText(group),
        noun: inside(words.noun(noun, 'many')),
        from: listText(
          [...new Set(from.map((one) => one.noun))].map((on) =>
            words.t('access.role.fieldOf', {
              field: listText(from.filter((one) => one.noun === on).map((one) => inside(words.field(on, one.field)))),
              noun: inside(words.noun(on, 'many')),
            }),
          ),
        ),
      }),
    })),
  );

  /** What the edit gives more of, in words: then a second person agrees, if there is one. */
  const gives = computed(() => widenedTexts(roleWidening(rulesOf(base.value?.matrix ?? []), rules.value)));
  const waiting = useWaitingFor('role', id);

  const name = computed(() => roleName(draft.value?.name ?? ''));
  const title = computed(() => name.value || words.noun('role'));
  const blocked = computed(() => {
    if (role.overtaken.value) return words.t('access.role.overtakenWhy');
    return role.faulty.value.size > 0 ? words.t('access.role.incomplete') : null;
  });
  const renamed = computed(() => {
    const [was, now] = [base.value, draft.value];
    if (!was || !now) return [];
    return [
      ...(was.name === now.name
        ? []
        : [{ label: words.t('access.review.name'), from: roleName(was.name), to: now.name }]),
      ...(was.home === now.home
        ? []
        : [{ label: words.t('access.review.home'), from: homeText(was.home), to: homeText(now.home) }]),
    ];
  });
  const changes = computed(() => role.differences.value.length + renamed.value.length);

  const discard = (): void => {
    const restore = role.discard();
    if (restore) notices.done(words.t('access.role.discarded'), restore);
  };
  /** Answers whether it is saved. */
  const save = async (why: string): Promise<boolean> => {
    const named = name.value;
    const answer = await role.save(why.trim() || null);
    if ('refused' in answer) {
      notices.refused(answer.refused);
      return false;
    }
    if ('waits' in answer) {
      notices.done(words.t('rights.done.asked'));
      return true;
    }
    notices.done(words.t('access.role.saved', { name: named }), async () => {
      const back = await answer.back();
      if (back && 'refused' in back) notices.refused(back.refused);
      else if (back) notices.done(words.t('rights.done.asked'));
      else notices.say(words.t('access.role.backAgain', { name: named }));
    });
    return true;
  };

  return {
    id,
    role,
    editable,
    saying,
    bearers,
    blocks,
    walked,
    rules,
    warnings,
    gives,
    waiting,
    name,
    title,
    home: computed(() => homeText(draft.value?.home ?? '')),
    blocked,
    renamed,
    changes,
    discard,
    save,
  };
};
