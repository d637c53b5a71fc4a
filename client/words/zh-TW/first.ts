import { merge } from '../merge.ts';
import access from './access.json' with { type: 'json' };
import boards from './boards.json' with { type: 'json' };
import finance from './finance.json' with { type: 'json' };
import inbox from './inbox.json' with { type: 'json' };
import insight from './insight.json' with { type: 'json' };
import live from './live.json' with { type: 'json' };
import occasions from './occasions.json' with { type: 'json' };
import refusals from './refusals.json' with { type: 'json' };
import sales from './sales.json' with { type: 'json' };
import shell from './shell.json' with { type: 'json' };
import system from './system.json' with { type: 'json' };
import targets from './targets.json' with { type: 'json' };
import together from './together.json' with { type: 'json' };
import viewing from './viewing.json' with { type: 'json' };
import warehouse from './warehouse.json' with { type: 'json' };

/** What the frame around every page, Today and the board of the director say. */
export default merge(
  access,
  boards,
  finance,
  inbox,
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
  warehouse,
);
