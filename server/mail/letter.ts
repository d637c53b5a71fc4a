import MailComposer from 'nodemailer/lib/mail-composer';

/** One mail as it goes out, made for one reader. */
export type Letter = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Of the words in it (BCP 47). */
  readonly language: string;
  /** Where its reader chooses what they get, and whether; none on what was asked for once. */
  readonly unsubscribe: string | null;
  readonly attachments?: readonly Attachment[];
};
export type Attachment = { readonly name: string; readonly type: string; readonly content: Uint8Array };

export type Sent = {
  /** The address that it comes from, and what stands before it. */
  readonly from: string;
  readonly fromName: string;
  /** The same at each attempt, so that a mail that comes twice is known as one. */
  readonly messageId: string;
  /** ms since 1970 UTC */
  readonly at: number;
};

/** The letter as bytes (RFC 5322): plain text and HTML side by side. Nothing is fetched for it, from no file and no address. */
export const bytesOf = (letter: Letter, { from, fromName, messageId, at }: Sent): Promise<Buffer> => {
  const { to, subject, text, html, language, unsubscribe, attachments = [] } = letter;
  return new MailComposer({
    from: { name: fromName, address: from },
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId,
    date: new Date(at),
    headers: {
      'Content-Language': language,
      // Nobody's absence answers it.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(unsubscribe ? { 'List-Unsubscribe': `<${unsubscribe}>` } : {}),
    },
    attachments: attachments.map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(content),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
};
