import { extractText, getDocumentProxy } from 'unpdf';

/** What a PDF says: the text of its pages, and its title, author and other particulars. */
export const pdfText = async (
  bytes: Uint8Array,
): Promise<{ readonly pages: readonly string[]; readonly about: string }> => {
  // The reader takes the bytes over.
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { text } = await extractText(pdf, { mergePages: false });
  const about = JSON.stringify(await pdf.getMetadata());
  await pdf.loadingTask.destroy();
  return { pages: text, about };
};
