import type { DetectorTree } from './detector.js';

type Branch<Leaf> = { readonly [name: string]: Branch<Leaf> | Leaf };

const isCited = (node: object): boolean => 'trust' in node;

/** The same tree with every cited leaf replaced; `path` is its dotted path. */
export function mapLeaves<Leaf extends object, Result>(
  tree: DetectorTree<Leaf>,
  change: (leaf: Leaf, path: string) => Result,
): DetectorTree<Result> {
  const walk = (node: Branch<Leaf> | Leaf, path: string): unknown => {
    if (isCited(node)) return change(node as Leaf, path);
    const children = Object.entries(node as Branch<Leaf>);
    return Object.fromEntries(
      children.map(([name, child]) => [name, walk(child, path === '' ? name : `${path}.${name}`)]),
    );
  };
  return walk(tree as unknown as Branch<Leaf>, '') as DetectorTree<Result>;
}
