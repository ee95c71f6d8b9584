/** The sandbox's clock: an injected one, or real time that can be moved. */
export class Clock {
  private offset = 0;

  constructor(private readonly injected?: () => number) {}

  readonly now = (): number => (this.injected ?? Date.now)() + this.offset;

  set(now: number): void {
    if (this.injected) throw new Error('The clock was injected: move it there.');
    this.offset = now - Date.now();
  }
}
