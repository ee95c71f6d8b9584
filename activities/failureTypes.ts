/** The `type` of every failure that leaves an activity. The workflow learns nothing else about a vendor's answer. */
export const failureTypes = {
  /** 404, or deleted: the ticket no longer exists. */
  gone: 'Gone',
  /** 409 on a guarded update: read again. */
  conflict: 'Conflict',
  /** 401, 403: a credential is wrong; the detail says which. */
  unauthorized: 'Unauthorized',
  /** Any other refusal that a retry cannot change. */
  refused: 'Refused',
  /** Not now. The first detail is how many ms to wait. */
  tryLater: 'TryLater',
  /** Worth retrying within the activity. */
  transient: 'Transient',
  /**
   * Also worth retrying, but the request may have been carried out: a 5xx from a gateway, or a connection lost after
   * the request was sent.
   */
  doubtful: 'Doubtful',
} as const;
