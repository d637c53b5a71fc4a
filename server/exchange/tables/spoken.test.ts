import { expect, test } from 'vitest';
import { languages } from '../../../shared/access/person/person.fields.ts';
import { tableOf } from '../../../shared/exchange/tables/table.kinds.ts';
import { tableNames } from '../../../shared/exchange/tables/table.names.ts';
import { labels } from '../labels.ts';
import { columnTitle } from './spoken.ts';

test.each(languages)('[IMP12] no two columns of a table bear the same name, in %s', (language) => {
  const words = labels(language);
  const twice = tableNames.flatMap((name) => {
    const titles = tableOf(name).columns.map((column) => columnTitle(column, words));
    return titles.filter((title, at) => titles.indexOf(title) !== at).map((title) => `${name}: ${title}`);
  });
  expect(twice).toEqual([]);
});
