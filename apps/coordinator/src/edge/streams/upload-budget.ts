import { ResourceExhaustedError } from '../../errors.js';

/** Memory for all uploads that are under way at the same time. */
export class UploadBudget {
  #reserved = 0;

  /**
   * @param mostBytes for all of them together
   * @param changed is told the bytes that are set aside, whenever they change
   */
  constructor(
    readonly mostBytes: number,
    private readonly changed: (bytes: number) => void,
  ) {}

  /**
   * Sets bytes aside; what is returned gives them back, once.
   * @throws ResourceExhaustedError while others have them
   */
  reserve(bytes: number): () => void {
    if (this.#reserved + bytes > this.mostBytes) {
      const message =
        `${bytes} bytes for this upload are not free: uploads under way have ${this.#reserved} ` +
        `of ${this.mostBytes}; try again`;
      throw new ResourceExhaustedError('UPLOADS_BUSY', message, true);
    }
    this.#add(bytes);
    let held = true;
    return () => {
      if (held) this.#add(-bytes);
      held = false;
    };
  }

  #add(bytes: number): void {
    this.#reserved += bytes;
    this.changed(this.#reserved);
  }
}
