/** Can the text be stored at all? A NUL ends a text in one of the databases, and half a surrogate pair is no character. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');

/** The beginning of a text that can be stored, at most so long; no character is cut in two. */
export const cutText = (text: string, max: number): string => {
  const short = text.slice(0, max);
  return short.isWellFormed() ? short : short.slice(0, -1);
};

/** Whether lists and objects are nested at most so deep in each other; a plain value has depth 0. */
export const isShallow = (value: unknown, depth: number): boolean => {
  if (value === null || typeof value !== 'object') return true;
  return depth > 0 && Object.values(value).every((part) => isShallow(part, depth - 1));
};

/** No input of a command is nested deeper; what is would end the stack of whoever walks through it. */
const DEEPEST = 64;

/** The path of the first part of a value that cannot be stored, a text or what is nested without end; null when all can. */
export const unstorable = (value: unknown, path = '', depth = DEEPEST): string | null => {
  if (typeof value === 'string') return isStorable(value) ? null : path;
  if (value === null || typeof value !== 'object') return null;
  if (depth === 0) return path;
  for (const [name, part] of Object.entries(value)) {
    const found = unstorable(part, path ? `${path}.${name}` : name, depth - 1);
    if (found !== null) return found;
  }
  return null;
};
