#!/usr/bin/env node
'use strict';
// `ventana`. In a clone with its development tools the sources run, so that nothing has to be built and nothing is stale; elsewhere (an
// installed package, the image, a clone after `npm ci --omit=dev`) what was built runs.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const { version } = require('../package.json');

/** @returns the module that holds `main`, or undefined */
function findMain() {
  const source = join(root, 'src/cli/main.ts');
  if (existsSync(source) && loadTsx()) return source;
  const built = join(root, 'dist/src/cli/main.js');
  return existsSync(built) ? built : undefined;
}

function loadTsx() {
  try {
    require('tsx/cjs');
    return true;
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return false;
    throw error;
  }
}

const found = findMain();
if (found) {
  require(found).main(version);
} else {
  console.error('Ventana is not built here. Type: npm ci && npm run build');
  process.exitCode = 1;
}
