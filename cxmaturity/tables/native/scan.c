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
    return make_room(&self->bounds, self->width + 1);
}

Verdict scan(Records *self, char delimiter, size_t longest)
{
    const char *const data = self->data;
    int32_t begin = 0, number = 0;
    size_t cells = 0;
    uint64_t carried = 0; /* all bits, where a cell in quotes goes on from the block before */
    if (!returns_end_lines(data, self->size) || !is_utf8(data, self->size))
        return DOUBTFUL;
    if (!make_room(&self->bounds, self->width + 1))
        return NO_MEMORY;
    int32_t *row = self->bounds.items;
    row[0] = -1;
    for (size_t at = 0; at < self->size; at += BLOCK) {
        char last[BLOCK] = {0};
        const char *block = data + at;
        if (self->size - at < BLOCK)
            block = memcpy(last, block, self->size - at);
        const uint64_t newlines = places_of('\n', block);
        uint64_t separators = newlines | places_of(delimiter, block);
        if (self->has_quotes) {
            const uint64_t quotes = places_of('"', block), inside = odd_so_far(quotes) ^ carried;
            if (newlines & inside || !quotes_are_clear(self, at, quotes, inside, delimiter))
                return DOUBTFUL;
            separators &= ~inside;
            carried = 0 - (inside >> 63);
        }
        for (; separators; separators &= separators - 1) {
            const int32_t place = (int32_t)(at + lowest_bit(separators));
            if (++cells <= self->width)
                row[cells] = place;
            if (data[place] != '\n')
                continue;
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
