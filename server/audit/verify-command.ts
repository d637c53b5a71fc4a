/** `npm run verify`: walks the change log of the data folder and says whether it is whole. Ends non-zero when it is not. */
import { openKeys } from '../store/keys.ts';
import { openStore } from '../store/open.ts';
import { openSeal } from '../store/seal.ts';
import { configurationFrom } from '../system/configuration.ts';
import { verifyLog } from './verify.ts';
import { readWitness } from './witness.ts';

const FAULTS = {
  gap: 'an entry is missing here',
  changed: 'the entry is not the one that was written',
  personal_value: 'a personal value of the entry is not the one that was written',
  head: 'the head of the log does not fit its last entry',
  cut_short: 'entries from here on were cut off',
} as const;

const { data, databaseUrl } = configurationFrom(process.env);
try {
  const store = await openStore({ data, url: databaseUrl ?? undefined });
  const keys = openKeys(data);
  const verdict = await verifyLog(store, openSeal(keys), keys.audit, readWitness(data));
  await store.close();
  if (verdict.whole) process.stdout.write(`The change log is whole: ${verdict.entries} entries.\n`);
  else {
    process.stdout.write(
      `The change log is not whole. First fault at position ${verdict.position}: ${FAULTS[verdict.fault]}.\n`,
    );
    process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
