/*
 * Cells of separated values found, told apart, numbered and joined, without a Python object for each.
 *
 * This only makes large tables fast: where it has not been compiled, the strict reader and Python's own strings give
 * the same. Texts are held as Arrow holds them: the bytes of all of them, and offsets at which each begins and the last
 * one ends. Offsets and codes, of 32 bits, and hashes and keys, of 64, cross over as plain bytes.
 */
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

#if PY_LITTLE_ENDIAN != 1
#error "Words of eight bytes are compared with the first byte as the lowest."
#endif

#define WORD 8
#define BLOCK 64
#define EACH_BYTE 0x0101010101010101u
#define LOW_BITS 0x7F7F7F7F7F7F7F7Fu
#define HIGH_BITS 0x8080808080808080u
#define ODD 0x9E3779B97F4A7C15u

/* ------------------------------------------------------------------------------------------------ words and bits */

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

/* For each bit whether an odd number of bits is set up to it. */
static inline uint64_t odd_so_far(uint64_t bits)
{
    for (unsigned step = 1; step < 64; step *= 2)
        bits ^= bits << step;
    return bits;
}

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

/* ------------------------------------------------------------------------------------------------------- records */

typedef struct {
    int32_t *items;
    size_t count, room;
} Places;

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

/* The rows of a chunk. `bounds` has for each the place before its first cell, and that where each cell ends. */
typedef struct {
    PyObject_HEAD
    PyObject *chunk;
    const char *data;
    size_t size, width;
    int has_quotes;
    size_t longest;
    Places bounds, numbers, others;
} Records;

typedef enum { PLAIN, DOUBTFUL, NO_MEMORY } Verdict;

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

static Verdict scan(Records *self, char delimiter, size_t longest)
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

PyDoc_STRVAR(records_of_doc,
"of(chunk, delimiter, width, longest)\n--\n\n"
"The records of *chunk*; None where the strict reader might see others.\n\n"
"It sees the same where lines end in LF or CRLF, none is empty or has more than *longest* bytes, and every quote opens a\n"
"cell, closes it before the delimiter or the line's end, or is doubled inside.");

static PyObject *records_of(PyObject *type, PyObject *args)
{
    PyObject *chunk;
    int delimiter;
    Py_ssize_t width, longest;
    if (!PyArg_ParseTuple(args, "Sinn", &chunk, &delimiter, &width, &longest))
        return NULL;
    const size_t size = (size_t)PyBytes_Size(chunk);
    const char *data = PyBytes_AsString(chunk);
    if (width < 1 || delimiter < 1 || delimiter > 127 || size > INT32_MAX - BLOCK || memchr(data, 0, size))
        Py_RETURN_NONE;
    Records *self = (Records *)PyType_GenericAlloc((PyTypeObject *)type, 0);
    if (!self)
        return NULL;
    self->chunk = Py_NewRef(chunk);
    self->data = data;
    self->size = size;
    self->width = (size_t)width;
    self->longest = (size_t)longest;
    Verdict verdict;
    Py_BEGIN_ALLOW_THREADS
    self->has_quotes = memchr(data, '"', size) != NULL;
    verdict = scan(self, (char)delimiter, self->longest);
    Py_END_ALLOW_THREADS
    if (verdict == PLAIN)
        return (PyObject *)self;
    Py_DECREF(self);
    if (verdict == NO_MEMORY)
        return PyErr_NoMemory();
    Py_RETURN_NONE;
}

static void records_dealloc(Records *self)
{
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    free(self->bounds.items);
    free(self->numbers.items);
    free(self->others.items);
    Py_XDECREF(self->chunk);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(type);
}

static Py_ssize_t records_length(Records *self)
{
    return (Py_ssize_t)self->numbers.count;
}

static PyObject *records_numbers(Records *self, PyObject *Py_UNUSED(nothing))
{
    return PyBytes_FromStringAndSize((const char *)self->numbers.items,
                                     (Py_ssize_t)(self->numbers.count * sizeof(int32_t)));
}

static PyObject *decoded(const Records *self, int32_t begin, int32_t end)
{
    return PyUnicode_DecodeUTF8(self->data + begin, end - begin, NULL);
}

static PyObject *records_others(Records *self, PyObject *Py_UNUSED(nothing))
{
    PyObject *found = PyList_New(0);
    for (size_t place = 0; found && place < self->others.count; place += 3) {
        const int32_t *other = self->others.items + place;
        PyObject *pair = Py_BuildValue("iN", (int)other[0], decoded(self, other[1], other[2]));
        if (!pair || PyList_Append(found, pair) < 0)
            Py_CLEAR(found);
        Py_XDECREF(pair);
    }
    return found;
}

static PyObject *records_line(Records *self, PyObject *number)
{
    const Py_ssize_t row = PyLong_AsSsize_t(number);
    if (row == -1 && PyErr_Occurred())
        return NULL;
    if (row < 0 || (size_t)row >= self->numbers.count)
        return PyErr_Format(PyExc_IndexError, "no row %zd", row);
    const int32_t *bounds = self->bounds.items + (size_t)row * (self->width + 1);
    const int32_t begin = bounds[0] + 1, end = bounds[self->width];
    return decoded(self, begin, end - (self->data[end - 1] == '\r'));
}

