// The dark-photon signal event e+ e- -> gamma A' in C++, a yardstick of `npm run bench`: one thread, float32.
//
//   g++ -std=c++20 -O3 -march=native -mavx2 -mno-avx512f -ffast-math dark_photon_event.cpp -o dark_photon_event
//   ./dark_photon_event parameters.json
//
// Prints one line of JSON: the rate (best of the repetitions), the sums of weights (underflow, bins, overflow) and the
// accepted events. `dark_photon_event.py` is the same event in numpy and double precision.
//
// The event loop is straight-line code without calls or branches, so that the compiler makes eight lanes of it; add
// -fopt-info-vec to see it say so. Energies in GeV, squared masses in GeV^2, angles in rad.

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

#define INLINE inline __attribute__((always_inline))

// ---------------------------------------------------------------------------------------------- elementary functions
// Polynomials are minimax fits in the relative error (cosine: absolute); the errors quoted are those of the fit.

/// log2 x for normal x > 0: x = 2^e (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), log2(1 + f) = f P(f), error 1.7e-7.
INLINE float log2Of(float x) {
  const int32_t bits = std::bit_cast<int32_t>(x);
  const int32_t exponent = (bits - 0x3f3504f3) >> 23;
  const float f = std::bit_cast<float>(bits - (exponent << 23)) - 1.0f;
  float p = -0.1458116809f;
  p = p * f + 0.2340424080f;
  p = p * f - 0.2488768819f;
  p = p * f + 0.2870986962f;
  p = p * f - 0.3602396382f;
  p = p * f + 0.4809232424f;
  p = p * f - 0.7213527881f;
  p = p * f + 1.4426949620f;
  return static_cast<float>(exponent) + f * p;
}

/// 2^x for |x| < 126: x = n + f with |f| <= 1/2, 2^f = P(f), error 7.5e-8.
INLINE float exp2Of(float x) {
  const float n = std::floor(x + 0.5f);
  const float f = x - n;
  float p = 0.0013276472f;
  p = p * f + 0.0096755414f;
  p = p * f + 0.0555071327f;
  p = p * f + 0.2402211972f;
  p = p * f + 0.6931469671f;
  p = p * f + 1.0000000717f;
  return std::bit_cast<float>(std::bit_cast<int32_t>(p) + (static_cast<int32_t>(n) << 23));
}

struct SinCos {
  float sin, cos;
};

/// sin(2 pi u) and cos(2 pi u) for u in [0, 1]: u = k / 4 + t with |t| <= 1/8; fits in t^2, errors 3e-9 and 3e-8.
INLINE SinCos sinCosOfTurns(float u) {
  const int32_t k = static_cast<int32_t>(4.0f * u + 0.5f);
  const float t = u - 0.25f * static_cast<float>(k);
  const float q = t * t;
  const float s = t * (6.2831852868f + q * (-41.3416614550f + q * (81.5923535615f - 75.3935628277f * q)));
  const float c = 0.9999999724f + q * (-19.7391522281f + q * (64.9212529019f - 83.5926120088f * q));
  const bool odd = (k & 1) != 0;
  const float sine = odd ? c : s;
  const float cosine = odd ? s : c;
  // Quadrants 2 and 3 turn the sign of the sine, 1 and 2 that of the cosine.
  return {std::bit_cast<float>(std::bit_cast<int32_t>(sine) ^ ((k & 2) << 30)),
          std::bit_cast<float>(std::bit_cast<int32_t>(cosine) ^ (((k + 1) & 2) << 30))};
}

// ---------------------------------------------------------------------------------------------------- random numbers

struct Words {
  uint32_t x0, x1;
};

template <int Bits>
INLINE void round(Words& w) {
  w.x0 += w.x1;
  w.x1 = (w.x1 << Bits) | (w.x1 >> (32 - Bits));
  w.x1 ^= w.x0;
}

struct Streams {
  Words a, b, c;
};

// The three streams go through each round side by side: one alone is a chain in which every step waits for the last.
template <int Bits>
INLINE void round(Streams& s) {
  round<Bits>(s.a);
  round<Bits>(s.b);
  round<Bits>(s.c);
}

INLINE void addKeys(Words& w, uint32_t key0, uint32_t key1) {
  w.x0 += key0;
  w.x1 += key1;
}

template <int A, int B, int C, int D>
INLINE void fourRounds(Streams& s, uint32_t key0, uint32_t key1) {
  round<A>(s);
  round<B>(s);
  round<C>(s);
  round<D>(s);
  addKeys(s.a, key0, key1);
  addKeys(s.b, key0, key1);
  addKeys(s.c, key0, key1);
}

