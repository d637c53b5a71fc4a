import { navigation } from '../../face/navigation.ts';
import { words } from '../../words/words.ts';

export const homeText = (home: string): string => words.maybe(`nav.${home.replace(/^\//, '')}`) ?? home;

/** Pages where people of a role may begin. */
export const homes = (): { readonly value: string; readonly label: string }[] =>
  navigation.map(({ id, label }) => ({ value: `/${id}`, label: words.t(label) }));
