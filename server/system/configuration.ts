import { resolve } from 'node:path';
import { outletFrom } from '../mail/outlet.ts';
import type { Outlet } from '../mail/post.ts';

export type Configuration = {
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | null;
  /** Where browsers reach the product, when it is not http(s)://host:port: behind a proxy, or under a name. */
  readonly origin: string | null;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** Addresses whose X-Forwarded-* headers are believed. */
  readonly proxies: readonly string[];
  /** Lets the demonstration's accounts in from beyond the loopback address. Off unless asked. */
  readonly demoAnywhere: boolean;
  /** The mail server; without one no mail goes out, and people are told so. */
  readonly mail?: Outlet | null;
};

export class ConfigurationError extends Error {}

/** The environment, checked: a wrong value is an error that names the variable and what it takes. */
export const configurationFrom = (env: { readonly [name: string]: string | undefined }): Configuration => {
  const port = env.CROSSDOCK_PORT === undefined || env.CROSSDOCK_PORT === '' ? 4000 : Number(env.CROSSDOCK_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ConfigurationError('CROSSDOCK_PORT takes a port number from 0 to 65535.');
  const cert = env.CROSSDOCK_TLS_CERT;
  const key = env.CROSSDOCK_TLS_KEY;
  if (!cert !== !key)
    throw new ConfigurationError('CROSSDOCK_TLS_CERT and CROSSDOCK_TLS_KEY go together: the paths of both files.');
  let origin: string | null = null;
  if (env.CROSSDOCK_ORIGIN) {
    if (!URL.canParse(env.CROSSDOCK_ORIGIN))
      throw new ConfigurationError('CROSSDOCK_ORIGIN takes an address such as https://crossdock.example.');
    origin = new URL(env.CROSSDOCK_ORIGIN).origin;
  }
  const url = env.CROSSDOCK_DATABASE_URL || null;
  if (url && !/^postgres(ql)?:\/\//.test(url))
    throw new ConfigurationError('CROSSDOCK_DATABASE_URL takes a postgres:// address.');
  return {
    data: resolve(env.CROSSDOCK_DATA || 'data'),
    port,
    host: env.CROSSDOCK_HOST || '127.0.0.1',
    databaseUrl: url,
    origin,
    tls: cert && key ? { cert, key } : null,
    proxies: (env.CROSSDOCK_PROXIES ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
    demoAnywhere: env.CROSSDOCK_DEMO_ANYWHERE === 'yes',
    mail: outletFrom(env, origin, (message) => new ConfigurationError(message)),
  };
};
