import { readFileSync } from 'node:fs';
import type { Outlet } from './post.ts';

type Environment = { readonly [name: string]: string | undefined };
/** The same words as of every other setting that is wrong: which variable, and what it takes. Never a value. */
type Wrong = (message: string) => Error;

const securities = ['tls', 'starttls', 'none'] as const;
const isSecurity = (text: string): text is Outlet['security'] => (securities as readonly string[]).includes(text);
const here = new Set(['127.0.0.1', '::1', 'localhost']);

const passwordFrom = (env: Environment, wrong: Wrong): string | null => {
  const file = env.CROSSDOCK_SMTP_PASSWORD_FILE;
  if (!file) return env.CROSSDOCK_SMTP_PASSWORD || null;
  if (env.CROSSDOCK_SMTP_PASSWORD)
    throw wrong('CROSSDOCK_SMTP_PASSWORD and CROSSDOCK_SMTP_PASSWORD_FILE exclude each other.');
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    throw wrong('CROSSDOCK_SMTP_PASSWORD_FILE takes the path of a file that the server can read.');
  }
};

/**
 * The mail server of the environment; null where none is named. Mails lead to the product, so it needs an address that
 * holds for whoever reads them (`origin`), and a password goes over an encrypted line only, or stays on this machine.
 */
export const outletFrom = (env: Environment, origin: string | null, wrong: Wrong): Outlet | null => {
  const host = env.CROSSDOCK_SMTP_HOST;
  if (!host) return null;
  if (!/^[\w.:-]+$/.test(host)) throw wrong('CROSSDOCK_SMTP_HOST takes the name or address of a mail server.');
  if (origin === null) throw wrong('CROSSDOCK_SMTP_HOST needs CROSSDOCK_ORIGIN: mails lead to that address.');
  const port = Number(env.CROSSDOCK_SMTP_PORT || 587);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw wrong('CROSSDOCK_SMTP_PORT takes a port number from 1 to 65535.');
  const security = env.CROSSDOCK_SMTP_SECURITY || (port === 465 ? 'tls' : 'starttls');
  if (!isSecurity(security)) throw wrong('CROSSDOCK_SMTP_SECURITY takes tls, starttls or none.');
  const from = env.CROSSDOCK_MAIL_FROM ?? '';
  if (!/^[\x21-\x7e]+@[\w.-]+$/.test(from) || /[<>,;:"\\]/.test(from))
    throw wrong('CROSSDOCK_MAIL_FROM takes the address that mails come from, such as crossdock@firm.example.');
  const user = env.CROSSDOCK_SMTP_USER || null;
  const password = passwordFrom(env, wrong);
  if ((user === null) !== (password === null))
    throw wrong('CROSSDOCK_SMTP_USER and CROSSDOCK_SMTP_PASSWORD (or CROSSDOCK_SMTP_PASSWORD_FILE) go together.');
  if (user !== null && security === 'none' && !here.has(host))
    throw wrong('CROSSDOCK_SMTP_SECURITY=none would send the password in clear: only to this machine itself.');
  return { host, port, security, user, password, from };
};