/* ---------------------------------------------------------------------------------------------------------- cells */

typedef struct {
    const char *text;
    size_t length, readable;
} Cell;

/* One column of records. `room` is for cells in which a quote is doubled. */
typedef struct {
    const Records *records;
    size_t position;
    char *room;
} ColumnOfCells;

static int begin_column(ColumnOfCells *column, const Records *records, Py_ssize_t position)
{
    if (position < 0 || (size_t)position >= records->width) {
        PyErr_Format(PyExc_IndexError, "no column %zd", position);
        return 0;
    }
    column->records = records;
    column->position = (size_t)position;
    column->room = records->has_quotes ? malloc(records->longest + WORD) : NULL;
    if (records->has_quotes && !column->room) {
        PyErr_NoMemory();
        return 0;
    }
    return 1;
}

static Cell with_single_quotes(const Cell cell, char *room)
{
    size_t length = 0;
    for (size_t place = 0; place < cell.length; place++) {
        room[length++] = cell.text[place];
        place += cell.text[place] == '"';
    }
    return (Cell){room, length, length + WORD};
}

static inline Cell cell_of(const ColumnOfCells *column, size_t row)
{
    const Records *records = column->records;
    const int32_t *bounds = records->bounds.items + row * (records->width + 1) + column->position;
    const char *text = records->data + bounds[0] + 1, *end = records->data + bounds[1];
    if (column->position == records->width - 1 && end > text && end[-1] == '\r')
        end--;
    if (records->has_quotes && end > text && *text == '"') {
        text++, end--;
        if (memchr(text, '"', (size_t)(end - text)))
            return with_single_quotes((Cell){text, (size_t)(end - text), 0}, column->room);
    }
    return (Cell){text, (size_t)(end - text), (size_t)(records->data + records->size - text)};
}

PyDoc_STRVAR(records_texts_doc,
"texts(position)\n--\n\n"
"The texts of a column: their offsets and their bytes.");

static PyObject *records_texts(Records *self, PyObject *number)
{
    ColumnOfCells column;
    const Py_ssize_t position = PyLong_AsSsize_t(number);
    if ((position == -1 && PyErr_Occurred()) || !begin_column(&column, self, position))
        return NULL;
    const size_t rows = self->numbers.count;
    size_t size = 0;
    for (size_t row = 0; row < rows; row++)
        size += cell_of(&column, row).length;
    PyObject *offsets = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)((rows + 1) * sizeof(int32_t)));
    PyObject *bytes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)size);
    if (offsets && bytes) {
        int32_t *offset = (int32_t *)PyBytes_AsString(offsets);
        char *out = PyBytes_AsString(bytes);
        Py_BEGIN_ALLOW_THREADS
        offset[0] = 0;
        for (size_t row = 0; row < rows; row++) {
            const Cell cell = cell_of(&column, row);
            memcpy(out + offset[row], cell.text, cell.length);
            offset[row + 1] = offset[row] + (int32_t)cell.length;
        }
        Py_END_ALLOW_THREADS
    }
    free(column.room);
    if (offsets && bytes)
        return Py_BuildValue("NN", offsets, bytes);
    Py_XDECREF(offsets);
    Py_XDECREF(bytes);
    return NULL;
}

/* ------------------------------------------------------------------------------------------------- distinct texts */

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

static PyTypeObject *distinct_type;

static PyObject *distinct_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(names))
{
    if (!PyArg_ParseTuple(args, ""))
        return NULL;
    Distinct *self = (Distinct *)PyType_GenericAlloc(type, 0);
    if (self && !(self->values = PyList_New(0)))
        Py_CLEAR(self);
    return (PyObject *)self;
}

static void distinct_dealloc(Distinct *self)
{
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    free(self->texts);
    free(self->arena);
    free(self->slots);
    Py_XDECREF(self->values);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(type);
}

static PyObject *distinct_values(Distinct *self, void *Py_UNUSED(closure))
{
    return Py_NewRef(self->values);
}

static inline size_t at_most(size_t size, size_t most)
{
    return size < most ? size : most;
}

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

/* Twice as many slots, so that most of them are free and few texts are looked for beyond their own. */
static int spread(Distinct *self)
{
    const unsigned bits = self->bits ? self->bits + 1 : 10;
    int32_t *slots = malloc(((size_t)1 << bits) * sizeof *slots);
    if (!slots)
        return 0;
    free(self->slots);
    self->slots = slots;
    self->bits = bits;
    const size_t mask = ((size_t)1 << bits) - 1;
    memset(slots, -1, (mask + 1) * sizeof *slots);
    for (size_t code = 0; code < self->count; code++) {
        size_t slot = slot_of(self, self->texts[code].key);
        while (slots[slot] >= 0)
            slot = (slot + 1) & mask;
        slots[slot] = (int32_t)code;
    }
    return 1;
}

