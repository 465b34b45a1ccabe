import type { BookEntry, BookSearch, TemplateBook } from '../plan/template-book.js';
import type { Template } from './merge.js';

/** A mass of a search: its template, or why its limit cannot be computed. */
export interface SearchPoint {
  /** GeV */
  readonly mass: number;
  readonly templateId: string;
  readonly signal: Template | undefined;
  /** A template that it needs and that is not there. */
  readonly lacks: string | undefined;
}

/** The templates of one search, as far as they are there. */
export interface SearchTemplates {
  readonly index: number;
  readonly search: BookSearch;
  readonly backgrounds: readonly Template[];
  /** Regions of which every background is there. */
  readonly completeRegions: ReadonlySet<string>;
  readonly points: readonly SearchPoint[];
}

/** What each search of a campaign has to be fitted with. */
export function searchTemplates(
  book: TemplateBook,
  templates: ReadonlyMap<string, Template>,
): readonly SearchTemplates[] {
  return book.searches.map((search, index) => {
    const own = book.entries.filter((entry) => entry.search === index);
    const backgrounds = own.filter(({ mass }) => mass === undefined);
    const missing = backgrounds.filter(({ id }) => !templates.has(id));
    const incomplete = new Set(missing.map(({ recipe }) => recipe.region));
    const points = own.filter((entry): entry is BookEntry & { readonly mass: number } => entry.mass !== undefined);
    return {
      index,
      search,
      backgrounds: backgrounds.flatMap(({ id }) => templates.get(id) ?? []),
      completeRegions: new Set(backgrounds.map(({ recipe }) => recipe.region).filter((name) => !incomplete.has(name))),
      points: points.map(({ id, mass, recipe }) => ({
        mass,
        templateId: id,
        signal: templates.get(id),
        lacks: templates.has(id) ? missing.find((other) => other.recipe.region === recipe.region)?.id : id,
      })),
    };
  });
}
