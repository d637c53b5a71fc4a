/** Can the text be stored at all? A NUL ends a text in one of the databases, and half a surrogate pair is no character. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** The path of the first text anywhere in a value that cannot be stored; null when all can. */
export const unstorable = (value: unknown, path = ''): string | null => {
  if (typeof value === 'string') return isStorable(value) ? null : path;
  if (value === null || typeof value !== 'object') return null;
  for (const [name, part] of Object.entries(value)) {
    const found = unstorable(part, path ? `${path}.${name}` : name);
    if (found !== null) return found;
  }
  return null;
};