static int remember(Distinct *self, const Cell cell, const Key key)
{
    if (self->count == self->room) {
        const size_t room = 2 * self->room + 16;
        Text *texts = realloc(self->texts, room * sizeof *texts);
        if (!texts)
            return 0;
        self->texts = texts;
        self->room = room;
    }
    if (self->used + cell.length >= self->arena_room) {
        const size_t room = 2 * self->arena_room + cell.length + 256;
        char *arena = realloc(self->arena, room);
        if (!arena)
            return 0;
        self->arena = arena;
        self->arena_room = room;
    }
    memcpy(self->arena + self->used, cell.text, cell.length);
    self->texts[self->count++] = (Text){key, self->used};
    self->used += cell.length;
    return 1;
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

/* The code of a text that is not in its slot, and may be new; -1 where there is no memory for it. */
static int32_t searched(Distinct *self, const Cell cell, const Key key)
{
    const size_t mask = ((size_t)1 << self->bits) - 1;
    size_t slot = slot_of(self, key);
    for (int32_t code; (code = self->slots[slot]) >= 0; slot = (slot + 1) & mask)
        if (is_text(self, code, cell, key))
            return code;
    if (!remember(self, cell, key))
        return -1;
    self->slots[slot] = (int32_t)(self->count - 1);
    if (4 * self->count > mask && !spread(self))
        return -1;
    return (int32_t)self->count - 1;
}

static int append_new_values(Distinct *self)
{
    for (size_t code = (size_t)PyList_Size(self->values); code < self->count; code++) {
        const Text *text = self->texts + code;
        PyObject *value = PyUnicode_DecodeUTF8(self->arena + text->start, (Py_ssize_t)text->key.length, NULL);
        const int failed = !value || PyList_Append(self->values, value) < 0;
        Py_XDECREF(value);
        if (failed)
            return 0;
    }
    return 1;
}

static PyGetSetDef distinct_properties[] = {
    {"values", (getter)distinct_values, NULL, "The texts in the order in which they came.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot distinct_slots[] = {
    {Py_tp_doc, "Distinct()\n--\n\nThe distinct texts of a column, from chunk to chunk."},
    {Py_tp_new, (void *)distinct_new},
    {Py_tp_dealloc, (void *)distinct_dealloc},
    {Py_tp_getset, distinct_properties},
    {0, NULL},
};

static PyType_Spec distinct_spec = {
    "cxmaturity.tables._native.Distinct", sizeof(Distinct), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    distinct_slots,
};

/* ------------------------------------------------------------------------------------------------- cells as codes */

/* So many rows stay in the nearest cache while one column after the other looks at them. */
#define PORTION 64

/* A column on its way to codes. It is given up when it has more distinct texts than `most`. */
typedef struct {
    ColumnOfCells cells;
    Distinct *distinct;
    size_t most;
    PyObject *codes;
    int32_t *out;
    Verdict verdict;
} Coding;

static int begin_coding(Coding *coding, const Records *records, PyObject *parts)
{
    Py_ssize_t position, most;
    if (!PyArg_ParseTuple(parts, "O!nn", distinct_type, &coding->distinct, &position, &most)
        || !begin_column(&coding->cells, records, position))
        return 0;
    coding->most = (size_t)most;
    coding->codes = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(records->numbers.count * sizeof(int32_t)));
    if (!coding->codes)
        return 0;
    coding->out = (int32_t *)PyBytes_AsString(coding->codes);
    coding->verdict = coding->distinct->slots || spread(coding->distinct) ? PLAIN : NO_MEMORY;
    return 1;
}

static void code_rows(Coding *coding, size_t begin, size_t end)
{
    const ColumnOfCells cells = coding->cells; /* copies, for what is written could be them */
    Distinct known = *coding->distinct;
    int32_t *const out = coding->out;
    for (size_t row = begin; row < end && coding->verdict == PLAIN; row++) {
        const Cell cell = cell_of(&cells, row);
        const Key key = key_of(cell);
        const int32_t code = known.slots[slot_of(&known, key)];
        if (code >= 0 && is_text(&known, code, cell, key)) {
            out[row] = code;
            continue;
        }
        out[row] = searched(coding->distinct, cell, key);
        known = *coding->distinct;
        if (out[row] < 0)
            coding->verdict = NO_MEMORY;
        else if (known.count > coding->most)
            coding->verdict = DOUBTFUL;
    }
}

/* The codes, or None where the column has been given up; NULL with an error. */
static PyObject *end_coding(Coding *coding)
{
    if (coding->verdict == NO_MEMORY)
        return PyErr_NoMemory();
    if (coding->verdict == DOUBTFUL)
        return Py_NewRef(Py_None);
    return append_new_values(coding->distinct) ? Py_NewRef(coding->codes) : NULL;
}

PyDoc_STRVAR(records_codes_doc,
"codes(columns)\n--\n\n"
"For each of *columns*, which are an object of distinct texts, a position and how many texts there may be: for each row\n"
"the place of its cell in the object's values, which grow; None where they become too many.\n\n"
"Nothing else may be asked of these objects at the same time.");

static PyObject *records_codes(Records *self, PyObject *list)
{
    const Py_ssize_t count = PyList_Size(list);
    if (count < 0)
        return NULL;
    Coding *codings = calloc((size_t)count + 1, sizeof *codings);
    PyObject *found = codings ? PyList_New(0) : PyErr_NoMemory();
    for (Py_ssize_t column = 0; found && column < count; column++)
        if (!begin_coding(codings + column, self, PyList_GetItem(list, column)))
            Py_CLEAR(found);
    if (found) {
        const size_t rows = self->numbers.count;
        Py_BEGIN_ALLOW_THREADS
        for (size_t begin = 0; begin < rows; begin += PORTION)
            for (Py_ssize_t column = 0; column < count; column++)
                code_rows(codings + column, begin, at_most(begin + PORTION, rows));
        Py_END_ALLOW_THREADS
    }
    for (Py_ssize_t column = 0; found && column < count; column++) {
        PyObject *codes = end_coding(codings + column);
        if (!codes || PyList_Append(found, codes) < 0)
            Py_CLEAR(found);
        Py_XDECREF(codes);
    }
    for (Py_ssize_t column = 0; codings && column < count; column++) {
        free(codings[column].cells.room);
        Py_XDECREF(codings[column].codes);
    }
    free(codings);
    return found;
}

static PyMethodDef records_methods[] = {
    {"of", records_of, METH_VARARGS | METH_CLASS, records_of_doc},
    {"numbers", (PyCFunction)records_numbers, METH_NOARGS,
     "numbers()\n--\n\nFor each row the number of its line in the chunk, of 32 bits."},
    {"others", (PyCFunction)records_others, METH_NOARGS,
     "others()\n--\n\nThe number and the text of each line that has fewer or more cells."},
    {"line", (PyCFunction)records_line, METH_O, "line(row)\n--\n\nThe line of a row, without its end."},
    {"codes", (PyCFunction)records_codes, METH_O, records_codes_doc},
    {"texts", (PyCFunction)records_texts, METH_O, records_texts_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot records_slots[] = {
    {Py_tp_doc, "The lines of a chunk that have as many cells as there are columns."},
    {Py_tp_dealloc, (void *)records_dealloc},
    {Py_tp_methods, records_methods},
    {Py_mp_length, (void *)records_length},
    {0, NULL},
};

static PyType_Spec records_spec = {
    "cxmaturity.tables._native.Records", sizeof(Records), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE, records_slots,
};

/* --------------------------------------------------------------------------------------------- hashing and joining */

/* Texts as Arrow holds them, with codes that pick one for each row; without codes they are those of the rows. */
typedef struct {
    Py_buffer codes, offsets, bytes;
    size_t count;
} Texts;

static void release(Texts *texts, size_t count)
{
    for (size_t place = 0; place < count; place++) {
        PyBuffer_Release(&texts[place].codes);
        PyBuffer_Release(&texts[place].offsets);
        PyBuffer_Release(&texts[place].bytes);
    }
}

/* Whether the offsets of *texts* rise and stay within the bytes. */
static int are_sound(Texts *texts)
{
    const int32_t *offset = texts->offsets.buf;
    if (texts->offsets.len < (Py_ssize_t)sizeof *offset || *offset < 0)
        return 0;
    texts->count = (size_t)texts->offsets.len / sizeof *offset - 1;
    for (size_t place = 0; place < texts->count; place++)
        if (offset[place] > offset[place + 1])
            return 0;
    return offset[texts->count] <= texts->bytes.len;
}

PyDoc_STRVAR(hashes_doc,
"hashes(offsets, bytes)\n--\n\n"
"A number of 64 bits for each text.");

static PyObject *hashes(PyObject *Py_UNUSED(module), PyObject *args)
{
    Texts texts = {0};
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "y*y*", &texts.offsets, &texts.bytes))
        return NULL;
    if (!are_sound(&texts))
        PyErr_SetString(PyExc_ValueError, "no offsets of texts");
    else
        result = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(texts.count * sizeof(uint64_t)));
    if (result) {
        uint64_t *out = (uint64_t *)PyBytes_AsString(result);
        const int32_t *offset = texts.offsets.buf;
        const char *const bytes = texts.bytes.buf, *const end = bytes + texts.bytes.len;
        Py_BEGIN_ALLOW_THREADS
        for (size_t place = 0; place < texts.count; place++) {
            const char *at = bytes + offset[place];
            size_t left = (size_t)(offset[place + 1] - offset[place]);
            uint64_t hash = ODD * (left + 1);
            for (; left > WORD; left -= WORD, at += WORD)
                hash = mixed(hash ^ word_at(at));
            out[place] = mixed(hash ^ short_word(at, left, (size_t)(end - at)));
        }
        Py_END_ALLOW_THREADS
    }
    release(&texts, 1);
    return result;
}

