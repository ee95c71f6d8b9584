/**
 * Keeps the workflow code of a release: `npm run record-release VERSION`, before the version is tagged. upgrade.test.ts begins tickets on
 * each of them and finishes them on today's code.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundleWorkflowCode } from '@temporalio/worker';
import { workflowCode } from '../../src/service/worker/workflowBundle';

const EMPTY_MAP = Buffer.from('{"version":3,"file":"workflows.js","sources":[],"names":[],"mappings":""}').toString(
  'base64',
);

const [, , version = ''] = process.argv;
if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error('Which version? As an example: npm run record-release 0.2.0');

void bundleWorkflowCode(workflowCode).then(({ code }) => {
  // The map of the sources is two thirds of it; a worker wants one, be it empty.
  const bare = code.replace(/(?<=\n\/\/# sourceMappingURL=).*$/s, `data:application/json;base64,${EMPTY_MAP}`);
  writeFileSync(join(__dirname, 'releases', `${version}.js.gz`), gzipSync(bare, { level: 9 }));
});
