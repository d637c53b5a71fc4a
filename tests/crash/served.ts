/** A server of its own process on a firm's data, to be killed: `served.ts <folder> <url or ''> <now>`. Prints its address. */
import { startServer } from '../../server/system/server.ts';

const [folder = '', url = '', now = '0'] = process.argv.slice(2);
const running = await startServer({
  configuration: {
    data: folder,
    databaseUrl: url || null,
    port: 0,
    host: '127.0.0.1',
    origin: null,
    tls: null,
    proxies: [],
    demoAnywhere: false,
  },
  clock: () => Number(now),
  report: (error) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  },
  page: () => null,
  pageProgress: () => 0,
});
process.stdout.write(`${running.address}\n`);