static PyObject *bytes_that_are(const unsigned char *is_there)
{
    char found[256];
    Py_ssize_t count = 0;
    for (int byte = 0; byte < 256; byte++)
        if (is_there[byte])
            found[count++] = (char)byte;
    return PyBytes_FromStringAndSize(found, count);
}

PyDoc_STRVAR(byte_sets_doc,
"byte_sets(offsets, bytes)\n--\n\n"
"Which bytes texts begin with, which they end with, and which there are at all; an empty text begins and ends with 0.\n"
"And whether two spaces stand together.");

static PyObject *byte_sets(PyObject *Py_UNUSED(module), PyObject *args)
{
    Texts texts = {0};
    unsigned char first[256] = {0}, last[256] = {0}, any[256] = {0};
    if (!PyArg_ParseTuple(args, "y*y*", &texts.offsets, &texts.bytes))
        return NULL;
    const int sound = are_sound(&texts);
    int has_two = 0;
    if (sound) {
        const int32_t *offset = texts.offsets.buf;
        const unsigned char *bytes = texts.bytes.buf;
        Py_BEGIN_ALLOW_THREADS
        for (size_t place = 0; place < texts.count; place++) {
            const int32_t begin = offset[place], end = offset[place + 1];
            first[begin < end ? bytes[begin] : 0] = 1;
            last[begin < end ? bytes[end - 1] : 0] = 1;
        }
        unsigned char before = 0;
        for (int32_t place = offset[0]; place < offset[texts.count]; place++) {
            any[bytes[place]] = 1;
            has_two |= (bytes[place] == ' ') & (before == ' ');
            before = bytes[place];
        }
        Py_END_ALLOW_THREADS
    }
    release(&texts, 1);
    if (!sound)
        return PyErr_Format(PyExc_ValueError, "no offsets of texts");
    return Py_BuildValue("NNNN", bytes_that_are(first), bytes_that_are(last), bytes_that_are(any),
                         PyBool_FromLong(has_two));
}

