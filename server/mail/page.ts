/** A letter from what it says: plain text, and HTML that holds the same. No picture, no script, nothing that is fetched. */
import type { News } from './news.ts';

export type Said = {
  /** BCP 47 */
  readonly language: string;
  readonly heading: string;
  /** What it is about, in a sentence; null where the heading says it all. */
  readonly opening: string | null;
  readonly news: readonly (News & { readonly when: string })[];
  /** How many more there are, in words; null where these are all. */
  readonly more: string | null;
  /** Address and words of what one does next. */
  readonly next: { readonly text: string; readonly to: string };
  /** Why one gets it, and where that is changed. */
  readonly foot: { readonly text: string; readonly link: string; readonly to: string };
  /** Where the product is. */
  readonly origin: string;
};

const escapes: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] as string);
const about = ({ title, name }: News): string => (name ? `${title} · ${name}` : title);

export const textOf = ({ heading, opening, news, more, next, foot, origin }: Said): string =>
  [
    heading,
    ...(opening === null ? [] : [opening]),
    ...news.map((one) =>
      [
        `${one.who} ${one.what}`,
        `  ${about(one)} · ${one.when}`,
        ...(one.said ? [`  “${one.said}”`] : []),
        `  ${origin}${one.path}`,
      ].join('\n'),
    ),
    ...(more === null ? [] : [more]),
    `${next.text}\n${next.to}`,
    `-- \n${foot.text}\n${foot.link}: ${foot.to}`,
  ].join('\n\n');

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans','PingFang TC','Microsoft JhengHei',sans-serif";
const row = (one: Said['news'][number], origin: string): string => `
    <tr><td style="padding:14px 0;border-top:1px solid #dddad5">
      <div><strong>${escaped(one.who)}</strong> ${escaped(one.what)}</div>
      <div style="margin-top:2px"><a href="${escaped(`${origin}${one.path}`)}" style="color:#0f6374;font-weight:600;text-decoration:none">${escaped(one.title)}</a>${
        one.name ? ` <span style="color:#6b6862">${escaped(one.name)}</span>` : ''
      }</div>${
        one.said
          ? `
      <div style="margin-top:6px;padding-left:10px;border-left:2px solid #cfccc6;color:#4a4843">${escaped(one.said)}</div>`
          : ''
      }
      <div style="margin-top:4px;font-size:12px;color:#6b6862">${escaped(one.when)}</div>
    </td></tr>`;

export const htmlOf = (said: Said): string => {
  const { language, heading, opening, news, more, next, foot, origin } = said;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(heading)}</title>
</head>
<body style="margin:0;padding:0;background:#f3f1ee">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f1ee"><tr><td align="center" style="padding:24px 12px">
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#fdfcfb;border:1px solid #dddad5;border-radius:3px"><tr><td style="padding:24px 24px 20px;${FONT};font-size:15px;line-height:1.5;color:#26241f">
    <h1 style="margin:0;font-size:19px;line-height:1.3;font-weight:600">${escaped(heading)}</h1>${
      opening === null
        ? ''
        : `
    <p style="margin:8px 0 0;color:#4a4843">${escaped(opening)}</p>`
    }
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin-top:18px;${FONT};font-size:15px;line-height:1.5;color:#26241f">${news
      .map((one) => row(one, origin))
      .join('')}
    </table>${
      more === null
        ? ''
        : `
    <p style="margin:10px 0 0;color:#4a4843">${escaped(more)}</p>`
    }
    <p style="margin:18px 0 0"><a href="${escaped(next.to)}" style="display:inline-block;padding:9px 16px;background:#0f6374;color:#ffffff;border-radius:3px;text-decoration:none;font-weight:600">${escaped(next.text)}</a></p>
  </td></tr></table>
  <p style="max-width:600px;margin:14px auto 0;${FONT};font-size:12px;line-height:1.5;color:#6b6862">${escaped(foot.text)}<br><a href="${escaped(foot.to)}" style="color:#6b6862">${escaped(foot.link)}</a></p>
</td></tr></table>
</body>
</html>
`;
};
