import type { Refusal } from '../../shared/base/decision.ts';
import type { Session } from '../access/sessions.ts';
import type { Press } from '../document/press.ts';
import type { Live } from '../live/live.ts';
import type { Mailing } from '../mail/sender.ts';
import type { Company } from '../system/company.ts';
import type { Configuration } from '../system/configuration.ts';
import type { Furnishing } from '../system/furnish.ts';
import type { Actor } from '../write/handlers.ts';

/** What every route has at hand. */
export type House = {
  readonly company: Company;
  readonly live: Live;
  readonly press: Press;
  readonly mailing: Mailing;
  readonly configuration: Configuration;
  readonly demo: {
    active(): boolean;
    progress(): Progress;
    /** Null where nothing is made or scheduled. */
    furnishing(): Furnishing | null;
  };
  /** The build of the pages that are handed out; null while there is none. */
  readonly build: () => Promise<string | null>;
  readonly report: (error: unknown) => void;
};
export type Progress = {
  readonly ready: boolean;
  readonly step: string;
  readonly done: number;
  readonly total: number;
};
export type Door = { Variables: { actor: Actor; session: Session; address: string } };

/** One refusal, one status, whichever road it came by. */
export const statusOf = (refusal: Refusal): 400 | 401 | 403 | 404 | 409 | 429 | 500 => {
  switch (refusal.refused) {
    case 'signed_out':
    case 'sign_in.wrong':
      return 401;
    case 'not_permitted':
    case 'field_not_permitted':
    case 'viewing_only':
      return 403;
    case 'missing':
    case 'unknown_noun':
    case 'unknown_measure':
    case 'unknown_command':
      return 404;
    case 'too_many_questions':
    case 'document.busy':
    case 'import.workbook_busy':
      return 429;
    case 'server.failed':
    case 'document.failed':
      return 500;
    case 'input.invalid':
    case 'cursor.invalid':
    case 'unknown_dimension':
    case 'filter.unknown_field':
    case 'filter.wrong_value':
    case 'filter.too_long':
      return 400;
    default:
      return 409;
  }
};
