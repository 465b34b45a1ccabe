/** What `darkreach init` writes: a campaign that runs as it stands, with what can be changed beside it. */
export const EXAMPLE_CAMPAIGN = `# A campaign: which searches, at which experiments, with how much data.
#   darkreach validate campaign.yaml    is everything in it allowed?
#   darkreach plan campaign.yaml        how much work, time and memory will it take?
#   darkreach run campaign.yaml         compute the limits
# Editors that know JSON Schema check and complete this file: darkreach schema > campaign.schema.json
apiVersion: darkreach/v1
name: dark-photon-reach

# The same seed gives the same bits, with any number of workers.
seed: 20260101

channels:
  - id: dark-photon-invisible       # "darkreach channels" lists the searches
    experiment: babar               # a detector preset
    luminosities: [53 fb^-1]        # with unit: pb^-1, fb^-1 or ab^-1
    # GeV. Or a list of values, [0.5, 1, 2, 500 MeV], or steps of the mass resolution:
    # {from: 0.5, to: 8, spacing: resolution, step: 0.5}
    masses: &masses {from: 0.1, to: 8, points: 41, spacing: linear}

  - id: dark-photon-invisible
    experiment: belle2
    # An input of the detector is changed by its path ("darkreach channels" lists them):
    # experiment: {preset: belle2, overrides: {photonLoss.barrel: 1e-5}}
    luminosities: [20 fb^-1, 50 ab^-1]
    masses: *masses
    # Left out, model parameters and uncertainties are those of the search:
    # model: {alphaD: 0.1, chiMassRatio: 0.3333}
    # systematics: {luminosity: {relative: 1%, scaling: constant}, efficiency: 5%}

events:
  signal: 1e6        # simulated events per mass
  background: 1e8    # per experiment, over all its backgrounds

statistics:
  cl: 0.90
  method: auto       # toys where fewer than 10 background events are expected, else asymptotic
  toys: {minimum: 2000, maximum: 50000, error: 0.02}

output:
  formats: [csv, json, svg, png, pdf]
`;
