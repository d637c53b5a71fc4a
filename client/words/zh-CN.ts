import type { English } from './en.ts';
import { merge } from './merge.ts';
import access from './zh-CN/access.json' with { type: 'json' };
import boards from './zh-CN/boards.json' with { type: 'json' };
import exchange from './zh-CN/exchange.json' with { type: 'json' };
import finance from './zh-CN/finance.json' with { type: 'json' };
import insight from './zh-CN/insight.json' with { type: 'json' };
import live from './zh-CN/live.json' with { type: 'json' };
import occasions from './zh-CN/occasions.json' with { type: 'json' };
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
