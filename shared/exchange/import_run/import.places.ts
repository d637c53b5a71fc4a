/** What is most likely of a file by the country that most of its lines name. A proposal, shown before the run. */
const places: { readonly [country: string]: readonly [currency: string, timeZone: string] } = {
  'united kingdom': ['GBP', 'Europe/London'],
  uk: ['GBP', 'Europe/London'],
  gb: ['GBP', 'Europe/London'],
  taiwan: ['TWD', 'Asia/Taipei'],
  tw: ['TWD', 'Asia/Taipei'],
  臺灣: ['TWD', 'Asia/Taipei'],
  台灣: ['TWD', 'Asia/Taipei'],
  china: ['CNY', 'Asia/Shanghai'],
  cn: ['CNY', 'Asia/Shanghai'],
  中国: ['CNY', 'Asia/Shanghai'],
  中國: ['CNY', 'Asia/Shanghai'],
  'hong kong': ['HKD', 'Asia/Hong_Kong'],
  hk: ['HKD', 'Asia/Hong_Kong'],
  japan: ['JPY', 'Asia/Tokyo'],
  jp: ['JPY', 'Asia/Tokyo'],
  germany: ['EUR', 'Europe/Berlin'],
  de: ['EUR', 'Europe/Berlin'],
  france: ['EUR', 'Europe/Paris'],
  fr: ['EUR', 'Europe/Paris'],
  singapore: ['SGD', 'Asia/Singapore'],
  sg: ['SGD', 'Asia/Singapore'],
};

const placeOf = (country: string): readonly [string, string] | null => {
  const key = country.trim().toLowerCase();
  return Object.hasOwn(places, key) ? (places[key] ?? null) : null;
};

/** Null where nothing is known of the country. */
export const currencyOfCountry = (country: string): string | null => placeOf(country)?.[0] ?? null;
export const zoneOfCountry = (country: string): string | null => placeOf(country)?.[1] ?? null;
