// Toys of a bump on a known background: the algorithm of the kernel (Threefry2x32-20, Poisson by guide table, Newton on
// 1/T, likelihood ratio), eight toys side by side in AVX2, one thread. Reads the numbers of the kernel from a file:
//
//   g++ -std=c++20 -O3 -march=native -mavx2 -mno-avx512f -ffast-math toys.cpp -o toys && ./toys numbers.bin
#include <immintrin.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <vector>

typedef float F __attribute__((vector_size(32)));
typedef int32_t I __attribute__((vector_size(32)));
typedef uint32_t U __attribute__((vector_size(32)));

constexpr int LANES = 8, TABLE = 448, CELLS = 256, MOST_BINS = 64;

static inline F splat(float x) { return (F)_mm256_set1_ps(x); }
static inline F toFloat(U x) { return (F)_mm256_cvtepi32_ps((__m256i)x); }
static inline F root(F x) { return (F)_mm256_sqrt_ps((__m256)x); }
static inline F down(F x) { return (F)_mm256_floor_ps((__m256)x); }
static inline bool any(I mask) { return _mm256_movemask_ps((__m256)mask) != 0; }
static inline U turn(U x, int by) { return (x << by) | (x >> (32 - by)); }

struct Pair { U a, b; };

static inline Pair threefry(U counter, uint32_t stream, const uint32_t* key) {
  constexpr int by[8] = {13, 15, 26, 6, 17, 29, 16, 24};
  U x0 = counter + key[0], x1 = (U{} + stream) + key[1];
#pragma GCC unroll 20
  for (int round = 0; round < 20; round++) {
    x0 += x1;
    x1 = turn(x1, by[round & 7]) ^ x0;
    if ((round & 3) == 3) {
      const int n = (round + 1) / 4;
      x0 += key[n % 3];
      x1 += key[(n + 1) % 3] + n;
    }
  }
  return {x0, x1};
}

/** 2 atanh z for |z| < 0.18. */
static inline F twiceAtanh(F z) {
  const F y = z * z;
  return 2.0f * z * (1.0f + y * (0.33333333f + y * (0.2f + y * (0.14285714f + y * 0.11111111f))));
}

static inline F logByThreeRoots(F x) {
  const F t = root(root(root(x)));
  return 8.0f * twiceAtanh((t - 1.0f) / (t + 1.0f));
}

static inline F logByRoots(F x) {
  const F t = root(root(root(root(root(x)))));
  const F z = (t - 1.0f) / (t + 1.0f), y = z * z;
  return 64.0f * z * (1.0f + y * (0.33333333f + y * (0.2f + y * (0.14285714f + y * (0.11111111f + y * 0.09090909f)))));
}

struct Model {
  float begin, end, start, truth, lower, upper, signal, toHeld;
  const float *twice, *recip, *base, *first, *row, *held, *wide, *wider, *tables;
  int bins;
};

static inline F countOf(const Model& m, int b, U word) {
  const float* table = m.tables + b * TABLE;
  const F guide = (F)_mm256_i32gather_ps(table, (__m256i)(word >> 24), 4);
  F count = down(guide + toFloat((word >> 9) & 32767u) * 0.000030517578125f);
  if (__builtin_expect(any(guide < 0.0f), 0)) {
    for (int lane = 0; lane < LANES; lane++) {
      if (guide[lane] >= 0) continue;
      const float u = (float)(word[lane] >> 9) * 1.1920928955078125e-7f + 5.9604644775390625e-8f;
      int place = (int)-guide[lane];
      while (u > table[place]) place++;
      count[lane] = (float)place - CELLS + m.first[b];
    }
  }
  return count;
}

struct Result { F conditional, free, mu; };

static inline Result toys(const Model& m, U counter, const uint32_t* key) {
  F n[MOST_BINS];
  for (int b = 0; b < m.bins; b += 2) {
    const Pair words = threefry(counter, (uint32_t)(b / 2), key);
    n[b] = countOf(m, b, words.a);
    n[b + 1] = countOf(m, b + 1, words.b);
  }
  F conditional = splat(m.toHeld);
  for (int b = 0; b < m.bins; b++) conditional -= n[b] * m.held[b];
  F mu = splat(m.start), edm = splat(1.0f);
  for (int step = 0; step < 40 && any(edm > 1e-3f); step++) {
    F above = splat(-m.signal), bend = splat(0);
    for (int b = 0; b < m.bins; b++) {
      const F t = m.row[b] / (m.base[b] + mu * m.row[b]);
      const F seen = n[b] * t;
      above += seen;
      bend += seen * t;
    }
    const F least = bend > 1e-30f ? bend : splat(1e-30f);
    const F newton = mu + above * (above + m.signal) / (m.signal * least);
    const F wish = above + m.signal > 1e-5f * m.signal ? newton : splat(m.lower);
    F moved = wish > m.lower ? wish : splat(m.lower);
    moved = moved < m.upper ? moved : splat(m.upper);
    const F decrease = above * (moved - mu);
    const I open = edm > 1e-3f;
    edm = open ? (decrease < 0.0f ? -decrease : decrease) : edm;
    mu = open ? moved : mu;
  }
  const F shift = mu - m.truth;
  F half = shift * m.signal;
  for (int b = 0; b < m.bins; b += 2) {
    for (int c = b; c < b + 2; c++) {
      const F d = shift * m.row[c];
      const F ratio = (m.base[c] + mu * m.row[c]) * m.recip[c];
      const F logarithm = m.wide[b / 2] < 0.5f    ? twiceAtanh(d / (m.twice[c] + d))
                          : m.wider[b / 2] < 0.5f ? logByThreeRoots(ratio)
                                                  : logByRoots(ratio);
      half -= n[c] * logarithm;
    }
  }
  return {conditional, half, mu};
}

int main(int, char** arguments) {
  std::ifstream file(arguments[1], std::ios::binary);
  std::vector<float> x;
  file.seekg(0, std::ios::end);
  x.resize((size_t)file.tellg() / 4);
  file.seekg(0);
  file.read((char*)x.data(), (std::streamsize)(x.size() * 4));
  const int bins = (int)x[0];
  const uint32_t k0 = (uint32_t)x[1], k1 = (uint32_t)x[2], key[3] = {k0, k1, 0x1bd11bda ^ k0 ^ k1};
  const long count = (long)x[3];
  const float* p = x.data() + 4;
  Model m{p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]};
  m.bins = bins;
  p += 8;
  for (const float** list : {&m.twice, &m.recip, &m.base, &m.first, &m.row, &m.held}) *list = p, p += bins;
  for (const float** list : {&m.wide, &m.wider}) *list = p, p += bins / 2;
  m.tables = p;
  double best = 0, q = 0, mu = 0;
  for (int run = 0; run < 40; run++) {
    const auto start = std::chrono::steady_clock::now();
    double sumQ = 0, sumMu = 0;
    for (long i = 0; i < count; i += LANES) {
      U counter;
      for (int lane = 0; lane < LANES; lane++) counter[lane] = (uint32_t)(i + lane);
      const Result result = toys(m, counter, key);
      for (int lane = 0; lane < LANES; lane++) {
        sumQ += 2.0 * ((double)result.conditional[lane] - result.free[lane]);
        sumMu += result.mu[lane];
      }
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (count / seconds > best) best = count / seconds;
    q = sumQ / count;
    mu = sumMu / count;
  }
  printf("{\"toys_per_second\": %.1f, \"mean_q\": %.9g, \"mean_mu\": %.9g}\n", best, q, mu);
}
