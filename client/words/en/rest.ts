import { merge } from '../merge.ts';
import approvals from './approvals.json' with { type: 'json' };
import choices from './choices.json' with { type: 'json' };
import customers from './customers.json' with { type: 'json' };
import deputies from './deputies.json' with { type: 'json' };
import documents from './documents.json' with { type: 'json' };
import entry from './entry.json' with { type: 'json' };
import exchange from './exchange.json' with { type: 'json' };
import mail from './mail.json' with { type: 'json' };
import pictures from './pictures.json' with { type: 'json' };
import prices from './prices.json' with { type: 'json' };
import quotes from './quotes.json' with { type: 'json' };
import rights from './rights.json' with { type: 'json' };
import rules from './rules.json' with { type: 'json' };
import trade from './trade.json' with { type: 'json' };
import wall from './wall.json' with { type: 'json' };
import walls from './walls.json' with { type: 'json' };

/** What all other pages say. */
export default merge(
  approvals,
  choices,
  customers,
  deputies,
  documents,
  entry,
  exchange,
  mail,
  pictures,
  prices,
  quotes,
  rights,
  rules,
  trade,
  wall,
  walls,
);
