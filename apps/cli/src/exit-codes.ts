/** What the process says to a script. */
export const EXIT = { ok: 0, unexpected: 1, invalidInput: 2, incomplete: 3, checkFailed: 4 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
