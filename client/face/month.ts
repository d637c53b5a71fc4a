import { addDays, type Day, weekday } from '../../shared/base/day.ts';

type WithWeeks = Intl.Locale & {
  getWeekInfo?: () => { readonly firstDay: number };
  readonly weekInfo?: { readonly firstDay: number };
};

/** With which day a week begins where that language is spoken: 1 for Monday to 7 for Sunday. */
export const weekBegin = (language: string): number => {
  const locale = new Intl.Locale(language) as WithWeeks;
  return locale.getWeekInfo?.().firstDay ?? locale.weekInfo?.firstDay ?? 1;
};

/** The weeks of the day's month, whole: six of them always, so that nothing moves as one turns from month to month. */
export const monthOfDays = (day: Day, begin: number): readonly (readonly Day[])[] => {
  const first = `${day.slice(0, 7)}-01`;
  const from = addDays(first, -((weekday(first) - begin + 7) % 7));
  return [0, 1, 2, 3, 4, 5].map((week) => [0, 1, 2, 3, 4, 5, 6].map((at) => addDays(from, week * 7 + at)));
};
