/** Which of the two names of a customer or product a reader is shown: the one in the script of their language. */
const HAN = /\p{Script=Han}/u;

/** `label` where neither, or only it, is in that script. */
export const nameFor = (language: string, label: string, local: string | undefined): string => {
  if (local === undefined) return label;
  const fits = (name: string): boolean => HAN.test(name) === language.startsWith('zh');
  return !fits(label) && fits(local) ? local : label;
};
