/** A firm with goods, everybody of it signed in with a screen: what each road is tried on. */
import { type NounName, nounNamed, nounNames } from '../../shared/catalogue.ts';
import { type Row, seen, type Who } from '../agreement/oracle.ts';
import type { Answered, Desk } from '../live/desk.ts';
import { CODES, type Code, Firm } from '../live/firm.ts';
import { type Goods, goods } from '../live/goods.ts';
import type { Screen } from '../live/screen.ts';
import { shareViews } from '../live/views.ts';

export const NOUNS: readonly NounName[] = nounNames.filter((noun) => !nounNamed(noun).unlogged);

/** What others may not tell apart: the status and every byte of the body. */
export const heard = ({ status, text }: Answered): string => `${status} ${text}`;

export type Roads = {
  readonly firm: Firm;
  readonly trade: Goods;
  readonly tables: { readonly [noun: string]: Row[] };
  of(code: Code): { who: Who; screen: Screen; desk: Desk };
  /** Rows that the person does not see. */
  hidden(who: Who, noun: string): Row[];
  /** Nouns of which the person sees some row. */
  seenNouns(who: Who): NounName[];
};

export const roads = async (): Promise<Roads> => {
  const firm = await Firm.open('sqlite');
  const trade = await goods(firm, { pieces: 40_000 });
  await shareViews(firm);
  const whos = new Map<Code, Who>();
  const screens = new Map<Code, Screen>();
  for (const code of CODES) {
    whos.set(code, await firm.who(code));
    screens.set(code, await firm.screen(code));
  }
  const tables = await firm.tables();
  return {
    firm,
    trade,
    tables,
    of: (code) => {
      const screen = screens.get(code) as Screen;
      return { who: whos.get(code) as Who, screen, desk: screen.desk };
    },
    hidden: (who, noun) => (tables[noun] ?? []).filter((row) => seen(who, noun, row) === null),
    seenNouns: (who) => NOUNS.filter((noun) => (tables[noun] ?? []).some((row) => seen(who, noun, row))),
  };
};
