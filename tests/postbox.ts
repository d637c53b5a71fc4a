/** A mail server of the tests' own: it takes what comes, keeps it, and refuses what it is told to. */
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Outlet } from '../server/mail/post.ts';

export type Got = {
  readonly from: string;
  readonly to: readonly string[];
  /** As it crossed the line. */
  readonly raw: string;
  readonly mail: ParsedMail;
};
type Step = 'connect' | 'from' | 'to' | 'data';
type User = { readonly name: string; readonly password: string };
type Answer = Error | null | undefined;

const refusal = (code: number): Error =>
  Object.assign(new Error('no, and your password is hunter2'), { responseCode: code });

export class Postbox {
  readonly got: Got[] = [];
  /** What is to happen at a step before it is answered; a number refuses with that code. */
  at: (step: Step, address: string) => number | undefined | Promise<number | undefined> = () => undefined;
  readonly #server: SMTPServer;
  readonly #port: number;
  readonly #user: User | null;

  private constructor(server: SMTPServer, port: number, user: User | null) {
    this.#server = server;
    this.#port = port;
    this.#user = user;
  }

  /** `user` alone gets in; `encrypts` offers STARTTLS, with a certificate that nobody trusts. */
  static async open({
    user = null,
    encrypts = false,
  }: {
    readonly user?: User | null;
    readonly encrypts?: boolean;
  } = {}): Promise<Postbox> {
    let box: Postbox | null = null;
    const asked = (step: Step, address: string, done: (answer?: Answer) => void): void =>
      void Promise.resolve(box?.at(step, address)).then((code) => done(code === undefined ? null : refusal(code)));
    const server = new SMTPServer({
      logger: false,
      hideSTARTTLS: !encrypts,
      disabledCommands: encrypts ? [] : ['STARTTLS'],
      authOptional: user === null,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === user?.name && password === user?.password ? done(null, { user: username }) : done(refusal(535)),
      onConnect: (_session, done) => asked('connect', '', done),
      onMailFrom: ({ address }, _session, done) => asked('from', address, done),
      onRcptTo: ({ address }, _session, done) => asked('to', address, done),
      onData: (stream, { envelope }, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const raw = Buffer.concat(parts).toString('latin1');
          const to = envelope.rcptTo.map(({ address }) => address);
          asked('data', to[0] ?? '', (answer) => {
            if (answer) return done(answer);
            void simpleParser(Buffer.concat(parts)).then((mail) => {
              const from = envelope.mailFrom ? envelope.mailFrom.address : '';
              box?.got.push({ from, to, raw, mail });
              done(null);
            });
          });
        });
      },
    });
    server.on('error', () => undefined);
    const port = await new Promise<number>((resolve) => {
      const listening = server.listen(0, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port));
    });
    box = new Postbox(server, port, user);
    return box;
  }

  /** How the product is to reach it. */
  outlet(over: Partial<Outlet> = {}): Outlet {
    return {
      host: '127.0.0.1',
      port: this.#port,
      security: 'none',
      user: this.#user?.name ?? null,
      password: this.#user?.password ?? null,
      from: 'crossdock@firm.example',
      ...over,
    };
  }
  /** What came to this address. */
  to(address: string): readonly Got[] {
    return this.got.filter(({ to }) => to.includes(address));
  }
  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
