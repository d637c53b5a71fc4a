/** A refusal of an input's form, as a sentence that names the field in the reader's language and what to do about it. */

export type InputRefusal = {
  readonly refused: string;
  /** The way to the field in the input: `contacts.0.email`, `set.text.to`. */
  readonly field?: string | undefined;
  readonly with?: { readonly [name: string]: unknown } | undefined;
};
type Fields = { readonly [noun: string]: { readonly [field: string]: string } };

/** Parts of the way that are no field's name: an edit's two values. */
const BETWEEN = new Set(['from', 'to']);
/** By what the form's check says: which message of `refusals.input` it is. */
const MESSAGES: { readonly [rule: string]: string } = {
  max_length: 'too_long',
  min_length: 'missing',
  max_value: 'number',
  min_value: 'number',
  integer: 'number',
  safe_integer: 'number',
  number: 'number',
  email: 'email',
  text: 'sign',
};

/**
 * The message's key and its values; `field` is the field's own name, with its row where it is one of several, or null where
 * no field is named or its name is no word.
 */
export const inputFault = (
  { field: path = '', with: more }: InputRefusal,
  fields: Fields,
): { readonly key: string; readonly field: string | null; readonly row: number | null; readonly limit: unknown } => {
  const parts = path.split('.').filter((part) => part !== '' && !BETWEEN.has(part));
  const name = parts.findLast((part) => !/^\d+$/.test(part));
  const at = parts.find((part) => /^\d+$/.test(part));
  const noun = typeof more?.noun === 'string' ? more.noun : '';
  const named = (one: string): string | undefined =>
    name !== undefined && Object.hasOwn(fields[one] ?? {}, name) ? fields[one]?.[name] : undefined;
  const word = name === undefined ? undefined : [noun, 'any', ...Object.keys(fields)].map(named).find(Boolean);
  const message =
    typeof more?.rule === 'string' && Object.hasOwn(MESSAGES, more.rule) ? MESSAGES[more.rule] : undefined;
  const limit = more?.limit ?? null;
  const key = message === 'too_long' && limit === null ? 'invalid' : (message ?? 'invalid');
  return { key, field: word ?? null, row: at === undefined ? null : Number(at) + 1, limit };
};
