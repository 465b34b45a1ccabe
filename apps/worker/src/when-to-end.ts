/**
 * Resolves with the reason to end: SIGTERM, SIGINT, or the end of standard input where a supervisor holds its other end.
 * A second signal ends at once.
 */
export function whenToEnd(parentPipe: boolean): Promise<string> {
  return new Promise((resolve) => {
    let ending = false;
    const end = (reason: string): void => {
      if (ending && reason.startsWith('SIG')) process.exit(1);
      ending = true;
      resolve(reason);
    };
    process.on('SIGTERM', () => end('SIGTERM'));
    process.on('SIGINT', () => end('SIGINT'));
    if (!parentPipe) return;
    process.stdin.on('end', () => end('its supervisor has gone'));
    process.stdin.on('error', () => end('its supervisor has gone'));
    process.stdin.resume();
  });
}
