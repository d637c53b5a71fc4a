/** A calendar day as 'YYYY-MM-DD', from 0001-01-01 to 9999-12-31; text order is the order in time. */
export type Day = string;

/** The spans by which numbers are given out and taxes declared; two_months are Taiwan's: January–February and so on. */
export type PeriodKind = 'month' | 'two_months' | 'year';

const DAY_MS = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const monthLength = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;

type Civil = { year: number; month: number; date: number };

function civil(day: Day): Civil | null {
  const [, y, m, d] = SHAPE.exec(day) ?? [];
  const [year, month, date] = [Number(y), Number(m), Number(d)];
  const real = year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= monthLength(year, month);
  return real ? { year, month, date } : null;
}

function read(day: Day): Civil {
  const parts = civil(day);
  if (!parts) throw new RangeError(`not a day: ${day}`);
  return parts;
}

function write(year: number, month: number, date: number): Day {
  if (!(year >= 1 && year <= 9999)) throw new RangeError(`no such year: ${year}`);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** Days since 1970-01-01; years begin in March here, so that the leap day is the last of its year. */
function serial({ year, month, date }: Civil): number {
  const y = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719_468;
}

function fromSerial(days: number): Day {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const inEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1_460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const dayOfYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const date = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return write(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, date);
}

/** Whether the text is a day of the calendar, written in full. */
export const isDay = (text: string): boolean => civil(text) !== null;

/** The day `n` days later (earlier when negative). Throws RangeError outside the years 1 to 9999. */
export const addDays = (day: Day, n: number): Day => fromSerial(serial(read(day)) + n);

/** The same date `n` months later, or the month's last day where it has no such date: 31 January + 1 is 28 February. */
export function addMonths(day: Day, n: number): Day {
  const { year, month, date } = read(day);
  const months = year * 12 + (month - 1) + n;
  const toYear = Math.floor(months / 12);
  const toMonth = months - toYear * 12 + 1;
  return write(toYear, toMonth, Math.min(date, monthLength(toYear, toMonth)));
}

/** Days from the first to the second; negative when the second is earlier. */
export const daysBetween = (from: Day, to: Day): number => serial(read(to)) - serial(read(from));

/** 1 for Monday to 7 for Sunday. */
export const weekday = (day: Day): number => ((((serial(read(day)) + 3) % 7) + 7) % 7) + 1;

/** 'YYYY-MM'. */
export function monthOf(day: Day): string {
  read(day);
  return day.slice(0, 7);
}

export function endOfMonth(day: Day): Day {
  const { year, month } = read(day);
  return write(year, month, monthLength(year, month));
}

/** First and last day of the period that holds the day, both included. */
export function periodBounds(day: Day, kind: PeriodKind): { from: Day; to: Day } {
  const { year, month } = read(day);
  if (kind === 'year') return { from: write(year, 1, 1), to: write(year, 12, 31) };
  const first = kind === 'month' || month % 2 === 1 ? month : month - 1;
  const last = kind === 'month' ? month : first + 1;
  return { from: write(year, first, 1), to: write(year, last, monthLength(year, last)) };
}

/** The period's key, for number series and comparisons: '2026-03', '2026', or '2026-03/04' for two months. */
export function periodOf(day: Day, kind: PeriodKind): string {
  const { from, to } = periodBounds(day, kind);
  if (kind === 'year') return from.slice(0, 4);
  return kind === 'month' ? from.slice(0, 7) : `${from.slice(0, 7)}/${to.slice(5, 7)}`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const found = formatters.get(timeZone);
  if (found) return found;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
}

type Wall = { days: number; seconds: number };

/** What calendar and clock on the wall show at an instant: days since 1970-01-01 and seconds of that day. */
function wallAt(instantMs: number, timeZone: string): Wall {
  const shown = new Map(
    formatterOf(timeZone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(shown.get(type));
  const days = serial({ year: of('year'), month: of('month'), date: of('day') });
  return { days, seconds: of('hour') * 3600 + of('minute') * 60 + of('second') };
}

/**
 * The day that the calendar shows at an instant in a place.
 * @param instantMs ms since 1970-01-01 UTC
 * @param timeZone IANA name; an unknown one throws RangeError
 */
export const dayOf = (instantMs: number, timeZone: string): Day => fromSerial(wallAt(instantMs, timeZone).days);

/** The full hour, 0 to 23, that the clock shows at an instant (ms) in a place; an unknown zone throws RangeError. */
export const hourOf = (instantMs: number, timeZone: string): number =>
  Math.floor(wallAt(instantMs, timeZone).seconds / 3600);

/**
 * The first instant of a day in a place, in ms since 1970-01-01 UTC. Where summer time leaves midnight out, the day
 * begins when it ends; where midnight comes twice, at the first; where a place skipped the day, with the next.
 */
export function startOfDay(day: Day, timeZone: string): number {
  const midnight = serial(read(day)) * DAY_MS;
  const ahead = (instant: number): number => {
    const { days, seconds } = wallAt(instant, timeZone);
    return days * DAY_MS + seconds * 1000 - Math.floor(instant / 1000) * 1000;
  };
  const before = midnight - ahead(midnight - DAY_MS);
  const after = midnight - ahead(midnight + DAY_MS);
  const shows = (instant: number) => instant + ahead(instant) === midnight;
  const [early, late] = before < after ? [before, after] : [after, before];
  if (shows(early)) return early;
  if (shows(late)) return late;
  let [low, high] = [early, late]; // the wall clock jumps over midnight somewhere between the two
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle + ahead(middle) >= midnight) high = middle;
    else low = middle;
  }
  return high;
}
