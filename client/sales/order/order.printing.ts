import { computed, type Ref, ref } from 'vue';
import { languages } from '../../../shared/access/person/person.fields.ts';
import type { Refusal } from '../../../shared/base/decision.ts';
import { documentIn, type OrderDocument } from '../../../shared/sales/order/order.documents.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { words } from '../../words/words.ts';
import type { Cells } from '../edit/edits.ts';

type Language = (typeof languages)[number];
/** Fetches a document of an order or of an offer, by its row's id; `language` null for the customer's. */
export type Print = (document: OrderDocument, id: string, language: Language | null) => Promise<void>;

/** The name that the server gave the file, else one of ours. */
const fileName = (answer: Response): string => {
  const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  return named ? decodeURIComponent(named) : 'document.pdf';
};

/** The file as the browser keeps one; a refusal is said here instead of standing in an empty tab. */
const keep = (bytes: Blob, name: string): void => {
  const href = URL.createObjectURL(bytes);
  const link = Object.assign(document.createElement('a'), { href, download: name });
  link.click();
  // The browser takes it over when the click is through.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
};

/** The document that the order is printed as in its state, for whoever may print it: in the customer's language or another. */
export const usePrinting = (row: Ref<Cells>, quote: Ref<{ readonly id: string; readonly total?: number } | null>) => {
  const rights = useRights();
  const notices = useNotices();
  const busy = ref(false);
  const mayPrint = computed(() => rights.value.may('order', 'print', row.value));
  const document = computed(() => (mayPrint.value ? documentIn(String(row.value.status)) : null));
  /** Of which row it is printed: an offer is a row of its own. */
  const of = computed(() => (document.value === 'quote' ? quote.value?.id : (row.value.id as string | undefined)));
  const print: Print = async (kind, id, language) => {
    if (busy.value) return;
    busy.value = true;
    const query = language ? `?lang=${language}` : '';
    try {
      const answer = await fetch(`/api/documents/${kind}/${id}.pdf${query}`);
      if (answer.ok) {
        keep(await answer.blob(), fileName(answer));
        const missing = answer.headers.get('document-missing');
        if (missing) notices.failed(words.t('documents.missing', { signs: decodeURIComponent(missing) }));
      } else notices.refused((await answer.json()) as Refusal, String(row.value.id));
    } catch {
      notices.refused({ refused: 'document.failed' });
    }
    busy.value = false;
  };
  const begin = (language: Language | null): void => {
    if (document.value && of.value) void print(document.value, of.value, language);
  };
  return {
    busy,
    mayPrint,
    print,
    title: computed(() => (document.value && of.value ? words.t(`documents.titles.${document.value}`) : null)),
    choices: computed(() => [
      [{ label: words.t('documents.customers'), onSelect: () => begin(null) }],
      languages.map((language) => ({
        label: words.value('customer', 'language', language),
        onSelect: () => begin(language),
      })),
    ]),
  };
};
