import { Readable } from 'node:stream';
import type { NodemailerError } from 'nodemailer/lib/errors';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { FailReason } from '../../shared/mail/mail/mail.fields.ts';

/** Where mail is handed over, from the environment (server/system/configuration.ts). */
export type Outlet = {
  readonly host: string;
  readonly port: number;
  /** TLS from the start, TLS by STARTTLS or not at all, or none. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly user: string | null;
  readonly password: string | null;
  readonly from: string;
};

/** A mail was not taken. It bears no word of the mail server's, and none of the mail's. */
export class Undelivered extends Error {
  readonly reason: FailReason;
  /** What the mail server answered, 400 to 599; null where it did not. */
  readonly code: number | null;
  /** Another attempt would go no better. */
  readonly forGood: boolean;
  constructor(reason: FailReason, code: number | null = null, forGood = false) {
    super(`a mail was not taken: ${reason}${code === null ? '' : ` (${code})`}`);
    this.reason = reason;
    this.code = code;
    this.forGood = forGood;
  }
}

/** To connect, to be greeted, and for each answer, ms. */
const PATIENCE = 20_000;
/** One mail from its first word to its last, ms: far less than it is held for (mail.rules.ts). */
export const ONE_MAIL = 60_000;

/** Answers to these are about the one mail; any other is about us, and holds for every mail until somebody mends it. */
const ABOUT_ONE: readonly string[] = ['RCPT TO', 'DATA'];
const tlsFault = /CERT|TLS|SSL|SELF_SIGNED|ALTNAME|ISSUER/;
const faultOf = (error: unknown): Undelivered => {
  if (error instanceof Undelivered) return error;
  const { code = '', originalCode = '', command = '', responseCode = 0 } = error as NodemailerError;
  const answer = responseCode >= 400 && responseCode <= 599 ? responseCode : null;
  if (code === 'EAUTH' || answer === 530 || answer === 535) return new Undelivered('sign_in', answer);
  if (code === 'ETLS' || tlsFault.test(originalCode) || tlsFault.test(code))
    return new Undelivered('encryption', answer);
  if (answer !== null && answer >= 500 && answer !== 503)
    return new Undelivered(command === 'RCPT TO' ? 'address' : 'refused', answer, ABOUT_ONE.includes(command));
  if (answer !== null || code === 'ETIMEDOUT') return new Undelivered('later', answer);
  return new Undelivered('unreachable');
};

/** One connection to the mail server. */
export type Post = {
  /**
   * Hands one mail over. `make` is called when the mail server has agreed to take it and waits for its first byte; null
   * takes it back: nothing is delivered then, and the connection is gone. Throws `Undelivered`.
   */
  send(envelope: { readonly from: string; readonly to: string }, make: () => Promise<Buffer | null>): Promise<boolean>;
  /** Whether another mail can follow on it. */
  usable(): boolean;
  close(): void;
};

const optionsOf = ({ host, port, security }: Outlet) => ({
  host,
  port,
  secure: security === 'tls',
  requireTLS: security === 'starttls',
  ignoreTLS: security === 'none',
  connectionTimeout: PATIENCE,
  greetingTimeout: PATIENCE,
  socketTimeout: PATIENCE,
  dnsTimeout: PATIENCE,
});

/** Connects and signs in. Throws `Undelivered`, never for good: no mail had its turn yet. */
export const openPost = async (outlet: Outlet): Promise<Post> => {
  const connection = new SMTPConnection(optionsOf(outlet));
  let gone = false;
  let fail: (error: unknown) => void = () => undefined;
  // Faults beside an answer: a connection that breaks, and what comes after it was given up.
  connection.on('error', (error) => {
    gone = true;
    fail(error);
  });
  connection.on('end', () => {
    gone = true;
    fail(new Undelivered('unreachable'));
  });
  const asked = <T>(ask: (done: (error: NodemailerError | null | undefined, result?: T) => void) => void): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => fail(new Undelivered('later')), ONE_MAIL);
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        fail = () => undefined;
        settle();
      };
      fail = (error) =>
        end(() => {
          gone = true;
          connection.close();
          reject(faultOf(error));
        });
      if (gone) return fail(new Undelivered('unreachable'));
      ask((error, result) => (error ? end(() => reject(faultOf(error))) : end(() => resolve(result as T))));
    });
  try {
    await asked((done) => connection.connect((error) => done(error)));
    const { user, password } = outlet;
    if (user !== null)
      await asked((done) => connection.login({ credentials: { user, pass: password ?? '' } }, (error) => done(error)));
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    send: async (envelope, make) => {
      let taken = true;
      let unmade: unknown = null;
      const message = Readable.from(
        (async function* () {
          const bytes = await make();
          if (bytes === null) throw new Error('taken back');
          yield bytes;
        })(),
        { objectMode: false },
      );
      message.once('error', (error) => {
        taken = false;
        if (error.message !== 'taken back') unmade = error;
        // Without the end of the message the mail server delivers nothing.
        fail(new Undelivered('later'));
      });
      try {
        await asked((done) =>
          connection.send({ from: envelope.from, to: [envelope.to] }, message, (error) => done(error)),
        );
        return true;
      } catch (error) {
        if (unmade) throw unmade;
        if (!taken) return false;
        throw error;
      }
    },
    usable: () => !gone,
    close: () => {
      gone = true;
      connection.quit();
    },
  };
};