/* The bytes of all lines, or -1 where a code has no text. */
static Py_ssize_t joined_size(const Texts *columns, size_t count, size_t rows, size_t each_row)
{
    size_t size = rows * each_row;
    for (size_t column = 0; column < count; column++) {
        const int32_t *code = columns[column].codes.buf;
        const int32_t *offset = columns[column].offsets.buf;
        for (size_t row = 0; row < rows; row++) {
            const int64_t text = code ? code[row] : (int64_t)row;
            if (text < 0 || (size_t)text >= columns[column].count)
                return -1;
            size += (size_t)(offset[text + 1] - offset[text]);
        }
    }
    return (Py_ssize_t)size;
}

/* Most texts are short: two words are copied at once, where there is room for what is overwritten by the next. */
static inline char *put(char *out, const char *end, const char *text, size_t length, size_t readable)
{
    if (length == 1)
        *out = *text;
    else if (length <= 2 * WORD && readable >= 2 * WORD && end - out >= 2 * WORD)
        memcpy(out, text, 2 * WORD);
    else
        memcpy(out, text, length);
    return out + length;
}

static void join_rows(char *out, const char *end, const Texts *columns, size_t count, size_t rows, const Py_buffer *marks)
{
    const Py_buffer *const start = marks, *const between = marks + 1, *const after = marks + 2;
    for (size_t row = 0; row < rows; row++) {
        out = put(out, end, start->buf, (size_t)start->len, 0);
        for (size_t column = 0; column < count; column++) {
            const Texts *texts = columns + column;
            const int32_t *code = texts->codes.buf;
            const int32_t *offset = (const int32_t *)texts->offsets.buf + (code ? (size_t)code[row] : row);
            if (column)
                out = put(out, end, between->buf, (size_t)between->len, 0);
            out = put(out, end, (const char *)texts->bytes.buf + offset[0], (size_t)(offset[1] - offset[0]),
                      (size_t)(texts->bytes.len - offset[0]));
        }
        out = put(out, end, after->buf, (size_t)after->len, 0);
    }
}

static int take_columns(PyObject *list, Texts *columns, size_t *taken, size_t rows)
{
    const size_t count = (size_t)PyList_Size(list);
    for (; *taken < count; ++*taken) {
        Texts *texts = columns + *taken;
        PyObject *parts = PyList_GetItem(list, (Py_ssize_t)*taken);
        if (!parts || !PyArg_ParseTuple(parts, "z*y*y*", &texts->codes, &texts->offsets, &texts->bytes))
            return 0;
        if ((texts->codes.buf && (size_t)texts->codes.len != rows * sizeof(int32_t)) || !are_sound(texts)) {
            ++*taken;
            PyErr_SetString(PyExc_ValueError, "no column of so many rows");
            return 0;
        }
    }
    return 1;
}

PyDoc_STRVAR(join_doc,
"join(columns, rows, start, between, end)\n--\n\n"
"The lines of *rows*: of each of *columns*, which are codes, offsets and bytes, the text that the row's code picks; with\n"
"None for codes, that of the row itself.");

