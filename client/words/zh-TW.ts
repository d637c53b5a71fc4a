import type { English } from './en.ts';
import { merge } from './merge.ts';
import access from './zh-TW/access.json' with { type: 'json' };
import boards from './zh-TW/boards.json' with { type: 'json' };
import exchange from './zh-TW/exchange.json' with { type: 'json' };
import finance from './zh-TW/finance.json' with { type: 'json' };
import insight from './zh-TW/insight.json' with { type: 'json' };
import live from './zh-TW/live.json' with { type: 'json' };
import occasions from './zh-TW/occasions.json' with { type: 'json' };
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
  boards,
  exchange,
  finance,
  insight,
  live,
  occasions,
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
