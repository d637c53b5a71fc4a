import { afterEach, expect, test } from 'vitest';
import { Postbox } from '../../tests/postbox.ts';
import { bytesOf, type Letter } from './letter.ts';
import { type Outlet, openPost, Undelivered } from './post.ts';

const open = new Set<Postbox>();
const box = async (options?: Parameters<typeof Postbox.open>[0]): Promise<Postbox> => {
  const made = await Postbox.open(options);
  open.add(made);
  return made;
};
afterEach(async () => {
  await Promise.all([...open].map((one) => one.close()));
  open.clear();
});

const letter: Letter = {
  to: 'mei@firm.example',
  subject: '海丘貿易: 3',
  text: 'Plain 文字',
  html: '<p>HTML 文字</p>',
  language: 'zh-TW',
  unsubscribe: 'https://crossdock.example/my-mail',
};
const sent = {
  from: 'crossdock@firm.example',
  fromName: 'Harbour "&" Hill 海丘',
  messageId: '<m-1@crossdock.example>',
  at: 0,
};
const envelope = { from: sent.from, to: letter.to };
const faultOf = async (outlet: Outlet): Promise<Undelivered> => {
  try {
    const post = await openPost(outlet);
    await post.send(envelope, () => bytesOf(letter, sent)).finally(() => post.close());
  } catch (error) {
    if (error instanceof Undelivered) return error;
    throw error;
  }
  throw new Error('it was taken');
};

test('[MAIL6] a letter arrives in both forms, with its attachments, its headers and nothing smuggled into them', async () => {
  const postbox = await box({ user: { name: 'crossdock', password: 'a very secret word' } });
  const post = await openPost(postbox.outlet());
  const pdf = Buffer.from('%PDF-1.7 not much of one');
  const attachments = [{ name: '報價單 Q-1.pdf', type: 'application/pdf', content: pdf }];
  const evil = { ...letter, subject: 'Hello\r\nBcc: all@elsewhere.example', attachments };
  expect(await post.send(envelope, () => bytesOf(evil, sent))).toBe(true);
  expect(post.usable()).toBe(true);
  expect(await post.send(envelope, () => bytesOf(letter, sent))).toBe(true);
  post.close();
  const [first, second] = postbox.got;
  expect(first?.to).toEqual(['mei@firm.example']);
  expect(first?.raw).not.toMatch(/^bcc:/im);
  expect(first?.mail.attachments.map(({ filename, contentType, content }) => [filename, contentType, content])).toEqual(
    [['報價單 Q-1.pdf', 'application/pdf', pdf]],
  );
  const { mail } = second as NonNullable<typeof second>;
  expect([mail.subject, mail.text?.trim(), mail.html]).toEqual(['海丘貿易: 3', 'Plain 文字', '<p>HTML 文字</p>']);
  expect(mail.from?.value).toEqual([{ name: 'Harbour "&" Hill 海丘', address: 'crossdock@firm.example' }]);
  expect(mail.messageId).toBe('<m-1@crossdock.example>');
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
  expect(second?.raw).toMatch(/^List-Unsubscribe: <https:\/\/crossdock\.example\/my-mail>\r$/m);
  expect(second?.raw).toMatch(/^Content-Language: zh-TW\r$/m);
});

test('[MAIL5] what went wrong is told by its kind and code, never in words of the mail server’s or with the password', async () => {
  const user = { name: 'crossdock', password: 'a very secret word' };
  const postbox = await box({ user });
  const refusing = async (step: string, code: number) => {
    postbox.at = (now) => (now === step ? code : undefined);
    const { reason, code: told, forGood, message } = await faultOf(postbox.outlet());
    return [reason, told, forGood, message];
  };
  expect(await refusing('to', 550)).toEqual(['address', 550, true, 'a mail was not taken: address (550)']);
  expect(await refusing('to', 451)).toEqual(['later', 451, false, 'a mail was not taken: later (451)']);
  // Whoever refuses the sender refuses every mail: that is ours to mend, and they go out then.
  expect(await refusing('from', 553)).toEqual(['refused', 553, false, 'a mail was not taken: refused (553)']);
  expect(await refusing('data', 554)).toEqual(['refused', 554, true, 'a mail was not taken: refused (554)']);
  expect((await refusing('connect', 421)).slice(0, 3)).toEqual(['later', 421, false]);
  expect((await refusing('connect', 554)).slice(0, 3)).toEqual(['refused', 554, false]);
  postbox.at = () => undefined;
  const wrong = await faultOf(postbox.outlet({ password: 'another secret word' }));
  expect([wrong.reason, wrong.code, wrong.forGood]).toEqual(['sign_in', 535, false]);
  const none = await faultOf(postbox.outlet({ user: null, password: null }));
  expect([none.reason, none.forGood]).toEqual(['sign_in', false]);
  const port = postbox.outlet().port;
  await postbox.close();
  open.delete(postbox);
  const away = await faultOf({ ...postbox.outlet(), port });
  expect([away.reason, away.code, away.forGood]).toEqual(['unreachable', null, false]);
  for (const fault of [wrong, none, away])
    expect(JSON.stringify([fault, fault.message, fault.stack, fault.cause])).not.toMatch(/secret|hunter2|mei@/);
  expect(postbox.got).toEqual([]);
});

test('[MAIL5] without encryption that can be trusted nothing crosses the line, the password least of all', async () => {
  const bare = await box({ user: { name: 'crossdock', password: 'a very secret word' } });
  expect((await faultOf(bare.outlet({ security: 'starttls' }))).reason).toBe('encryption');
  const strange = await box({ encrypts: true });
  expect((await faultOf(strange.outlet({ security: 'starttls', host: 'localhost' }))).reason).toBe('encryption');
  expect((await faultOf(strange.outlet({ security: 'tls' }))).forGood).toBe(false);
  expect([...bare.got, ...strange.got]).toEqual([]);
});

test('[MAIL3] a letter is made when the mail server waits for it, and can still be taken back', async () => {
  const postbox = await box();
  const steps: string[] = [];
  postbox.at = (step) => {
    steps.push(step);
    return undefined;
  };
  const post = await openPost(postbox.outlet());
  const made = async () => {
    steps.push('made');
    return bytesOf(letter, sent);
  };
  expect(await post.send(envelope, made)).toBe(true);
  expect(steps).toEqual(['connect', 'from', 'to', 'made', 'data']);
  expect(await post.send(envelope, async () => null)).toBe(false);
  expect(post.usable()).toBe(false);
  const next = await openPost(postbox.outlet());
  const defect = new Error('a defect');
  await expect(next.send(envelope, () => Promise.reject(defect))).rejects.toBe(defect);
  expect(postbox.got).toHaveLength(1);
});
