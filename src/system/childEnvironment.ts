/** What a program needs to run, find its temporary files and speak a language. */
const BASIC =
  /^(PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TEMP|TMP|TZ|LANG|LANGUAGE|LC_ALL|LC_CTYPE|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAMDATA|GOGC|GOMAXPROCS|GOMEMLIMIT)$/i;
/** What a download needs besides: proxies, certificates, pip's settings and the Python that it belongs to. */
const DOWNLOADING =
  /^(HTTPS?_PROXY|ALL_PROXY|NO_PROXY|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|NODE_EXTRA_CA_CERTS|PIP_.*|PYTHON.*|PYENV_.*|VIRTUAL_ENV|CONDA_PREFIX|LD_LIBRARY_PATH|XDG_.*)$/i;
/** What the demo, a process of ours, reads besides, and how it may print. */
const SHOWING = /^(TERM|COLORTERM|NO_COLOR|FORCE_COLOR|CI|COLUMNS|TEMPORAL_CLI_PATH|NODE_OPTIONS)$/;

export type ChildKind = 'server' | 'download' | 'demo';

/**
 * The environment for a child process: chosen names only, so that no credential of ours comes to another program.
 * @param own default: the process's own
 */
export function childEnvironment(
  kind: ChildKind,
  own: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const isWanted = (name: string): boolean =>
    BASIC.test(name) || (kind !== 'server' && DOWNLOADING.test(name)) || (kind === 'demo' && SHOWING.test(name));
  return Object.fromEntries(
    Object.entries(own).filter((entry): entry is [string, string] => isWanted(entry[0]) && entry[1] !== undefined),
  );
}
