import type { RowOf } from '../../catalogue.ts';

type Place = Pick<RowOf<'address'>, 'street' | 'city' | 'postalCode' | 'country'>;

const HAN = /\p{Script=Han}/u;

/**
 * An address as it is written on a parcel, in one text: from the largest to the smallest where it is written in Chinese
 * characters, else the other way round. The country's letters end it where it is not `home`, the customer's own.
 */
export const addressText = ({ street, city, postalCode, country }: Place, home: string): string => {
  const lines = street
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const abroad = country === '' || country === home ? [] : [country];
  if (HAN.test(street)) {
    // The town is often typed with the street: it is not said twice.
    const town = city && !street.includes(city) ? city : '';
    return [[postalCode, `${town}${lines.join('')}`].filter(Boolean).join(' '), ...abroad].join(', ');
  }
  return [...lines, [city, postalCode].filter(Boolean).join(' '), ...abroad].filter(Boolean).join(', ');
};
