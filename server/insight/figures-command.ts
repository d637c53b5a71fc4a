/**
 * `npm run figures`: lets the kept sums catch up with the log and holds them against the rows; names what differs and ends
 * non-zero. `npm run figures -- --rebuild` makes them anew. The server is to be stopped where the database is embedded.
 */

import { openCompany } from '../system/company.ts';
import { configurationFrom } from '../system/configuration.ts';
import { figuresOf } from './figure.company.ts';

const SHOWN = 20;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const { data, databaseUrl } = configurationFrom(process.env);
try {
  const company = await openCompany({ data, url: databaseUrl }, Date.now);
  const faults: unknown[] = [];
  const { kept } = figuresOf(company, (error) => faults.push(error));
  await kept.start();
  if (process.argv.includes('--rebuild')) {
    await kept.rebuild();
    say('The sums were made anew from the rows.');
  }
  const differences = await kept.verify();
  await kept.close();
  await company.close();
  if (faults.length > 0) throw faults[0];
  for (const { measure, day, cells } of differences.slice(0, SHOWN))
    say(`${measure}${day === '' ? '' : ` on ${day}`}, cells ${cells}: the sum is not what the rows add up to.`);
  if (differences.length === 0)
    say(`The sums are what the rows add up to: ${kept.cells} cells of ${kept.measures} measures.`);
  else {
    say(`${differences.length} differences. Make the sums anew with: npm run figures -- --rebuild`);
    process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
