/** Whether `host:port` is on this machine. */
export function isLoopback(server: string): boolean {
  const host = server.replace(/:\d+$/, '').replaceAll(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