/// Threefry2x32 with 20 rounds, counters (event, stream), (event, stream + 1) and (event, stream + 2)
/// (Salmon et al., doi:10.1145/2063384.2063405).
INLINE Streams threefry(uint32_t key0, uint32_t key1, uint32_t event, uint32_t stream) {
  const uint32_t key2 = 0x1BD11BDAu ^ key0 ^ key1;
  const uint32_t x0 = event + key0, x1 = stream + key1;
  Streams s{{x0, x1}, {x0, x1 + 1}, {x0, x1 + 2}};
  fourRounds<13, 15, 26, 6>(s, key1, key2 + 1);
  fourRounds<17, 29, 16, 24>(s, key2, key0 + 2);
  fourRounds<13, 15, 26, 6>(s, key0, key1 + 3);
  fourRounds<17, 29, 16, 24>(s, key1, key2 + 4);
  fourRounds<13, 15, 26, 6>(s, key2, key0 + 5);
  return s;
}

/// u = ((x >> 9) + 1/2) 2^-23. The shifted word fits a signed integer, for which AVX2 has a conversion.
INLINE float uniform(uint32_t x) {
  return (static_cast<float>(static_cast<int32_t>(x >> 9)) + 0.5f) * 0x1p-23f;
}

// --------------------------------------------------------------------------------------------------------- the event

/// What the parameter file says, and the combinations that are the same for every event.
struct Constants {
  uint32_t key0, key1;
  float s, twoSqrtS, photonEnergy;                       // s, 2 sqrt(s), E* = (s - m^2) / (2 sqrt s)
  float yLow, ySpan, inverseA;                           // rapidity-like variable y = artanh cos*, 1 / A
  float betaX, betaZ, gamma, boost;                      // boost = gamma^2 / (gamma + 1)
  float a2, b2, c2, extraResolution;                     // squares; q0 / E* + q1
  float minusAlpha, tailEdge, tailScale, tailPower;      // n / alpha - alpha, n / alpha, -1 / (n - 1)
  float gate, inverseGate, inverseRest;                  // g, 1 / g, 1 / (1 - g)
  float thetaA, thetaC, cosLow, cosHigh, energyMin;
  float binsPerUnit, binOffset, lastBin;                 // index = M^2 binsPerUnit + binOffset, with 0 the underflow
};

struct Outcome {
  int32_t bin;
  float weight;
};

