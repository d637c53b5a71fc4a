import { nounNamed } from '../../shared/catalogue.ts';
import { mentionOf, quoteOf } from '../../shared/together/comment/comment.text.ts';
import type { Company } from '../system/company.ts';
import type { Cast } from './people.ts';
import type { Stage } from './stage.ts';

/** Orders on which something was said, at most. */
const ORDERS = 6;
const MINUTE = 60_000;

/** What colleagues say to each other about the youngest orders that wait for goods or are on their way. */
export const enterComments = async (company: Company, stage: Stage, cast: Cast, at: number): Promise<void> => {
  const found = await company.store.read((query) =>
    query.all(
      `SELECT "id", "sellerId" FROM "${nounNamed('order').table}" WHERE "status" = 'confirmed' ORDER BY "number" DESC LIMIT ${ORDERS}`,
    ),
  );
  const [clerk = ''] = cast.clerks;
  // Nothing leaves a demonstration; that they would have had a mail is seen.
  const wanted = { mentions: true, digest: 'daily', hour: 8, weekday: 1 };
  await stage.act(cast.warehouseManager, at - (ORDERS + 1) * 5 * MINUTE, 'mail_choice.set', wanted);
  const talk: readonly (readonly (readonly [by: 'seller' | 'warehouse' | 'clerk', text: string])[])[] = [
    [
      [
        'seller',
        `${mentionOf(cast.warehouseManager)} they need all of it by ${quoteOf('promisedOn')}. Can we make it in one delivery?`,
      ],
      ['warehouse', 'The rest comes in tomorrow morning; it goes out at noon.'],
    ],
    [['seller', '客戶要求送貨前一天先來電。']],
    [['clerk', `The transfer for ${quoteOf('number')} has arrived, the customer sent the slip.`]],
  ];
  for (const [n, row] of found.entries()) {
    const by = { seller: String(row.sellerId), warehouse: cast.warehouseManager, clerk };
    for (const [turn, [who, text]] of (talk[n % talk.length] ?? []).entries())
      await stage.act(by[who], at - (ORDERS - n) * 5 * MINUTE + turn * MINUTE, 'comment.write', {
        aboutNoun: 'order',
        aboutId: String(row.id),
        text,
      });
  }
};