static PyObject *join(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *list, *result = NULL;
    Py_ssize_t rows, size = -1;
    Py_buffer marks[3];
    if (!PyArg_ParseTuple(args, "O!ny*y*y*", &PyList_Type, &list, &rows, marks, marks + 1, marks + 2))
        return NULL;
    const size_t count = rows < 0 ? 0 : (size_t)PyList_Size(list);
    size_t taken = 0;
    rows = rows < 0 ? 0 : rows;
    Texts *columns = calloc(count + 1, sizeof *columns);
    if (!columns) {
        PyErr_NoMemory();
    } else if (take_columns(list, columns, &taken, (size_t)rows)) {
        const size_t each_row = (size_t)(marks[0].len + marks[2].len) + (count ? count - 1 : 0) * (size_t)marks[1].len;
        Py_BEGIN_ALLOW_THREADS
        size = joined_size(columns, count, (size_t)rows, each_row);
        Py_END_ALLOW_THREADS
        if (size < 0)
            PyErr_SetString(PyExc_ValueError, "a code without a text");
        else
            result = PyBytes_FromStringAndSize(NULL, size);
    }
    if (result) {
        char *out = PyBytes_AsString(result);
        Py_BEGIN_ALLOW_THREADS
        join_rows(out, out + size, columns, count, (size_t)rows, marks);
        Py_END_ALLOW_THREADS
    }
    release(columns, taken);
    free(columns);
    for (size_t mark = 0; mark < 3; mark++)
        PyBuffer_Release(marks + mark);
    return result;
}

/* --------------------------------------------------------------------------------------------------- first lines */

#define SHARDS 256
#define AHEAD 16

/* A hash and its line; 0 where the slot is free. Three halves of a word, so that most lie in one line of the cache. */
typedef struct {
    uint32_t low, high, line;
} Slot;

/* Some of the hashes, each in a slot at or after the one that its low half tells. */
typedef struct {
    Slot *slots;
    size_t count, room;
} Shard;

/* Shards grow one by one, so that there are never old and new slots for all. */
typedef struct {
    PyObject_HEAD
    Shard shards[SHARDS];
} FirstLines;

static inline Shard *shard_of(FirstLines *self, uint64_t hash)
{
    return self->shards + (hash >> 56);
}

static inline Slot *begin_of(const Shard *shard, uint32_t low)
{
    return shard->slots + ((uint64_t)low * shard->room >> 32);
}

static inline Slot *slot_in(const Shard *shard, uint32_t low, uint32_t high)
{
    Slot *slot = begin_of(shard, low);
    while (slot->line && (slot->low != low || slot->high != high))
        slot = slot + 1 == shard->slots + shard->room ? shard->slots : slot + 1;
    return slot;
}

static int enlarge(Shard *shard)
{
    Shard larger = {NULL, shard->count, 2 * shard->room + 64};
    larger.slots = calloc(larger.room, sizeof *larger.slots);
    if (!larger.slots)
        return 0;
    for (const Slot *slot = shard->slots; slot != shard->slots + shard->room; slot++)
        if (slot->line)
            *slot_in(&larger, slot->low, slot->high) = *slot;
    free(shard->slots);
    *shard = larger;
    return 1;
}

/* The line of the first one with this hash, which may be this one; 0 where there is no memory for it. */
static inline uint32_t first_line(FirstLines *self, uint64_t hash, uint32_t line)
{
    const uint32_t low = (uint32_t)hash, high = (uint32_t)(hash >> 32);
    Shard *shard = shard_of(self, hash);
    if (5 * shard->count >= 4 * shard->room && !enlarge(shard))
        return 0;
    Slot *slot = slot_in(shard, low, high);
    if (!slot->line) {
        *slot = (Slot){low, high, line};
        shard->count++;
    }
    return slot->line;
}

/* Have what a later row will look at fetched from memory. */
static inline void fetch_ahead(FirstLines *self, uint64_t hash)
{
#ifdef __GNUC__
    const Shard *shard = shard_of(self, hash);
    if (shard->slots)
        __builtin_prefetch(begin_of(shard, (uint32_t)hash), 1);
#else
    (void)self, (void)hash;
#endif
}

static PyObject *first_lines_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(names))
{
    return PyArg_ParseTuple(args, "") ? PyType_GenericAlloc(type, 0) : NULL;
}

static void first_lines_dealloc(FirstLines *self)
{
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    for (size_t place = 0; place < SHARDS; place++)
        free(self->shards[place].slots);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(type);
}

PyDoc_STRVAR(first_lines_take_doc,
"take(hashes, lines)\n--\n\n"
"For each row, known by a hash of 64 bits and a line of 32 bits from 1 up, the line of the first one that had the hash.");

static PyObject *first_lines_take(FirstLines *self, PyObject *args)
{
    Py_buffer numbers, lines;
    PyObject *found = NULL;
    if (!PyArg_ParseTuple(args, "y*y*", &numbers, &lines))
        return NULL;
    const size_t rows = (size_t)numbers.len / sizeof(uint64_t);
    if ((size_t)lines.len != rows * sizeof(uint32_t))
        PyErr_SetString(PyExc_ValueError, "as many lines as hashes");
    else
        found = PyBytes_FromStringAndSize(NULL, lines.len);
    if (found) {
        const uint64_t *hash = numbers.buf;
        const uint32_t *line = lines.buf;
        uint32_t *out = (uint32_t *)PyBytes_AsString(found);
        size_t row = 0;
        Py_BEGIN_ALLOW_THREADS
        for (; row < rows; row++) {
            if (row + AHEAD < rows)
                fetch_ahead(self, hash[row + AHEAD]);
            out[row] = first_line(self, hash[row], line[row]);
            if (!out[row])
                break;
        }
        Py_END_ALLOW_THREADS
        if (row < rows) {
            Py_CLEAR(found);
            PyErr_NoMemory();
        }
    }
    PyBuffer_Release(&numbers);
    PyBuffer_Release(&lines);
    return found;
}

