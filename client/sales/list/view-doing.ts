/** What is done with a kept view. Each has a way back beside the word that says it. */
import { cutText } from '../../../shared/base/text.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import type { Reader } from '../../../shared/insight/reader.ts';
import { useNotices } from '../../face/notices.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import type { View } from './views.ts';

/** UTF-16 units, as the field has it. */
const NAME = 80;

/** `open` leads to a view by its id. */
export const useViewDoing = (noun: NounName, open: (id: string) => void) => {
  const notices = useNotices();
  /** The id of the view that it was done with; null where it was refused, which is said. */
  const give = async (name: string, input: object): Promise<string | null> => {
    const answer = await command(name, input);
    if ('ok' in answer) return String(answer.answer.id);
    notices.refused(answer);
    return null;
  };
  const save = (name: string, query: string, id?: string): Promise<string | null> =>
    give('saved_view.save', { ...(id ? { id } : {}), on: noun, name, query });
  /** What it asks stays as it is kept by then: it may have been saved anew since the name was given. */
  const saveName = (id: string, name: string): Promise<string | null> =>
    give('saved_view.save', { id, on: noun, name });

  const rename = async ({ id, label }: View, name: string): Promise<void> => {
    if (name === label || !(await saveName(id, name))) return;
    notices.done(words.t('views.done.renamed', { name }), () => saveName(id, label));
  };
  const copy = async ({ label, query }: View): Promise<void> => {
    if (query === null) return;
    const name = cutText(words.t('views.copyOf', { name: label }), NAME);
    const id = await save(name, query);
    if (!id) return;
    notices.done(words.t('views.done.copied', { name }), () => give('saved_view.remove', { id }));
    open(id);
  };
  const share = async ({ id, label, shares }: View, readers: readonly Reader[]): Promise<boolean> => {
    if (!(await give('saved_view.share', { id, shares: readers }))) return false;
    const said = readers.length === 0 ? 'views.done.unshared' : 'views.done.shared';
    notices.done(words.t(said, { name: label }), () => give('saved_view.share', { id, shares }));
    return true;
  };
  /** True when it is gone. */
  const remove = async ({ id, label, query, shares }: View): Promise<boolean> => {
    if (query === null || !(await give('saved_view.remove', { id }))) return false;
    notices.done(words.t('views.done.removed', { name: label }), async () => {
      const anew = await save(label, query);
      if (anew && shares.length > 0) await give('saved_view.share', { id: anew, shares });
    });
    return true;
  };
  return { save, rename, copy, share, remove };
};
