import type { English } from './en.ts';
import { merge } from './merge.ts';
import access from './zh-TW/access.json' with { type: 'json' };
import approvals from './zh-TW/approvals.json' with { type: 'json' };
import boards from './zh-TW/boards.json' with { type: 'json' };
import choices from './zh-TW/choices.json' with { type: 'json' };
import customers from './zh-TW/customers.json' with { type: 'json' };
import deputies from './zh-TW/deputies.json' with { type: 'json' };
import documents from './zh-TW/documents.json' with { type: 'json' };
import entry from './zh-TW/entry.json' with { type: 'json' };
import exchange from './zh-TW/exchange.json' with { type: 'json' };
import finance from './zh-TW/finance.json' with { type: 'json' };
import inbox from './zh-TW/inbox.json' with { type: 'json' };
import insight from './zh-TW/insight.json' with { type: 'json' };
import live from './zh-TW/live.json' with { type: 'json' };
import mail from './zh-TW/mail.json' with { type: 'json' };
import occasions from './zh-TW/occasions.json' with { type: 'json' };
import pictures from './zh-TW/pictures.json' with { type: 'json' };
import prices from './zh-TW/prices.json' with { type: 'json' };
import quotes from './zh-TW/quotes.json' with { type: 'json' };
import refusals from './zh-TW/refusals.json' with { type: 'json' };
import sales from './zh-TW/sales.json' with { type: 'json' };
import shell from './zh-TW/shell.json' with { type: 'json' };
import system from './zh-TW/system.json' with { type: 'json' };
import targets from './zh-TW/targets.json' with { type: 'json' };
import together from './zh-TW/together.json' with { type: 'json' };
import viewing from './zh-TW/viewing.json' with { type: 'json' };
import wall from './zh-TW/wall.json' with { type: 'json' };
import walls from './zh-TW/walls.json' with { type: 'json' };
import warehouse from './zh-TW/warehouse.json' with { type: 'json' };

const words: English = merge(
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

export default words;
