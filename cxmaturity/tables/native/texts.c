/* Texts as Arrow holds them: hashed, looked over and joined. */
#include "module.h"

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

const char hashes_doc[] =
"hashes(offsets, bytes, secret)\n--\n\n"
"A number of 64 bits for each text; who does not know the *secret*, of 64 bits, cannot make two with the same.";

PyObject *hashes(PyObject *Py_UNUSED(module), PyObject *args)
{
    Texts texts = {0};
    unsigned long long secret;
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "y*y*K", &texts.offsets, &texts.bytes, &secret))
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
            uint64_t hash = mixed(secret) ^ ODD * (left + 1);
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

static int has_two_spaces(const char *bytes, size_t size)
{
    uint64_t before = 0; /* whether the block before ends with one */
    for (size_t at = 0; at < size; at += BLOCK) {
        char last[BLOCK] = {0};
        const char *block = size - at < BLOCK ? memcpy(last, bytes + at, size - at) : bytes + at;
        const uint64_t spaces = places_of(' ', block);
        if (spaces & (spaces << 1 | before))
            return 1;
        before = spaces >> 63;
    }
    return 0;
}

const char byte_sets_doc[] =
"byte_sets(offsets, bytes)\n--\n\n"
"Which bytes texts begin with, which they end with, and which there are at all; an empty text begins and ends with 0.\n"
"And whether two spaces stand together.";

PyObject *byte_sets(PyObject *Py_UNUSED(module), PyObject *args)
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
        const size_t size = (size_t)(offset[texts.count] - offset[0]);
        UNROLLED
        for (size_t place = 0; place < size; place++)
            any[bytes[offset[0] + place]] = 1;
        has_two = any[' '] && has_two_spaces((const char *)bytes + offset[0], size);
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

static void join_rows(char *out, const char *end, const Texts *columns, size_t count, size_t rows,
                      const Py_buffer *marks)
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

const char join_doc[] =
"join(columns, rows, start, between, end)\n--\n\n"
"The lines of *rows*: of each of *columns*, which are codes, offsets and bytes, the text that the row's code picks;\n"
"with None for codes, that of the row itself.";

PyObject *join(PyObject *Py_UNUSED(module), PyObject *args)
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
