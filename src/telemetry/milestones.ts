/** Messages of log lines that a terminal shows in a way of its own (`operator/cli/serviceLog.ts`). */
export const milestones = {
  starting: 'starting',
  worker: 'worker is running',
  receiver: 'receiver is listening',
  webhook: 'webhook event',
  send: 'send ended',
} as const;
