import { useMediaQuery } from '@vueuse/core';
import { computed, onScopeDispose, shallowRef, toRef, watch } from 'vue';
import { onBeforeRouteLeave, onBeforeRouteUpdate, useRoute, useRouter } from 'vue-router';
import type { BoardFilter } from '../../../shared/insight/board/board.tiles.ts';
import { useRights } from '../../access/rights.ts';
import { useKeys } from '../../face/keys.ts';
import { useNotices } from '../../face/notices.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { useArranging } from './arranging.ts';
import { useBoard } from './boards.ts';
import { useDoing } from './doing.ts';
import { useDraft } from './draft.ts';
import { filterOf, keptFilter, queryOfFilter } from './filter.ts';
import { narrowings } from './narrowing.ts';
import { arranged, shownOf } from './shown.ts';

/** A board's page: read, arranged, asked for another period, all of it in the address. */
export const useBoardPage = (props: { readonly id: string }) => {
  const route = useRoute();
  const router = useRouter();
  const rights = useRights();
  const notices = useNotices();
  const doing = useDoing();
  const isPhone = useMediaQuery('(max-width: 767px)');
  const { board, state } = useBoard(toRef(props, 'id'));
  const draft = useDraft(board);
  const arranging = useArranging(draft, isPhone);

  // On the way to another page the address is already that page's.
  const query = shallowRef(route.query);
  watch(
    () => route.query,
    (now) => {
      if (route.name === 'own-board') query.value = now;
    },
  );
  const isEditing = computed(() => query.value.edit === '1' && board.value?.isMine === true);
  const go = (changed: { readonly [name: string]: string | undefined }): void => {
    const next: { [name: string]: string } = {};
    for (const [name, value] of Object.entries({ ...query.value, ...changed }))
      if (typeof value === 'string') next[name] = value;
    void router.replace({ name: 'own-board', params: { id: props.id }, query: next });
  };

  const content = computed(() => (isEditing.value ? draft.content.value : board.value));
  const kept = computed(() => content.value?.filter ?? null);
  const filter = computed(() => filterOf(query.value, kept.value));
  const isModified = computed(() => Object.keys(queryOfFilter(filter.value, kept.value)).length > 0);
  const unnamed = Object.fromEntries(['period', 'compare', ...narrowings].map((name) => [name, undefined]));
  const ask = (now: BoardFilter): void => go({ ...unnamed, ...queryOfFilter(now, kept.value) });
  const asKept = (): void => go(unnamed);
  /** The filter of the address becomes the board's own: at once, or with the rest of what is being arranged. */
  const keep = async (): Promise<void> => {
    const to = keptFilter(filter.value);
    if (isEditing.value) draft.change({ filter: to });
    else if (
      board.value &&
      !(await doing.give('board.update', { id: props.id, set: { filter: { from: board.value.filter, to } } }))
    )
      return;
    asKept();
  };

  const tiles = computed(() => {
    const all = board.value?.tiles ?? [];
    return arranged(shownOf(rights.value, all), all.length);
  });

  const edit = (): void => go({ edit: '1' });
  const leave = (): void => {
    draft.forget();
    go({ edit: undefined });
  };
  const isSaving = shallowRef(false);
  const save = async (): Promise<void> => {
    const now = board.value;
    if (!now || isSaving.value) return;
    if (!draft.isDirty.value) return leave();
    const { base, content: mine } = draft;
    const before = base.value;
    const after = mine.value;
    const changed = {
      ...(JSON.stringify(before.tiles) === JSON.stringify(after.tiles)
        ? {}
        : { tiles: { from: before.tiles, to: after.tiles } }),
      ...(JSON.stringify(before.filter) === JSON.stringify(after.filter)
        ? {}
        : { filter: { from: before.filter, to: after.filter } }),
    };
    isSaving.value = true;
    const answer = await command('board.update', { id: now.id, set: changed });
    isSaving.value = false;
    // Saved elsewhere meanwhile: said on the page as soon as it has arrived, with both ways out.
    if ('refused' in answer) {
      if (answer.refused !== 'changed_meanwhile') notices.refused(answer);
      return;
    }
    leave();
    notices.done(words.t('boards.done.saved', { name: now.name }), () => {
      const back = Object.fromEntries(
        Object.entries(changed).map(([field, one]) => [field, { from: one.to, to: one.from }]),
      );
      void doing.give('board.update', { id: now.id, set: back });
    });
  };
  const discard = (): void => {
    const lost = draft.content.value;
    const wasDirty = draft.isDirty.value;
    draft.drop();
    leave();
    if (wasDirty)
      notices.done(words.t('boards.done.discarded'), () => {
        draft.change(lost);
        edit();
      });
  };

  useKeys([{ keys: 'e', label: 'keys.edit', run: () => !isEditing.value && board.value?.isMine && edit() }]);
  const say = (): void => {
    if (draft.isDirty.value && board.value)
      notices.say(words.t('boards.edit.stay', { name: board.value.name }), 'i-lucide-save');
  };
  onBeforeRouteLeave(() => say());
  onBeforeRouteUpdate((to, from) => {
    if (to.params.id !== from.params.id) say();
  });
  onScopeDispose(() => draft.forget());

  return {
    board,
    state,
    draft,
    arranging,
    isPhone,
    isEditing,
    filter,
    isModified,
    ask,
    asKept,
    keep,
    tiles,
    edit,
    save,
    isSaving,
    discard,
    leave,
  };
};
