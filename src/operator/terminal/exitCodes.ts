/** The exit codes of `ventana`, the same for every command. Shown by `ventana --help`. */
export const exitCodes = {
  ok: 0,
  /** A problem was found, or the command failed. */
  failed: 1,
  /** The command line or the configuration is wrong: trying again will not help. */
  usage: 2,
  /** Temporal, Zendesk or WhatsApp cannot be reached: trying again later may help. */
  unreachable: 3,
  /** Ended by Ctrl-C: 128 + 2, the shells' convention for signals. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const EXIT_CODES_HELP = `Exit codes:
  ${exitCodes.ok}    success
  ${exitCodes.failed}    a problem was found, or the command failed
  ${exitCodes.usage}    invalid command line or configuration
  ${exitCodes.unreachable}    Temporal, Zendesk or WhatsApp cannot be reached
  ${exitCodes.interrupted}  interrupted by Ctrl-C`;
