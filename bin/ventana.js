#!/usr/bin/env node
'use strict';
// `ventana`. In a clone with its development tools the sources run, so that nothing has to be built and nothing is stale; elsewhere (an
// installed package, the image, a clone after `npm ci --omit=dev`) what was built runs.
const { existsSync } = require('node:fs');
const { register } = require('node:module');
const { join } = require('node:path');

const root = join(__dirname, '..');
const source = join(root, 'src/operator/cli/main.ts');
const built = join(root, 'dist/src/operator/cli/main.js');

/** @returns whether TypeScript can be required and imported from now on; Node below 20.6 has no `register`, which tsx needs for that */
async function loadTsx() {
  if (register === undefined) return false;
  try {
    await import('tsx');
    return true;
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return false;
    throw error;
  }
}

async function run() {
  const main = existsSync(source) && (await loadTsx()) ? source : built;
  if (existsSync(main)) return require(main).main(require('../package.json').version);
  console.error('Ventana is not built here. Type: npm ci && npm run build');
  process.exitCode = 1;
}

void run();
