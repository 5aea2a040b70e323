/* The distinct texts of a column, each with a code, from chunk to chunk. */
#ifndef DISTINCT_H
#define DISTINCT_H

#include "records.h"

/* What tells a text from others: all of it, where it is no longer than two words; else its first, and a hash. */
typedef struct {
    uint64_t first, second;
    size_t length;
} Key;

/* A text in the arena of a column. */
typedef struct {
    Key key;
    size_t start;
} Text;

typedef struct {
    PyObject_HEAD
    PyObject *values;
    Text *texts;
    size_t count, room;
    char *arena;
    size_t used, arena_room;
    int32_t *slots;
    unsigned bits;
} Distinct;

extern PyTypeObject *distinct_type;

/* Twice as many slots, so that most are free, and few texts are looked for beyond their own; 0 without memory. */
int spread(Distinct *self);

/* The code of a text, which may be new; -1 where there is no memory for it. */
int32_t code_of(Distinct *self, Cell cell);

/* Have the texts that are new among the values, too; 0 with an error. */
int append_new_values(Distinct *self);

/* Of a text of up to two words, so many of which are there to be read; without a branch by the length. */
static inline Key short_key(const char *text, size_t length)
{
    static const unsigned char ones[4 * WORD] = {
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    };
    const char *mask = (const char *)ones + 2 * WORD - length;
    return (Key){word_at(text) & word_at(mask), word_at(text + WORD) & word_at(mask + WORD), length};
}

/* Of a longer text. What is between its first and its last two words is taken two words at a time, the last of all. */
static inline Key long_key(const char *text, size_t length)
{
    const char *const last = text + length - 2 * WORD;
    uint64_t one = word_at(text + WORD), other = 0;
    for (const char *at = text + 2 * WORD; at < last; at += 2 * WORD) {
        one = (one ^ word_at(at)) * ODD;
        other = (other ^ word_at(at + WORD)) * ODDER;
        one ^= one >> 32, other ^= other >> 32;
    }
    one = (one ^ word_at(last)) * ODD, other = (other ^ word_at(last + WORD)) * ODDER;
    return (Key){word_at(text), one ^ one >> 32 ^ other, length};
}

/* Whether two texts, longer than two words, are the same. */
static inline int are_same(const char *one, const char *other, size_t length)
{
    const size_t last = length - 2 * WORD;
    uint64_t differ = (word_at(one) ^ word_at(other)) | (word_at(one + WORD) ^ word_at(other + WORD))
                    | (word_at(one + last) ^ word_at(other + last))
                    | (word_at(one + last + WORD) ^ word_at(other + last + WORD));
    for (size_t place = 2 * WORD; place < last; place += 2 * WORD)
        differ |= (word_at(one + place) ^ word_at(other + place))
                | (word_at(one + place + WORD) ^ word_at(other + place + WORD));
    return !differ;
}

static inline Key key_of(const Cell cell)
{
    if (cell.length > 2 * WORD)
        return long_key(cell.text, cell.length);
    if (cell.readable >= 2 * WORD)
        return short_key(cell.text, cell.length);
    char copy[2 * WORD] = {0};
    memcpy(copy, cell.text, cell.length);
    return short_key(copy, cell.length);
}

/* The slot where a text is looked for first, of 2 to the power of *bits*. */
static inline size_t slot_of(const Key key, unsigned bits)
{
    return (size_t)((key.first * ODD + key.second * ODDER + key.length) * ODD >> (64 - bits));
}

/* Whether the text of this *code* has that key, and stands at *text*. */
static inline int is_text(const Distinct *self, int32_t code, const Key key, const char *text)
{
    const Text *known = self->texts + code;
    return known->key.first == key.first && known->key.second == key.second && known->key.length == key.length
        && (key.length <= 2 * WORD || are_same(self->arena + known->start, text, key.length));
}

#endif
