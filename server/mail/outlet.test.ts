import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configurationFrom } from '../system/configuration.ts';

const GOOD = {
  CROSSDOCK_ORIGIN: 'https://crossdock.example',
  CROSSDOCK_SMTP_HOST: 'mail.firm.example',
  CROSSDOCK_MAIL_FROM: 'crossdock@firm.example',
};
const faultOf = (env: { readonly [name: string]: string }): string => {
  try {
    configurationFrom({ ...GOOD, ...env });
  } catch (error) {
    return (error as Error).message;
  }
  return 'taken';
};

test('[MAIL7] a mail server is named by the environment; without one there is no mail', () => {
  expect(configurationFrom({}).mail).toBeNull();
  const plain = { host: 'mail.firm.example', user: null, password: null, from: 'crossdock@firm.example' };
  expect(configurationFrom(GOOD).mail).toEqual({ ...plain, port: 587, security: 'starttls' });
  expect(configurationFrom({ ...GOOD, CROSSDOCK_SMTP_PORT: '465' }).mail).toEqual({
    ...plain,
    port: 465,
    security: 'tls',
  });
});

test('[MAIL5] what is wrong is named with what it takes, and never shown', () => {
  const secret = 'canary-of-the-password';
  const signIn = { CROSSDOCK_SMTP_USER: 'crossdock', CROSSDOCK_SMTP_PASSWORD: secret };
  expect(faultOf(signIn)).toBe('taken');
  expect(faultOf({ CROSSDOCK_ORIGIN: '' })).toMatch(/^CROSSDOCK_SMTP_HOST needs CROSSDOCK_ORIGIN/);
  expect(faultOf({ CROSSDOCK_MAIL_FROM: 'nobody' })).toMatch(/^CROSSDOCK_MAIL_FROM takes/);
  expect(faultOf({ CROSSDOCK_MAIL_FROM: 'a@b.example>, c@d.example' })).toMatch(/^CROSSDOCK_MAIL_FROM takes/);
  expect(faultOf({ CROSSDOCK_SMTP_PORT: 'x' })).toMatch(/^CROSSDOCK_SMTP_PORT takes/);
  expect(faultOf({ CROSSDOCK_SMTP_SECURITY: 'ssl' })).toMatch(/^CROSSDOCK_SMTP_SECURITY takes/);
  expect(faultOf({ CROSSDOCK_SMTP_USER: 'crossdock' })).toMatch(/go together/);
  const clear = faultOf({ ...signIn, CROSSDOCK_SMTP_SECURITY: 'none' });
  expect(clear).toMatch(/password in clear/);
  expect(clear).not.toContain(secret);
  expect(faultOf({ ...signIn, CROSSDOCK_SMTP_SECURITY: 'none', CROSSDOCK_SMTP_HOST: '127.0.0.1' })).toBe('taken');
});

test('[MAIL5] the password may lie in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'crossdock-mail-'));
  const file = join(folder, 'password');
  writeFileSync(file, 'a very secret word\n');
  const env = { ...GOOD, CROSSDOCK_SMTP_USER: 'crossdock', CROSSDOCK_SMTP_PASSWORD_FILE: file };
  expect(configurationFrom(env).mail?.password).toBe('a very secret word');
  expect(faultOf({ ...env, CROSSDOCK_SMTP_PASSWORD_FILE: `${file}.not` })).toMatch(
    /^CROSSDOCK_SMTP_PASSWORD_FILE takes/,
  );
  rmSync(folder, { recursive: true });
});