static PyMethodDef first_lines_methods[] = {
    {"take", (PyCFunction)first_lines_take, METH_VARARGS, first_lines_take_doc},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot first_lines_slots[] = {
    {Py_tp_doc, "FirstLines()\n--\n\nThe line in which each hash came first, in 15 to 30 bytes a hash."},
    {Py_tp_new, (void *)first_lines_new},
    {Py_tp_dealloc, (void *)first_lines_dealloc},
    {Py_tp_methods, first_lines_methods},
    {0, NULL},
};

static PyType_Spec first_lines_spec = {
    "cxmaturity.tables._native.FirstLines", sizeof(FirstLines), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    first_lines_slots,
};

/* ----------------------------------------------------------------------------------------------------- keys of rows */

/* Codes, and what they add to a key: an amount for each that there can be, or themselves so many times. */
typedef struct {
    Py_buffer codes, amounts;
    Py_ssize_t factor;
} Addend;

static void release_addends(Addend *addends, size_t count)
{
    for (size_t place = 0; place < count; place++) {
        PyBuffer_Release(&addends[place].codes);
        PyBuffer_Release(&addends[place].amounts);
    }
    free(addends);
}

static int take_addend(Addend *addend, PyObject *pair, size_t rows)
{
    PyObject *codes, *amounts;
    if (!PyArg_ParseTuple(pair, "OO", &codes, &amounts) || PyObject_GetBuffer(codes, &addend->codes, PyBUF_SIMPLE) < 0)
        return 0;
    if ((size_t)addend->codes.len != rows * sizeof(int32_t)) {
        PyErr_SetString(PyExc_ValueError, "not as many codes as rows");
        return 0;
    }
    if (!PyLong_Check(amounts))
        return PyObject_GetBuffer(amounts, &addend->amounts, PyBUF_SIMPLE) == 0;
    addend->factor = PyLong_AsSsize_t(amounts);
    return addend->factor != -1 || !PyErr_Occurred();
}

/* The addends of a list, NULL with an error. */
static Addend *take_addends(PyObject *list, size_t rows)
{
    const size_t count = (size_t)PyList_Size(list);
    Addend *addends = calloc(count + 1, sizeof *addends);
    if (!addends) {
        PyErr_NoMemory();
        return NULL;
    }
    for (size_t place = 0; place < count; place++) {
        if (!take_addend(addends + place, PyList_GetItem(list, (Py_ssize_t)place), rows)) {
            release_addends(addends, count);
            return NULL;
        }
    }
    return addends;
}

/* Add what the codes of a portion of rows count to its keys; 0 where there is no amount for one. */
static int add_to(int64_t *keys, const Addend *addend, size_t begin, size_t rows)
{
    const int32_t *code = (const int32_t *)addend->codes.buf + begin;
    if (!addend->amounts.buf) {
        for (size_t row = 0; row < rows; row++)
            keys[row] += (int64_t)code[row] * addend->factor;
        return 1;
    }
    const int64_t *amount = addend->amounts.buf;
    const size_t count = (size_t)addend->amounts.len / sizeof *amount;
    int is_sound = count > 0;
    for (size_t row = 0; row < rows && count; row++) {
        const size_t place = (size_t)code[row];
        is_sound &= place < count;
        keys[row] += amount[place < count ? place : 0];
    }
    return is_sound;
}

#define KEYS 256

/* Add up the keys of a portion of rows; 0 where a code has no amount. */
static int add_portion(int64_t *keys, const Addend *addends, size_t count, size_t begin, size_t rows)
{
    int is_sound = 1;
    memset(keys, 0, rows * sizeof *keys);
    for (size_t place = 0; place < count; place++)
        is_sound &= add_to(keys, addends + place, begin, rows);
    return is_sound;
}

PyDoc_STRVAR(add_up_doc,
"add_up(addends, out)\n--\n\n"
"Write to *out*, of 32 or 64 bits a row, the sum of what the codes of each addend count.");

static PyObject *add_up(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *list;
    Py_buffer out;
    int is_sound = 0;
    if (!PyArg_ParseTuple(args, "O!w*", &PyList_Type, &list, &out))
        return NULL;
    const int is_wide = out.itemsize == sizeof(int64_t);
    const size_t rows = (size_t)out.len / (is_wide ? sizeof(int64_t) : sizeof(int32_t));
    const size_t count = (size_t)PyList_Size(list);
    Addend *addends = take_addends(list, rows);
    if (addends) {
        is_sound = 1;
        Py_BEGIN_ALLOW_THREADS
        for (size_t begin = 0; begin < rows; begin += KEYS) {
            int64_t keys[KEYS];
            const size_t portion = at_most(KEYS, rows - begin);
            is_sound &= add_portion(keys, addends, count, begin, portion);
            if (is_wide)
                memcpy((int64_t *)out.buf + begin, keys, portion * sizeof *keys);
            for (size_t row = 0; row < portion && !is_wide; row++)
                ((int32_t *)out.buf)[begin + row] = (int32_t)keys[row];
        }
        Py_END_ALLOW_THREADS
        if (!is_sound)
            PyErr_SetString(PyExc_ValueError, "a code without an amount");
        release_addends(addends, count);
    }
    PyBuffer_Release(&out);
    return is_sound ? Py_NewRef(Py_None) : NULL;
}

PyDoc_STRVAR(look_up_doc,
"look_up(addends, table, out)\n--\n\n"
"Write to *out* what *table*, like it of 32 bits, has at the keys of all rows, and tell whether any of that is below 0.");

static PyObject *look_up(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *list;
    Py_buffer table, out;
    int is_sound = 0, is_below = 0;
    if (!PyArg_ParseTuple(args, "O!y*w*", &PyList_Type, &list, &table, &out))
        return NULL;
    const size_t rows = (size_t)out.len / sizeof(int32_t), count = (size_t)PyList_Size(list);
    const size_t size = (size_t)table.len / sizeof(int32_t);
    Addend *addends = take_addends(list, rows);
    if (addends) {
        const int32_t *at = table.buf;
        int32_t *found = out.buf;
        is_sound = size || !rows;
        Py_BEGIN_ALLOW_THREADS
        for (size_t begin = 0; begin < rows && size; begin += KEYS) {
            int64_t keys[KEYS];
            const size_t portion = at_most(KEYS, rows - begin);
            is_sound &= add_portion(keys, addends, count, begin, portion);
            for (size_t row = 0; row < portion; row++) {
                const uint64_t key = (uint64_t)keys[row];
                is_sound &= key < size;
                found[begin + row] = at[key < size ? key : 0];
                is_below |= found[begin + row] < 0;
            }
        }
        Py_END_ALLOW_THREADS
        if (!is_sound)
            PyErr_SetString(PyExc_ValueError, "a code without an amount, or a key beyond the table");
        release_addends(addends, count);
    }
    PyBuffer_Release(&table);
    PyBuffer_Release(&out);
    return is_sound ? PyBool_FromLong(is_below) : NULL;
}

PyDoc_STRVAR(rows_where_doc,
"rows_where(flags, codes)\n--\n\n"
"The rows whose codes have a flag, in machine words; a flag is a byte.");

static PyObject *rows_where(PyObject *Py_UNUSED(module), PyObject *args)
{
    Py_buffer flags, codes;
    PyObject *found = NULL;
    if (!PyArg_ParseTuple(args, "y*y*", &flags, &codes))
        return NULL;
    const size_t rows = (size_t)codes.len / sizeof(int32_t), size = (size_t)flags.len;
    const unsigned char *flag = flags.buf;
    const int32_t *code = codes.buf;
    Py_ssize_t *out = malloc((rows + 1) * sizeof *out);
    size_t count = 0;
    int is_sound = size || !rows;
    if (out) {
        Py_BEGIN_ALLOW_THREADS
        for (size_t row = 0; row < rows && size; row++) {
            const size_t place = (size_t)code[row];
            is_sound &= place < size;
            out[count] = (Py_ssize_t)row; /* overwritten by the next one, unless it counts */
            count += flag[place < size ? place : 0] != 0;
        }
        Py_END_ALLOW_THREADS
    }
    if (!out)
        PyErr_NoMemory();
    else if (!is_sound)
        PyErr_SetString(PyExc_ValueError, "a code without a flag");
    else
        found = PyBytes_FromStringAndSize((const char *)out, (Py_ssize_t)(count * sizeof *out));
    free(out);
    PyBuffer_Release(&flags);
    PyBuffer_Release(&codes);
    return found;
}

/* --------------------------------------------------------------------------------------------------------- module */

static PyMethodDef functions[] = {
    {"add_up", add_up, METH_VARARGS, add_up_doc},
    {"look_up", look_up, METH_VARARGS, look_up_doc},
    {"rows_where", rows_where, METH_VARARGS, rows_where_doc},
    {"byte_sets", byte_sets, METH_VARARGS, byte_sets_doc},
    {"hashes", hashes, METH_VARARGS, hashes_doc},
    {"join", join, METH_VARARGS, join_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module_def = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_native",
    .m_doc = "What makes large tables of text fast.",
    .m_size = -1,
    .m_methods = functions,
};

static int add_type(PyObject *module, const char *name, PyType_Spec *spec, PyTypeObject **place)
{
    *place = (PyTypeObject *)PyType_FromSpec(spec);
    return *place && PyModule_AddObjectRef(module, name, (PyObject *)*place) == 0;
}

PyMODINIT_FUNC PyInit__native(void)
{
    static PyTypeObject *records_type, *first_lines_type;
    PyObject *module = PyModule_Create(&module_def);
    if (module
        && !(add_type(module, "Records", &records_spec, &records_type)
             && add_type(module, "Distinct", &distinct_spec, &distinct_type)
             && add_type(module, "FirstLines", &first_lines_spec, &first_lines_type)))
        Py_CLEAR(module);
    return module;
}
