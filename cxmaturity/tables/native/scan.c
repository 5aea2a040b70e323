/* Separators, lines and quotes, found in all bytes of a chunk at once. */
#include "records.h"

static int is_utf8(const char *text, size_t size)
{
    const unsigned char *at = (const unsigned char *)text, *const end = at + size;
    while (at < end) {
        if (end - at >= WORD && !(word_at((const char *)at) & HIGH_BITS)) {
            at += WORD;
            continue;
        }
        const unsigned char first = *at;
        if (first < 0x80) {
            at++;
            continue;
        }
        unsigned char low = 0x80, high = 0xBF; /* what the second byte may be */
        ptrdiff_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (first == 0xE0) low = 0xA0;
        if (first == 0xED) high = 0x9F;
        if (first == 0xF0) low = 0x90;
        if (first == 0xF4) high = 0x8F;
        if (first < 0xC2 || first > 0xF4 || end - at < length || at[1] < low || at[1] > high)
            return 0;
        for (ptrdiff_t more = 2; more < length; more++)
            if ((at[more] & 0xC0) != 0x80)
                return 0;
        at += length;
    }
    return 1;
}

/* Whether a block is UTF-8, with what begins in it; *checked* is up to where all is. */
static int block_is_utf8(const Records *self, size_t at, size_t *checked)
{
    const size_t begin = at < *checked ? *checked : at;
    size_t end = at_most(at + BLOCK, self->size);
    while (end < self->size && (self->data[end] & 0xC0) == 0x80)
        end++;
    *checked = end;
    return is_utf8(self->data + begin, end - begin);
}

static int make_room(Places *places, size_t more)
{
    if (places->count + more <= places->room)
        return 1;
    const size_t room = 2 * places->room + more + 4096;
    int32_t *items = realloc(places->items, room * sizeof *items);
    if (!items)
        return 0;
    places->items = items;
    places->room = room;
    return 1;
}

/* Whether each of the quotes in a block opens a cell, closes it, or is one of two that stand for one. */
static int quotes_are_clear(const Records *self, size_t block, uint64_t quotes, uint64_t inside, char delimiter)
{
    for (; quotes; quotes &= quotes - 1) {
        const unsigned bit = lowest_bit(quotes);
        const size_t place = block + bit;
        const int opens = inside >> bit & 1;
        const char beside = !opens ? self->data[place + 1] : place ? self->data[place - 1] : '\n';
        if (beside != delimiter && beside != '\n' && beside != '"' && (opens || beside != '\r'))
            return 0;
    }
    return 1;
}

static int returns_end_lines(const char *data, size_t size)
{
    const char *const end = data + size;
    for (const char *at = data; (at = memchr(at, '\r', (size_t)(end - at))); at++)
        if (at + 1 == end || at[1] != '\n')
            return 0;
    return 1;
}

/* Have room for the bounds of a row, and of cells that are too many, as there may be in one block. */
static int make_row(Records *self)
{
    return make_room(&self->bounds, self->width + 2 + BLOCK);
}

static int end_line(Records *self, int32_t number, int32_t begin, int32_t end, size_t cells)
{
    if (cells == self->width) {
        self->bounds.count += self->width + 1;
        if (!make_room(&self->numbers, 1))
            return 0;
        self->numbers.items[self->numbers.count++] = number;
    } else {
        if (!make_room(&self->others, 3))
            return 0;
        int32_t *other = self->others.items + self->others.count;
        other[0] = number, other[1] = begin, other[2] = end;
        self->others.count += 3;
    }
    return make_row(self);
}

Verdict scan(Records *self, char delimiter, size_t longest)
{
    const char *const data = self->data;
    int32_t begin = 0, number = 0;
    size_t cells = 0;
    uint64_t carried = 0; /* all bits, where a cell in quotes goes on from the block before */
    size_t checked = 0;
    if (!returns_end_lines(data, self->size))
        return DOUBTFUL;
    if (!make_row(self))
        return NO_MEMORY;
    int32_t *row = self->bounds.items;
    row[0] = -1;
    char last[BLOCK] = {0};
    for (size_t at = 0; at < self->size; at += BLOCK) {
        const char *block = self->size - at < BLOCK ? memcpy(last, data + at, self->size - at) : data + at;
        if (is_beyond_ascii(block) && !block_is_utf8(self, at, &checked))
            return DOUBTFUL;
        uint64_t newlines = places_of('\n', block);
        uint64_t separators = newlines | places_of(delimiter, block);
        if (self->has_quotes) {
            const uint64_t quotes = places_of('"', block), inside = odd_so_far(quotes) ^ carried;
            if (newlines & inside || !quotes_are_clear(self, at, quotes, inside, delimiter))
                return DOUBTFUL;
            separators &= ~inside;
            carried = 0 - (inside >> 63);
        }
        cells = at_most(cells, self->width + 1); /* which are too many already */
        for (;;) {
            const uint64_t line = newlines ^ (newlines - 1); /* up to the next line feed, else all */
            for (uint64_t bits = separators & line; bits; bits &= bits - 1)
                row[++cells] = (int32_t)(at + lowest_bit(bits));
            if (!newlines)
                break;
            separators &= ~line;
            newlines &= newlines - 1;
            const int32_t place = row[cells];
            const int32_t end = place - (place > begin && data[place - 1] == '\r');
            if (end == begin || (size_t)(end - begin) > longest)
                return DOUBTFUL;
            if (!end_line(self, number++, begin, end, cells))
                return NO_MEMORY;
            row = self->bounds.items + self->bounds.count;
            row[0] = place;
            begin = place + 1;
            cells = 0;
        }
    }
    return carried || begin != (int32_t)self->size ? DOUBTFUL : PLAIN;
}
