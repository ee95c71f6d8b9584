import { execFileSync } from 'node:child_process';

/** The embedded Temporal among the descendants of this process: a shell that guards it is in between. */
export function temporalUnder(ancestor: number): number | undefined {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((row) => {
      const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? [];
      return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
    });
  const under = (parent: number): typeof rows =>
    rows.filter((it) => it.parent === parent).flatMap((it) => [it, ...under(it.pid)]);
  const isServer = (command: string): boolean => command.includes(' start-dev ') && !command.startsWith('/bin/sh');
  return under(ancestor).find(({ command }) => isServer(command))?.pid;
}
