/**
 * Shows that judges notice what they are for: `npx tsx test/oracle/planted.ts [ROW ...]` plants each fault in a copy of
 * the code and plays weeks until its judge speaks. The exit code is 1 if one does not.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { judge } from './judges';
import { playWeek } from './play';
import { type PlantedFault, plantedFaults } from './plantedFaults';
import { rescueWeeks, weeks } from './week';

const ROOT = join(__dirname, '../..');
const COPIED = ['workflows', 'activities', 'src', 'test/oracle', 'test/support', 'package.json', 'tsconfig.json'];
const SEED = 11;
const MOST_WEEKS = 600;

function play({ row, of }: PlantedFault): string {
  const all = fc.sample(of === 'rescues' ? rescueWeeks : weeks, { seed: SEED, numRuns: MOST_WEEKS });
  for (const [place, week] of all.entries()) {
    const found = judge(playWeek(week)).find((it) => it.row === row);
    if (found) return `week ${place + 1}: ${found.words}`;
  }
  return '';
}

function noticed(fault: PlantedFault): string {
  const { row, file, from, to } = fault;
  const folder = mkdtempSync(join(tmpdir(), 'ventana-planted-'));
  try {
    for (const it of COPIED) cpSync(join(ROOT, it), join(folder, it), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const path = join(folder, 'workflows/core', file);
    const code = readFileSync(path, 'utf8');
    if (!code.includes(from)) throw new Error(`${row}: ${file} does not say "${from}" any more`);
    writeFileSync(path, code.replace(from, to));
    const place = String(plantedFaults.indexOf(fault));
    const args = [join(ROOT, 'node_modules/.bin/tsx'), 'test/oracle/planted.ts', '--play', place];
    return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [first, ...rows] = process.argv.slice(2);
if (first === '--play') {
  process.stdout.write(play(plantedFaults[Number(rows[0])]!));
} else {
  const named = first === undefined ? plantedFaults : plantedFaults.filter(({ row }) => [first, ...rows].includes(row));
  for (const fault of named) {
    const found = noticed(fault);
    if (found === '') process.exitCode = 1;
    console.log(`${fault.row}: ${fault.what}\n  ${found === '' ? 'NOT noticed' : found}`);
  }
}
