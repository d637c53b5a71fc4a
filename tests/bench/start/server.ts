/** A server on the folder that it is given, without anything to make: what is measured is how soon it is ready. */
import { startServer } from '../../../server/system/server.ts';

const [data] = process.argv.slice(2);
if (!data) throw new Error('which folder?');
const running = await startServer({
  configuration: {
    data,
    port: 0,
    host: '127.0.0.1',
    databaseUrl: null,
    origin: null,
    tls: null,
    proxies: [],
    demoAnywhere: false,
  },
  clock: Date.now,
  report: (error) => {
    throw error;
  },
  page: () => import.meta.dirname,
  pageProgress: () => 1,
});
for (;;) {
  const answer = await fetch(`${running.address}/readyz`);
  if (answer.status === 200) break;
}
process.stdout.write('ready\n');
