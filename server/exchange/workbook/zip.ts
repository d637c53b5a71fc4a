/** What a zip says that it holds, before anything of it is unpacked. */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const COMMENT_AT_MOST = 65_535;
/** The true figure stands elsewhere (ZIP64): where the reader would look for it, and not here. */
const ELSEWHERE_16 = 0xffff;
const ELSEWHERE_32 = 0xffffffff;
/** The entry's sizes may follow its data. */
const SIZES_BEHIND = 8;

/**
 * Bytes of all entries unpacked, as the directory has them; the reader unpacks no entry further than that. Null for what
 * is no zip, or has a directory or an entry of which the reader would believe something other than what is added up here:
 * no workbook of a size that is taken needs ZIP64, nor leaves sizes out of its directory.
 */
export const unpackedSize = (bytes: Uint8Array): number | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - END_SIZE;
  const lowest = Math.max(0, end - COMMENT_AT_MOST);
  while (end >= lowest && view.getUint32(end, true) !== END) end--;
  if (end < lowest) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count === ELSEWHERE_16 || view.getUint32(end + 12, true) === ELSEWHERE_32 || at === ELSEWHERE_32) return null;
  let size = 0;
  for (let n = 0; n < count; n++) {
    if (at + ENTRY_SIZE > bytes.length || view.getUint32(at, true) !== ENTRY) return null;
    const flags = view.getUint16(at + 8, true);
    const packed = view.getUint32(at + 20, true);
    const own = view.getUint32(at + 24, true);
    const begins = view.getUint32(at + 42, true);
    if ([packed, own, begins].includes(ELSEWHERE_32)) return null;
    if ((own === 0 && packed > 2) || (packed === 0 && (flags & SIZES_BEHIND) !== 0)) return null;
    size += own;
    at += ENTRY_SIZE + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return size;
};
