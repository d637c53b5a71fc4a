import { mkdirSync } from 'node:fs';
import pino from 'pino';
import { clockwork } from './demo/clock.ts';
import { buildClient } from './system/client-build.ts';
import { ConfigurationError, configurationFrom } from './system/configuration.ts';
import { furnishWith } from './system/furnish.ts';
import { startServer } from './system/server.ts';

/** A clear sentence and a non-zero end, for what the person who starts it can mend. */
const refuse = (message: string): never => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

/** An error for the log: what PostgreSQL adds to one, beside its message, are the values of the row. */
const withoutValues = (error: unknown): object => {
  if (!(error instanceof Error)) return { error: String(error) };
  const { name, message, stack, code } = error as Error & { readonly code?: string | number };
  return { err: { type: name, message, stack, ...(code === undefined ? {} : { code }) } };
};

const log = pino({ level: process.env.CROSSDOCK_LOG ?? 'warn', base: null });

const start = async (): Promise<void> => {
  const configuration = configurationFrom(process.env);
  mkdirSync(configuration.data, { recursive: true, mode: 0o700 });
  let dir: string | null = null;
  let fraction = 0;
  const built = process.env.CROSSDOCK_DEV
    ? Promise.resolve()
    : buildClient((told) => {
        fraction = told.fraction;
      }).then((made) => {
        dir = made.dir;
      });
  const clock = clockwork();
  const running = await startServer({
    configuration,
    clock: clock.now,
    bytes: clock.bytes,
    report: (error) => log.error(withoutValues(error), 'failed'),
    page: () => dir,
    pageProgress: () => fraction,
    furnish: furnishWith(clock),
  });
  const shown = configuration.origin ?? running.address;
  process.stdout.write(`Crossdock is at ${shown}\n`);
  built.catch((error: unknown) =>
    refuse(`The pages could not be built.\n${error instanceof Error ? error.message : String(error)}`),
  );
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    running.close().then(
      () => {
        process.exit(0);
      },
      (error) => refuse(String(error)),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

start().catch((error: unknown) => {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    refuse(
      `Something else listens on port ${process.env.CROSSDOCK_PORT ?? 4000}. Stop it, or set CROSSDOCK_PORT to another port.`,
    );
  const known = error instanceof ConfigurationError || (error instanceof Error && 'code' in error);
  refuse(known ? (error as Error).message : error instanceof Error ? (error.stack ?? error.message) : String(error));
});