INLINE Outcome simulate(uint32_t event, const Constants& k) {
  const auto [w0, w1, w2] = threefry(k.key0, k.key1, event, 0);
  const float u4 = uniform(w2.x0);

  // Production: y = y_low + u0 (y_high - y_low), cos* = tanh y, sin* = 1 / cosh y, weight = 1 - sin*^2 / A.
  const float ey = exp2Of(1.4426950409f * (k.yLow + uniform(w0.x0) * k.ySpan));
  const float ey2 = ey * ey;
  const float inverse = 1.0f / (ey2 + 1.0f);
  const float cosStar = (ey2 - 1.0f) * inverse;
  const float sinStar = 2.0f * ey * inverse;
  const float weight = 1.0f - sinStar * sinStar * k.inverseA;

  // Photon in the centre-of-mass frame, then boosted to the laboratory:
  // E = gamma (E* + beta.p*), p = p* + beta (gamma^2 / (gamma + 1) beta.p* + gamma E*).
  const SinCos azimuth = sinCosOfTurns(uniform(w0.x1));
  const float energyStar = k.photonEnergy;
  const float pxStar = energyStar * sinStar * azimuth.cos;
  const float py = energyStar * sinStar * azimuth.sin;
  const float pzStar = energyStar * cosStar;
  const float along = k.betaX * pxStar + k.betaZ * pzStar;
  const float shift = k.boost * along + k.gamma * energyStar;
  const float px = pxStar + k.betaX * shift;
  const float pz = pzStar + k.betaZ * shift;
  const float energy = k.gamma * (energyStar + along);
  const float inversePt = 1.0f / std::sqrt(px * px + py * py);
  const float cosPhi = px * inversePt;
  const float inverseEnergy = 1.0f / energy;
  const float cosTheta = pz * inverseEnergy;
  const float sinTheta = (px * px + py * py) * inversePt * inverseEnergy;

  // Relative energy resolution sqrt((a / E)^2 + (b / E^(1/4))^2 + c^2) + (q0 + q1 E*) / E*.
  const float inverseRoot = 1.0f / std::sqrt(energy);
  const float sigma = std::sqrt(k.a2 * inverseEnergy * inverseEnergy + k.b2 * inverseRoot + k.c2) + k.extraResolution;

  // Box-Muller: z1 = sqrt(-2 ln u2) cos 2 pi u3, z2 = sqrt(-2 ln u2) sin 2 pi u3.
  const float radius = std::sqrt(std::max(-1.3862943611f * log2Of(uniform(w1.x0)), 0.0f));
  const SinCos turn = sinCosOfTurns(uniform(w1.x1));
  const float z1 = radius * turn.cos;
  const float z2 = radius * turn.sin;

  // Crystal Ball with its tail low: x = n / alpha - alpha - (n / alpha) v^(-1 / (n - 1)) in the tail.
  const bool gated = u4 < k.gate;
  const bool tail = (z1 < k.minusAlpha) | gated;
  const float v = gated ? u4 * k.inverseGate : (u4 - k.gate) * k.inverseRest;
  const float fall = exp2Of(std::min(k.tailPower * log2Of(v), 120.0f));
  const float x = tail ? k.tailEdge - k.tailScale * fall : z1;
  const float measured = energy * (1.0f + sigma * x);

  // Angle: cos theta' = cos theta - sin theta sigma_theta z2, sigma_theta = t_a / sqrt(E) + t_c.
  const float smear = (k.thetaA * inverseRoot + k.thetaC) * z2;
  const float cosSmeared = std::min(std::max(cosTheta - sinTheta * smear, -1.0f), 1.0f);
  const float sinSmeared = std::sqrt(1.0f - cosSmeared * cosSmeared);

  // Back to the centre of mass, E*' = gamma E' (1 - beta.n), and the recoil M^2 = s - 2 sqrt(s) E*'. The measured cos*
  // enters neither the acceptance nor the histogram, so neither program computes it.
  const float measuredStar = k.gamma * measured * (1.0f - k.betaX * sinSmeared * cosPhi - k.betaZ * cosSmeared);
  const float recoil = k.s - k.twoSqrtS * measuredStar;
  const bool accepted = (cosSmeared >= k.cosLow) & (cosSmeared <= k.cosHigh) & (measuredStar > k.energyMin);
  const float index = std::min(std::max(recoil * k.binsPerUnit + k.binOffset, 0.0f), k.lastBin);
  return {static_cast<int32_t>(index), accepted ? weight : 0.0f};
}

// ----------------------------------------------------------------------------------------------------- the histogram

struct Bin {
  double sumw = 0, sumw2 = 0;
};

struct Histogram {
  std::vector<Bin> bins;
  uint64_t entries = 0;
};

constexpr uint32_t BLOCK = 2048;  // bins and weights of a block stay in the first-level cache

/// Eight events at a time: the loop that must vectorise.
void simulateBlock(uint32_t first, const Constants& constants, int32_t* __restrict bin, float* __restrict weight) {
  const Constants k = constants;
  for (uint32_t i = 0; i < BLOCK; i++) {
    const Outcome outcome = simulate(first + i, k);
    bin[i] = outcome.bin;
    weight[i] = outcome.weight;
  }
}

/// Adds the first `count` events of a block; rejected ones carry weight zero and change nothing.
void addBlock(Histogram& histogram, const int32_t* bin, const float* weight, uint32_t count) {
  Bin* const bins = histogram.bins.data();
  int32_t entries = 0;
  for (uint32_t i = 0; i < count; i++) entries += weight[i] > 0.0f;
  for (uint32_t i = 0; i < count; i++) {
    const double w = weight[i];
    Bin& target = bins[bin[i]];
    target.sumw += w;
    target.sumw2 += w * w;
  }
  histogram.entries += static_cast<uint64_t>(entries);
}

Histogram fill(const Constants& constants, uint32_t events, uint32_t bins) {
  alignas(64) static int32_t bin[BLOCK];
  alignas(64) static float weight[BLOCK];
  Histogram histogram{std::vector<Bin>(bins + 2)};
  for (uint64_t first = 0; first < events; first += BLOCK) {
    simulateBlock(static_cast<uint32_t>(first), constants, bin, weight);
    addBlock(histogram, bin, weight, static_cast<uint32_t>(std::min<uint64_t>(BLOCK, events - first)));
  }
  return histogram;
}

// ---------------------------------------------------------------------------------------------------- the parameters

/// Reads numbers out of one flat JSON object: finds "name", the colon, and the number after it.
class ParameterFile {
 public:
  explicit ParameterFile(const char* path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error(std::string("cannot read ") + path);
    text_.assign(std::istreambuf_iterator<char>(file), {});
  }

