/** The most (or least) of everything that a campaign file may ask for: validator, JSON Schema, documentation and tests read this table. */
export const CAMPAIGN_LIMITS = {
  fileBytes: 2 * 1024 * 1024,
  /** References to YAML anchors, expanded. */
  aliases: 100,
  stringLength: 256,
  /** The name is part of the name of the results folder. */
  nameLength: 60,
  channels: 64,
  /** Values in a list of masses, points of a grid, masses of a channel. */
  masses: 10_000,
  luminosities: 64,
  /** fb^-1; above zero. */
  luminosity: 50_000,
  /** Largest integer that a double holds exactly. */
  seed: Number.MAX_SAFE_INTEGER,
  events: 1e12,
  /** Over all templates: what a plan can still list shard by shard. */
  totalEvents: 1e14,
  /** Over all searches. */
  totalMasses: 20_000,
  toys: 1e6,
  overrides: 256,
  systematics: 64,
  modelParameters: 64,
  /** Relative uncertainty. */
  relative: 10,
  confidenceLevel: { low: 0.5, high: 0.9999 },
  toyError: { low: 1e-4, high: 1 },
  /** Steps of a grid in units of the mass resolution. */
  resolutionStep: { low: 1e-3, high: 1e3 },
} as const;
