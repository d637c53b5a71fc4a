import type { English } from './en.ts';
import { merge } from './merge.ts';
import access from './zh-CN/access.json' with { type: 'json' };
import approvals from './zh-CN/approvals.json' with { type: 'json' };
import boards from './zh-CN/boards.json' with { type: 'json' };
import choices from './zh-CN/choices.json' with { type: 'json' };
import customers from './zh-CN/customers.json' with { type: 'json' };
import deputies from './zh-CN/deputies.json' with { type: 'json' };
import documents from './zh-CN/documents.json' with { type: 'json' };
import entry from './zh-CN/entry.json' with { type: 'json' };
import exchange from './zh-CN/exchange.json' with { type: 'json' };
import finance from './zh-CN/finance.json' with { type: 'json' };
import inbox from './zh-CN/inbox.json' with { type: 'json' };
import insight from './zh-CN/insight.json' with { type: 'json' };
import live from './zh-CN/live.json' with { type: 'json' };
import mail from './zh-CN/mail.json' with { type: 'json' };
import occasions from './zh-CN/occasions.json' with { type: 'json' };
import pictures from './zh-CN/pictures.json' with { type: 'json' };
import prices from './zh-CN/prices.json' with { type: 'json' };
import quotes from './zh-CN/quotes.json' with { type: 'json' };
import refusals from './zh-CN/refusals.json' with { type: 'json' };
import sales from './zh-CN/sales.json' with { type: 'json' };
import shell from './zh-CN/shell.json' with { type: 'json' };
import system from './zh-CN/system.json' with { type: 'json' };
import targets from './zh-CN/targets.json' with { type: 'json' };
import together from './zh-CN/together.json' with { type: 'json' };
import viewing from './zh-CN/viewing.json' with { type: 'json' };
import wall from './zh-CN/wall.json' with { type: 'json' };
import walls from './zh-CN/walls.json' with { type: 'json' };
import warehouse from './zh-CN/warehouse.json' with { type: 'json' };

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
