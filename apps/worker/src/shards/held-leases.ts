import type { HeldLease } from './held-lease.js';

/** The leases of this worker, and how fast it is. */
export class HeldLeases {
  private readonly leases = new Set<HeldLease>();
  private nobody: (() => void)[] = [];

  get all(): readonly HeldLease[] {
    return [...this.leases];
  }

  add(lease: HeldLease): void {
    this.leases.add(lease);
  }

  remove(lease: HeldLease): void {
    this.leases.delete(lease);
    if (this.leases.size === 0) this.nobody.splice(0).forEach((resolve) => resolve());
  }

  /** Resolves when there is none. */
  async empty(): Promise<void> {
    if (this.leases.size > 0) await new Promise<void>((resolve) => this.nobody.push(resolve));
  }
}
