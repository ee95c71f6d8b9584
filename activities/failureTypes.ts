/** The `type` of every failure that leaves an activity: all that the workflow may know of a vendor's answer. */
export const failureTypes = {
  /** 404, or deleted: the ticket is no longer there. */
  gone: 'Gone',
  /** 409 on a guarded update: read again. */
  conflict: 'Conflict',
  /** 401, 403: a credential is wrong; the detail says which. */
  unauthorized: 'Unauthorized',
  /** Another refusal that no repetition will change. */
  refused: 'Refused',
  /** Not now: the first detail says for how many ms. */
  tryLater: 'TryLater',
  /** Worth a repetition within the activity. */
  transient: 'Transient',
  /** So is this, but what was asked for may have been done: 5xx of whoever stands between, or a connection lost after the request. */
  doubtful: 'Doubtful',
} as const;
