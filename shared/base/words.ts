/**
 * How text is cut for searching, the same on both databases and on both ends: words of letters and digits in lower case,
 * and of Chinese, Japanese and Korean text each character and each pair of neighbours.
 */
const cjk = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const piece = /[\p{L}\p{N}]+/gu;
const LONGEST = 40;

export const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The words under which a text is found, each once. */
export const wordsOf = (text: string): readonly string[] => {
  const words = new Set<string>();
  for (const [run] of folded(text).matchAll(piece)) {
    if (!cjk.test(run)) {
      words.add(run.slice(0, LONGEST));
      continue;
    }
    let latin = '';
    let previous = '';
    for (const character of `${run} `) {
      if (cjk.test(character)) {
        words.add(character);
        if (previous) words.add(previous + character);
        previous = character;
      } else previous = '';
      if (cjk.test(character) || character === ' ') {
        if (latin) words.add(latin.slice(0, LONGEST));
        latin = '';
      } else latin += character;
    }
  }
  return [...words];
};

/** What each term of a search must find: Latin words by their beginning, CJK by the pair (a single character by itself). */
export const termsOf = (search: string): readonly { readonly word: string; readonly prefix: boolean }[] =>
  wordsOf(search)
    .filter(
      (word, _at, all) =>
        !(cjk.test(word) && [...word].length === 1 && all.some((other) => other !== word && other.includes(word))),
    )
    .map((word) => ({ word, prefix: !cjk.test(word) }));
