/** A role's code from its name: what Latin letters it has, else `role`; with a number where that is taken. */
export const codeFrom = (name: string, taken: ReadonlySet<string>): string => {
  const bare = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 50);
  const stem = bare || 'role';
  if (!taken.has(stem)) return stem;
  for (let n = 2; ; n++) if (!taken.has(`${stem}_${n}`)) return `${stem}_${n}`;
};
