import { languageChoices } from '../../words/codes.ts';
import type { FieldSpec } from '../edit/row-editing.ts';

/** The fields of a contact as they are entered. */
export const contactFields: readonly FieldSpec[] = [
  { name: 'name', required: true },
  { name: 'position' },
  { name: 'phone' },
  { name: 'email' },
  { name: 'languages', kind: 'many', choices: languageChoices },
];
