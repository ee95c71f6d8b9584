/** Which tickets this process has read, so that its receiver need not ask for it again. */
export interface Readings {
  /** A reading begins. @returns to be called when it has succeeded */
  begin(ticketId: string): () => void;
  /** @returns whether a reading that began after this call has succeeded since */
  watch(ticketId: string): () => boolean;
}
