import { fieldNamed, type NounName } from '../../../shared/catalogue.ts';
import { useMe } from '../me.ts';

/** Does whom one looks as see this field, and who looks never? Then its place is shown, and that it is hidden. */
export const isMasked = (noun: NounName, field: string): boolean => {
  const groups = useMe().me?.viewing?.masked[noun];
  const group = fieldNamed(noun, field)?.group;
  return group !== undefined && (groups?.includes(group) ?? false);
};
