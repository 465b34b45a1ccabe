// The campaign of a seed: small, real, with content of its own.

/** @returns its name and its file */
export function campaignOf(seed, random) {
  const name = `faults-${seed}`;
  const masses = (low, high) => {
    const first = random.between(low, (low + high) / 2);
    return `[${first.toFixed(3)}, ${random.between(first + 0.2, high).toFixed(3)}]`;
  };
  // A few toys now and then: a limit that takes a while, on streams of its own.
  const statistics = random.chance(0.25)
    ? '{ cl: 0.90, method: auto, toys: { minimum: 100, maximum: 200, error: 0.2 } }'
    : '{ cl: 0.90, method: asymptotic }';
  const yaml = `apiVersion: darkreach/v1
name: ${name}
seed: ${random.integer(1, 2 ** 31)}

channels:
  - id: dark-photon-invisible
    experiment: babar
    luminosities: [53 fb^-1]
    masses: ${masses(0.3, 5)}
  - id: dark-photon-invisible
    experiment: belle2
    luminosities: [20 fb^-1, 50 ab^-1]
    masses: ${masses(0.3, 8)}

events:
  signal: ${random.integer(20_000, 60_000)}
  background: ${random.integer(10_000_000, 14_000_000)}

statistics: ${statistics}

output:
  formats: [csv, json]
`;
  return { name, yaml };
}
