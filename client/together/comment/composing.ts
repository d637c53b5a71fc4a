import { computed, nextTick, type Ref, ref, shallowRef } from 'vue';
import { type Choice, fitting, keptText, type Labels, labelled, namedAt } from './written.ts';

/** Choices offered at once. */
const OFFERED = 8;

/**
 * A text in which people and fields can be named: `@` and `=` offer them, arrows choose, Enter or Tab takes.
 * @param people asked for at the first `@`
 */
export const useComposing = (
  box: Ref<HTMLTextAreaElement | undefined>,
  begun: { readonly typed: string; readonly labels: Labels },
  fields: () => readonly Choice[],
  people: () => Promise<readonly Choice[]>,
) => {
  const typed = ref(begun.typed);
  const labels = shallowRef(begun.labels);
  const known = shallowRef<readonly Choice[]>([]);
  const naming = shallowRef<ReturnType<typeof namedAt>>(null);
  const active = ref(0);
  let asked = false;

  const offered = computed<readonly Choice[]>(() => {
    const at = naming.value;
    if (!at) return [];
    return fitting(at.kind === 'person' ? known.value : fields(), at.begun, OFFERED);
  });
  const look = (): void => {
    const at = box.value?.selectionStart ?? typed.value.length;
    naming.value = namedAt(typed.value, at);
    active.value = 0;
    if (naming.value?.kind !== 'person' || asked) return;
    asked = true;
    void people().then((found) => {
      known.value = found;
      // Nobody came: cut off, perhaps. It is asked again at the next sign.
      asked = found.length > 0;
    });
  };
  const close = (): void => {
    naming.value = null;
  };
  const take = async (choice: Choice): Promise<void> => {
    const at = naming.value;
    if (!at) return;
    const label = labelled(labels.value, choice);
    labels.value = new Map(labels.value).set(label, choice);
    const after = typed.value.slice(at.from + 1 + at.begun.length);
    const put = `${label}${after.startsWith(' ') ? '' : ' '}`;
    typed.value = `${typed.value.slice(0, at.from)}${put}${after}`;
    close();
    await nextTick();
    const caret = at.from + put.length;
    box.value?.focus();
    box.value?.setSelectionRange(caret, caret);
  };
  /** True where the key was for the choices. */
  const onKey = (event: KeyboardEvent): boolean => {
    const { length } = offered.value;
    if (length === 0 || event.isComposing) return false;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) active.value = (active.value + by + length) % length;
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab')
      void take(offered.value[active.value] as Choice);
    else if (event.key === 'Escape') close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return {
    typed,
    labels,
    offered,
    active,
    look,
    close,
    take,
    onKey,
    kept: computed(() => keptText(typed.value, labels.value).trim()),
    clear: () => {
      typed.value = '';
      labels.value = new Map();
      close();
    },
  };
};
