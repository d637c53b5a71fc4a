import { words } from '../../words/words.ts';

/** What a group of fields is called. Apart from what else is said of roles, which no first screen needs. */
export const groupText = (group: string): string => words.maybe(`groups.${group}`) ?? group;
