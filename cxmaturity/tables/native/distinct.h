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

/* The code of a text that is not in its slot, and may be new; -1 where there is no memory for it. */
int32_t searched(Distinct *self, Cell cell, Key key);

/* Have the texts that are new among the values, too; 0 with an error. */
int append_new_values(Distinct *self);

static inline Key key_of(const Cell cell)
{
    static const uint64_t masks[WORD + 1] = {
        0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, UINT64_MAX,
    };
    const size_t length = cell.length, beyond = length > WORD ? length - WORD : 0;
    if (length > 2 * WORD) {
        uint64_t hash = word_at(cell.text + length - WORD);
        for (size_t place = WORD; place + WORD < length; place += WORD) {
            hash = (hash ^ word_at(cell.text + place)) * ODD;
            hash ^= hash >> 32;
        }
        return (Key){word_at(cell.text), hash, length};
    }
    if (cell.readable < 2 * WORD) {
        char copy[2 * WORD] = {0};
        memcpy(copy, cell.text, length);
        return (Key){word_at(copy), word_at(copy + WORD), length};
    }
    /* No branch by the length, which changes from row to row. */
    return (Key){word_at(cell.text) & masks[at_most(length, WORD)],
                 word_at(cell.text + WORD) & masks[beyond], length};
}

static inline size_t slot_of(const Distinct *self, const Key key)
{
    const uint64_t number = (key.first ^ key.second * ODD) + key.length;
    return (size_t)((number ^ number >> 29) * ODD >> (64 - self->bits));
}

/* Whether two texts, longer than a word, are the same. */
static inline int are_same(const char *one, const char *other, size_t length)
{
    for (size_t place = 0; place + WORD < length; place += WORD)
        if (word_at(one + place) != word_at(other + place))
            return 0;
    return word_at(one + length - WORD) == word_at(other + length - WORD);
}

static inline int is_text(const Distinct *self, int32_t code, const Cell cell, const Key key)
{
    const Text *text = self->texts + code;
    return text->key.first == key.first && text->key.second == key.second && text->key.length == key.length
        && (key.length <= 2 * WORD || are_same(self->arena + text->start, cell.text, key.length));
}

#endif
