/** The id in a resource name `collection/{id}` that the gate has let pass. */
export function idOf(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}
