/** Ends of the server → how long to wait before it is started again, or that it is not to be. */

export type Clock = () => number;

export const DELAYS = [0, 1_000, 3_000, 8_000, 20_000];
/** A server that has lived as long as this, in milliseconds, has recovered. */
export const RECOVERED = 5 * 60_000;

export class Backoff {
  private failures = 0;
  private startedAt: number;

  constructor(private readonly now: Clock = Date.now) {
    this.startedAt = now();
  }

  started(): void {
    this.startedAt = this.now();
  }

  /** Milliseconds to wait, or undefined when it has ended too often. */
  ended(): number | undefined {
    if (this.now() - this.startedAt >= RECOVERED) {
      this.failures = 0;
    }
    const delay = DELAYS[this.failures];
    this.failures += 1;
    return delay;
  }

  forget(): void {
    this.failures = 0;
  }
}
