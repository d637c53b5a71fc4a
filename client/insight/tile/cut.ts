/**
 * A text that is no wider than its room: what is too long ends in an ellipsis.
 * @param width of a text, in the unit of `room`; a longer text is never narrower
 */
export const cutTo = (text: string, room: number, width: (text: string) => number): string => {
  if (width(text) <= room) return text;
  const letters = [...text];
  let fits = 0;
  let not = letters.length;
  while (not - fits > 1) {
    const half = Math.floor((fits + not) / 2);
    if (width(`${letters.slice(0, half).join('').trimEnd()}…`) <= room) fits = half;
    else not = half;
  }
  return `${letters.slice(0, fits).join('').trimEnd()}…`;
};
