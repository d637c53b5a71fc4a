import access from './en/access.json' with { type: 'json' };
import approvals from './en/approvals.json' with { type: 'json' };
import boards from './en/boards.json' with { type: 'json' };
import choices from './en/choices.json' with { type: 'json' };
import customers from './en/customers.json' with { type: 'json' };
import deputies from './en/deputies.json' with { type: 'json' };
import documents from './en/documents.json' with { type: 'json' };
import entry from './en/entry.json' with { type: 'json' };
import exchange from './en/exchange.json' with { type: 'json' };
import finance from './en/finance.json' with { type: 'json' };
import inbox from './en/inbox.json' with { type: 'json' };
import insight from './en/insight.json' with { type: 'json' };
import live from './en/live.json' with { type: 'json' };
import mail from './en/mail.json' with { type: 'json' };
import occasions from './en/occasions.json' with { type: 'json' };
import pictures from './en/pictures.json' with { type: 'json' };
import prices from './en/prices.json' with { type: 'json' };
import quotes from './en/quotes.json' with { type: 'json' };
import refusals from './en/refusals.json' with { type: 'json' };
import sales from './en/sales.json' with { type: 'json' };
import shell from './en/shell.json' with { type: 'json' };
import system from './en/system.json' with { type: 'json' };
import targets from './en/targets.json' with { type: 'json' };
import together from './en/together.json' with { type: 'json' };
import viewing from './en/viewing.json' with { type: 'json' };
import wall from './en/wall.json' with { type: 'json' };
import walls from './en/walls.json' with { type: 'json' };
import warehouse from './en/warehouse.json' with { type: 'json' };
import { merge } from './merge.ts';

/** English is the language that the others are typed by: a key exists when it exists here. */
const words = merge(
  access,
  approvals,
  boards,
  choices,
  customers,
  deputies,
  documents,
  entry,
  exchange,
  finance,
  inbox,
  insight,
  live,
  mail,
  occasions,
  pictures,
  prices,
  quotes,
  refusals,
  sales,
  shell,
  system,
  targets,
  together,
  viewing,
  wall,
  walls,
  warehouse,
);

export type English = typeof words;
export default words;
