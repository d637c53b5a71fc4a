import { expect, test } from 'vitest';
import { nounNamed, nounNames } from '../../shared/catalogue.ts';
import { listedBy } from './listed.ts';

test('[S3] by what the rows of a word stand is kept with each word: whoever changes it here adds a migration that lays the words anew', () => {
  const searched = nounNames.filter((noun) =>
    Object.values(nounNamed(noun).fields).some(({ searchable }) => searchable),
  );
  expect(Object.fromEntries(searched.map((noun) => [noun, listedBy(noun)]))).toEqual({
    customer: 'number',
    expected_receipt: null,
    invoice: null,
    order: 'number',
    part_number: null,
    person: null,
    price: null,
    product: 'sku',
    quote: 'number',
    receipt: 'number',
    receivable: null,
    shipment: 'number',
    stock: null,
  });
});
