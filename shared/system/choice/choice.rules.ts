import type { InputOf } from '../../base/command.ts';
import type { Change, Decision } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { NounName, RowOf } from '../../catalogue.ts';
import type { choiceCommands } from './choice.commands.ts';
import type { ChoiceList } from './choice.fields.ts';

type Choice = RowOf<'choice'>;
/** Choices on one list, at most: a list is read as a whole where something is chosen from it. */
export const CHOICES_AT_MOST = 200;

/** A choice as its readers call it. */
export const choiceName = (
  { name, traditionalName, simplifiedName }: Partial<Pick<Choice, 'name' | 'traditionalName' | 'simplifiedName'>>,
  language: string,
): string =>
  (language === 'zh-TW' ? traditionalName : language === 'zh-CN' ? simplifiedName : null) ||
  name ||
  traditionalName ||
  simplifiedName ||
  '';

/**
 * What is left out of a new one stands last, is in use, and counts as another reason. Refuses `choice.exists` (with `code`)
 * where what `isNew` is there already, and `choice.too_many`. Answers `id`.
 */
export const set = (
  { target, count }: { readonly target: Choice | null; readonly count: number },
  { isNew, ...input }: InputOf<(typeof choiceCommands)['choice.set']>,
  { newId }: { readonly newId: () => string },
): Decision => {
  if (target && isNew) return { refused: 'choice.exists', field: 'code', with: { code: input.code } };
  const counted = input.list === 'cancel' ? (input.countsAs ?? target?.countsAs ?? 'other') : null;
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  if (target)
    return {
      changes: [{ op: 'update', noun: 'choice', id: target.id, set: { ...given, countsAs: counted } }],
      answer: { id: target.id },
    };
  if (count >= CHOICES_AT_MOST) return { refused: 'choice.too_many', with: { limit: CHOICES_AT_MOST } };
  const id = newId();
  const whole = { position: (count + 1) * 10, active: true, ...given, countsAs: counted };
  return { changes: [{ op: 'insert', noun: 'choice', id, set: whole }], answer: { id } };
};

/** What a reason counts as is said of those to cancel alone. Refuses `changed_meanwhile` (`field`). Answers `id`. */
export const update = ({ target }: { readonly target: Choice }, { set }: { readonly set: Edits }): Decision => {
  const edits = edited(target, set);
  if ('refused' in edits) return edits;
  const counted = target.list === 'cancel' ? {} : { countsAs: null };
  return {
    changes: [{ op: 'update', noun: 'choice', id: target.id, set: { ...edits.set, ...counted } }],
    answer: { id: target.id },
  };
};

/** Refuses `choice.used`. */
export const remove = ({ target }: { readonly target: Choice }): Decision =>
  target.used
    ? { refused: 'choice.used' }
    : { changes: [{ op: 'delete', noun: 'choice', id: target.id }], answer: { id: target.id } };

/**
 * A decision, with what was chosen from a list marked on the row that it makes (`on`) or changes (`id`). Refuses
 * `choice.not_offered` for one of another list, and for one out of use.
 */
export const choosing = (
  choice: Choice | null,
  list: ChoiceList,
  decision: Decision,
  mark: { readonly on: NounName; readonly id?: string; readonly cells: (choice: Choice) => object },
): Decision => {
  if (!choice || 'refused' in decision) return decision;
  if (choice.list !== list || !choice.active) return { refused: 'choice.not_offered' };
  const cells = mark.cells(choice);
  const { on, id } = mark;
  const changes = decision.changes.map((change): Change => {
    if (id !== undefined || change.noun !== on || change.op !== 'insert') return change;
    return { ...change, set: { ...change.set, ...cells } } as Change;
  });
  const more: Change[] = [];
  if (id !== undefined) more.push({ op: 'update', noun: on, id, set: cells } as Change);
  if (!choice.used) more.push({ op: 'update', noun: 'choice', id: choice.id, set: { used: true } });
  return { ...decision, changes: [...changes, ...more] };
};
