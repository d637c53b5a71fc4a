import { fieldNamed, type NounName, nounNamed } from '../../shared/catalogue.ts';

/** By what a noun's lists are sorted unless somebody asks for another order, if that tells its rows apart and is never empty: else null. */
export const listedBy = (noun: NounName): string | null => {
  const { sort, unique = [] } = nounNamed(noun);
  const [first] = sort;
  const field = first && fieldNamed(noun, first.field);
  if (!first || field?.kind !== 'text' || field.nullable || field.personal) return null;
  return unique.some((fields) => fields.length === 1 && fields[0] === first.field) ? first.field : null;
};