  double operator[](const std::string& name) const {
    const size_t at = text_.find('"' + name + '"');
    const size_t colon = at == std::string::npos ? at : text_.find(':', at);
    if (colon == std::string::npos) throw std::runtime_error("the parameter file lacks " + name);
    const char* const start = text_.c_str() + colon + 1;
    char* end = nullptr;
    const double value = std::strtod(start, &end);
    if (end == start) throw std::runtime_error("the parameter " + name + " is not a number");
    return value;
  }

 private:
  std::string text_;
};

double inverseOrZero(double x) { return x > 0 ? 1 / x : 0; }

Constants constantsOf(const ParameterFile& p) {
  const double s = p["sqrtS"] * p["sqrtS"], m2 = p["mass"] * p["mass"];
  const double energy = (s - m2) / (2 * p["sqrtS"]);
  const double binsPerUnit = p["bins"] / (p["high"] - p["low"]);
  const auto f = [](double x) { return static_cast<float>(x); };
  Constants k{};
  k.key0 = static_cast<uint32_t>(p["key0"]), k.key1 = static_cast<uint32_t>(p["key1"]);
  k.s = f(s), k.twoSqrtS = f(2 * p["sqrtS"]), k.photonEnergy = f(energy);
  k.yLow = f(p["yLow"]), k.ySpan = f(p["yHigh"] - p["yLow"]);
  k.inverseA = f((s - m2) * (s - m2) / (2 * (s * s + m2 * m2)));  // A = 2 (s^2 + m^4) / (s - m^2)^2
  k.betaX = f(p["betaX"]), k.betaZ = f(p["betaZ"]), k.gamma = f(p["gamma"]);
  k.boost = f(p["gamma"] * p["gamma"] / (p["gamma"] + 1));
  k.a2 = f(p["a"] * p["a"]), k.b2 = f(p["b"] * p["b"]), k.c2 = f(p["c"] * p["c"]);
  k.extraResolution = f((p["q0"] + p["q1"] * energy) / energy);
  k.minusAlpha = f(-p["alpha"]), k.tailScale = f(p["n"] / p["alpha"]);
  k.tailEdge = f(p["n"] / p["alpha"] - p["alpha"]), k.tailPower = f(-1 / (p["n"] - 1));
  k.gate = f(p["gate"]), k.inverseGate = f(inverseOrZero(p["gate"])), k.inverseRest = f(inverseOrZero(1 - p["gate"]));
  k.thetaA = f(p["ta"]), k.thetaC = f(p["tc"]);
  k.cosLow = f(p["cLow"]), k.cosHigh = f(p["cHigh"]), k.energyMin = f(p["eMin"]);
  k.binsPerUnit = f(binsPerUnit), k.binOffset = f(1 - p["low"] * binsPerUnit), k.lastBin = f(p["bins"] + 1);
  return k;
}

// -------------------------------------------------------------------------------------------------------- the timing

/// The known answers of Random123 for Threefry2x32-20: all bits zero, all bits one.
void checkThreefry() {
  const Words zeros = threefry(0, 0, 0, 0).a, ones = threefry(~0u, ~0u, ~0u, ~0u).a;
  const bool zerosRight = zeros.x0 == 0x6b200159u && zeros.x1 == 0x99ba4efeu;
  const bool onesRight = ones.x0 == 0x1cb996fcu && ones.x1 == 0xbb002be7u;
  if (!zerosRight || !onesRight) throw std::runtime_error("Threefry2x32-20 misses its known answers");
}

void run(const char* path) {
  using Clock = std::chrono::steady_clock;
  checkThreefry();
  const ParameterFile parameters(path);
  const Constants constants = constantsOf(parameters);
  const auto events = static_cast<uint32_t>(parameters["events"]), bins = static_cast<uint32_t>(parameters["bins"]);

  Histogram histogram = fill(constants, events, bins);  // warm-up
  double best = 1e300, total = 0;
  for (int repetition = 0; repetition < 5 || total < 0.5; repetition++) {
    const auto start = Clock::now();
    histogram = fill(constants, events, bins);
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    best = std::min(best, seconds);
    total += seconds;
  }

  std::printf("{\"implementation\":\"C++ float32 AVX2\",\"million_events_per_second\":%.3f,", events / best * 1e-6);
  std::printf("\"events\":%u,\"sumw\":[", events);
  for (size_t i = 0; i < histogram.bins.size(); i++) std::printf("%s%.9g", i == 0 ? "" : ",", histogram.bins[i].sumw);
  std::printf("],\"entries\":%llu}\n", static_cast<unsigned long long>(histogram.entries));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 2) throw std::runtime_error("usage: dark_photon_event parameters.json");
    run(argv[1]);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
