/* Bytes looked at eight or sixty-four at a time. Included first, for it brings Python in. */
#ifndef WORDS_H
#define WORDS_H

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef _MSC_VER
#include <intrin.h>
#endif
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Before a loop that does little each time. */
#ifdef __GNUC__
#define UNROLLED _Pragma("GCC unroll 4")
#else
#define UNROLLED
#endif

#if PY_LITTLE_ENDIAN != 1
#error "Words of eight bytes are compared with the first byte as the lowest."
#endif

#define WORD 8
#define BLOCK 64
#define LINE 64 /* bytes of a cache that are fetched at once */
#define EACH_BYTE 0x0101010101010101u
#define LOW_BITS 0x7F7F7F7F7F7F7F7Fu
#define HIGH_BITS 0x8080808080808080u
#define ODD 0x9E3779B97F4A7C15u
#define ODDER 0xC2B2AE3D27D4EB4Fu

static inline uint64_t word_at(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, WORD);
    return word;
}

/* The first *length* bytes, at most a word, with zeros after; *readable* bytes are there to be read. */
static inline uint64_t short_word(const char *bytes, size_t length, size_t readable)
{
    uint64_t word = 0;
    if (readable < WORD) {
        memcpy(&word, bytes, length);
        return word;
    }
    return length == WORD ? word_at(bytes) : word_at(bytes) & (((uint64_t)1 << 8 * length) - 1);
}

/* All bits of the result depend on all of those given. */
static inline uint64_t mixed(uint64_t bits)
{
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9u;
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EBu;
    return bits ^ bits >> 31;
}

/* Have room for so many bytes; 0 where there is no memory for them. */
static inline int make_bytes(char **bytes, size_t *room, size_t needed)
{
    if (needed <= *room)
        return 1;
    const size_t larger = 2 * *room + needed + 256;
    char *moved = realloc(*bytes, larger);
    if (!moved)
        return 0;
    *bytes = moved;
    *room = larger;
    return 1;
}

/* Have what stands there fetched from memory, for it will be looked at soon. */
static inline void fetch(const void *place)
{
#ifdef __GNUC__
    __builtin_prefetch(place);
#else
    (void)place;
#endif
}

static inline unsigned lowest_bit(uint64_t bits)
{
#ifdef _MSC_VER
    unsigned long place;
    _BitScanForward64(&place, bits);
    return place;
#else
    return (unsigned)__builtin_ctzll(bits);
#endif
}

/* A bit for each byte of a block: whether it is *sought*. */
#ifdef __SSE2__
static inline uint64_t places_of(char sought, const char *block)
{
    const __m128i repeated = _mm_set1_epi8(sought);
    uint64_t places = 0;
    for (unsigned part = 0; part < 4; part++) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(block + 16 * part));
        places |= (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, repeated)) << 16 * part;
    }
    return places;
}
#else
static inline uint64_t places_of(char sought, const char *block)
{
    const uint64_t repeated = EACH_BYTE * (unsigned char)sought;
    uint64_t places = 0;
    for (unsigned word = 0; word < BLOCK / WORD; word++) {
        const uint64_t differs = word_at(block + word * WORD) ^ repeated;
        const uint64_t same = ~(((differs & LOW_BITS) + LOW_BITS) | differs | LOW_BITS);
        places |= ((same >> 7) * 0x0102040810204080u >> 56) << 8 * word;
    }
    return places;
}
#endif

/* Whether a block has bytes that are not ASCII. */
static inline int is_beyond_ascii(const char *block)
{
    uint64_t all = 0;
    for (unsigned word = 0; word < BLOCK / WORD; word++)
        all |= word_at(block + word * WORD);
    return (all & HIGH_BITS) != 0;
}

/* For each bit whether an odd number of bits is set up to it. */
static inline uint64_t odd_so_far(uint64_t bits)
{
    for (unsigned step = 1; step < 64; step *= 2)
        bits ^= bits << step;
    return bits;
}

static inline size_t at_most(size_t size, size_t most)
{
    return size < most ? size : most;
}

#endif
