#!/usr/bin/env node
'use strict';
// `ventana`. What was built runs if it is as new as the sources, since it starts in half the time. In a clone whose
// sources are newer, or where nothing was built, the sources run, so that nothing is ever stale.
const { existsSync, readdirSync, statSync } = require('node:fs');
const { enableCompileCache, register } = require('node:module');
const { join } = require('node:path');

// Node from 22.1 can keep what it has compiled. Not in the folder for temporary files, which other users may write to.
const { HOME, XDG_CACHE_HOME = HOME && join(HOME, '.cache') } = process.env;
if (XDG_CACHE_HOME) enableCompileCache?.(join(XDG_CACHE_HOME, 'ventana', 'compiled'));

const root = join(__dirname, '..');
const source = join(root, 'src/operator/cli/main.ts');
const built = join(root, 'dist/src/operator/cli/main.js');

/** Whether nothing has changed since a complete build. A file that was added or deleted shows in its folder's time. */
function isBuiltFresh() {
  const outputs = [built, join(root, 'dist/workflows.bundle.js'), join(root, 'dist/workflows.encrypted.bundle.js')];
  if (!outputs.every(existsSync)) return false;
  const builtAt = Math.min(...outputs.map((it) => statSync(it).mtimeMs));
  const isOld = (path) => statSync(path).mtimeMs <= builtAt;
  const areOld = (folder) =>
    isOld(folder) &&
    readdirSync(folder, { withFileTypes: true }).every((it) =>
      it.isDirectory() ? areOld(join(folder, it.name)) : isOld(join(folder, it.name)),
    );
  return (
    isOld(join(root, 'package-lock.json')) && ['src', 'workflows', 'activities'].every((it) => areOld(join(root, it)))
  );
}

/**
 * @returns whether TypeScript can be required and imported from now on; Node below 20.6 has no `register`, which tsx
 * needs for that
 */
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
  const main = existsSync(source) && !isBuiltFresh() && (await loadTsx()) ? source : built;
  if (existsSync(main)) return require(main).main(require('../package.json').version);
  console.error('Ventana is not built here. Type: npm ci && npm run build');
  process.exitCode = 1;
}

void run();
