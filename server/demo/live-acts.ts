import type { Company } from '../system/company.ts';
import { liveDesk } from './live-desk.ts';
import { liveFloor } from './live-floor.ts';
import { type Acting, groundOf } from './live-ground.ts';

/** All that goes on in the house by itself; each act looks for its work by one small query along an index. */
export const liveActsOf = async (company: Company): Promise<Acting> => {
  const ground = await groundOf(company);
  const desks = [liveDesk(ground), await liveFloor(ground)];
  return {
    acts: desks.flatMap(({ acts }) => acts),
    take: (entries) => {
      for (const { take } of desks) take(entries);
    },
  };
};
