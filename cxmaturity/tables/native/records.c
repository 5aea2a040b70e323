/* The type of the records of a chunk. */
#include "distinct.h"
#include "module.h"
#include "records.h"

static size_t readable_rows(const Records *self)
{
    size_t rows = self->numbers.count;
    while (rows && (size_t)self->bounds.items[rows * (self->width + 1) - 1] + 2 * WORD > self->size)
        rows--;
    return rows;
}

PyDoc_STRVAR(records_of_doc,
"of(chunk, delimiter, width, longest)\n--\n\n"
"The records of *chunk*; None where the strict reader might see others.\n\n"
"It sees the same where lines end in LF or CRLF, none is empty or has more than *longest* bytes, and every quote opens\n"
"a cell, closes it before the delimiter or the line's end, or is doubled inside.");

static PyObject *records_of(PyObject *type, PyObject *args)
{
    Py_buffer chunk;
    int delimiter;
    Py_ssize_t width, longest;
    if (!PyArg_ParseTuple(args, "y*inn", &chunk, &delimiter, &width, &longest))
        return NULL;
    const size_t size = (size_t)chunk.len;
    const int is_fit = width >= 1 && delimiter >= 1 && delimiter <= 127 && size <= INT32_MAX - BLOCK;
    Records *self = is_fit ? (Records *)PyType_GenericAlloc((PyTypeObject *)type, 0) : NULL;
    if (!self) {
        PyBuffer_Release(&chunk);
        return is_fit ? NULL : Py_NewRef(Py_None);
    }
    self->chunk = chunk;
    self->data = chunk.buf;
    self->size = size;
    self->width = (size_t)width;
    self->longest = (size_t)longest;
    Verdict verdict = DOUBTFUL;
    Py_BEGIN_ALLOW_THREADS
    self->has_quotes = memchr(self->data, '"', size) != NULL;
    if (!memchr(self->data, 0, size))
        verdict = scan(self, (char)delimiter, self->longest);
    Py_END_ALLOW_THREADS
    if (verdict == PLAIN) {
        self->readable = readable_rows(self);
        return (PyObject *)self;
    }
    Py_DECREF(self);
    return verdict == NO_MEMORY ? PyErr_NoMemory() : Py_NewRef(Py_None);
}

static void records_dealloc(Records *self)
{
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    free(self->bounds.items);
    free(self->numbers.items);
    free(self->others.items);
    PyBuffer_Release(&self->chunk);
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

int begin_column(ColumnOfCells *column, const Records *records, Py_ssize_t position)
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

Cell with_single_quotes(const Cell cell, char *room)
{
    size_t length = 0;
    for (size_t place = 0; place < cell.length; place++) {
        room[length++] = cell.text[place];
        place += cell.text[place] == '"';
    }
    return (Cell){room, length, length + WORD};
}

/* So many rows stay in the nearest cache while one column after the other looks at them. */
#define PORTION 64

/* Have the cells of rows fetched, and where they end. */
static void fetch_rows(const Records *self, size_t begin, size_t end)
{
    if (begin == end)
        return;
    const size_t stride = self->width + 1;
    const int32_t *const first = self->bounds.items + begin * stride, *const last = self->bounds.items + end * stride - 1;
    for (const int32_t *at = first; at < last; at += LINE / sizeof *at)
        fetch(at);
    for (int32_t place = *first + 1; place < *last; place += LINE)
        fetch(self->data + place);
}

/* A column on its way to texts. */
typedef struct {
    ColumnOfCells cells;
    PyObject *offsets;
    int32_t *offset;
    char *bytes;
    size_t room;
} Copying;

static int begin_copying(Copying *copying, const Records *records, PyObject *number)
{
    const Py_ssize_t position = PyLong_AsSsize_t(number);
    if ((position == -1 && PyErr_Occurred()) || !begin_column(&copying->cells, records, position))
        return 0;
    copying->offsets = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)((records->numbers.count + 1) * sizeof(int32_t)));
    if (!copying->offsets)
        return 0;
    copying->offset = (int32_t *)PyBytes_AsString(copying->offsets);
    copying->offset[0] = 0;
    return 1;
}

/* 0 where there is no memory. */
static int copy_rows(Copying *copying, size_t begin, size_t end)
{
    size_t used = (size_t)copying->offset[begin];
    for (size_t row = begin; row < end; row++) {
        const Cell cell = cell_of(&copying->cells, row);
        if (!make_bytes(&copying->bytes, &copying->room, used + cell.length + 2 * WORD))
            return 0;
        if (cell.length <= 2 * WORD && cell.readable >= 2 * WORD)
            memcpy(copying->bytes + used, cell.text, 2 * WORD); /* what is too much is written over */
        else
            memcpy(copying->bytes + used, cell.text, cell.length);
        used += cell.length;
        copying->offset[row + 1] = (int32_t)used;
    }
    return 1;
}

PyDoc_STRVAR(records_texts_doc,
"texts(positions)\n--\n\n"
"For each of the columns at *positions* its texts: their offsets and their bytes.");

static PyObject *records_texts(Records *self, PyObject *list)
{
    const Py_ssize_t count = PyList_Size(list);
    if (count < 0)
        return NULL;
    Copying *copyings = calloc((size_t)count + 1, sizeof *copyings);
    PyObject *found = copyings ? PyList_New(0) : PyErr_NoMemory();
    for (Py_ssize_t column = 0; found && column < count; column++)
        if (!begin_copying(copyings + column, self, PyList_GetItem(list, column)))
            Py_CLEAR(found);
    if (found) {
        const size_t rows = self->numbers.count;
        int has_memory = 1;
        Py_BEGIN_ALLOW_THREADS
        for (size_t begin = 0; has_memory && begin < rows; begin += PORTION)
            for (Py_ssize_t column = 0; has_memory && column < count; column++)
                has_memory = copy_rows(copyings + column, begin, at_most(begin + PORTION, rows));
        Py_END_ALLOW_THREADS
        if (!has_memory) {
            PyErr_NoMemory();
            Py_CLEAR(found);
        }
    }
    for (Py_ssize_t column = 0; found && column < count; column++) {
        const Copying *copying = copyings + column;
        const Py_ssize_t size = copying->offset[self->numbers.count];
        PyObject *texts = Py_BuildValue("Oy#", copying->offsets, copying->bytes ? copying->bytes : "", size);
        if (!texts || PyList_Append(found, texts) < 0)
            Py_CLEAR(found);
        Py_XDECREF(texts);
    }
    for (Py_ssize_t column = 0; copyings && column < count; column++) {
        free(copyings[column].cells.room);
        free(copyings[column].bytes);
        Py_XDECREF(copyings[column].offsets);
    }
    free(copyings);
    return found;
}

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

/* A cell that is looked up by what stands there, be it in quotes. */
typedef struct {
    Key key;
    const char *text;
    int in_quotes;
} Sought;

/* Work out where to look, and have it fetched; the cells are followed by two words that can be read. */
static void seek_rows(const Coding *coding, size_t begin, size_t rows, Sought *sought, uint32_t *slots)
{
    const Records *records = coding->cells.records;
    const char *const data = records->data + 1;
    const size_t stride = records->width + 1;
    const int32_t *bounds = records->bounds.items + begin * stride + coding->cells.position;
    const int has_quotes = records->has_quotes;
    const int32_t *const places = coding->distinct->slots;
    const unsigned bits = coding->distinct->bits;
    for (size_t row = 0; row < rows; row++, bounds += stride) {
        const char *text = data + bounds[0];
        size_t length = (size_t)(bounds[1] - bounds[0] - 1);
        const int in_quotes = has_quotes && length && *text == '"';
        if (in_quotes)
            text++, length -= 2;
        const Key key = length > 2 * WORD ? long_key(text, length) : short_key(text, length);
        sought[row] = (Sought){key, text, in_quotes};
        slots[row] = (uint32_t)slot_of(key, bits);
        fetch(places + slots[row]);
    }
}

/* Whether the cell is the text of a code, and no quote in it stands for two. */
static int is_found(const Distinct *distinct, int32_t code, const Sought *sought)
{
    return code >= 0 && is_text(distinct, code, sought->key, sought->text)
        && !(sought->in_quotes && memchr(sought->text, '"', sought->key.length));
}

/*
 * Look a portion of cells up side by side, so that few are waited for. What is not found so is looked for by itself: what
 * is new, what has quotes in it, the last cell before a carriage return.
 */
static void code_rows(Coding *coding, size_t begin, size_t end)
{
    Sought sought[PORTION];
    uint32_t slots[PORTION];
    Distinct *const distinct = coding->distinct;
    int32_t *const out = coding->out + begin;
    const size_t rows = end > coding->cells.records->readable ? 0 : end - begin;
    seek_rows(coding, begin, rows, sought, slots);
    const int32_t *const places = distinct->slots;
    for (size_t row = 0; row < rows; row++)
        out[row] = places[slots[row]];
    for (size_t row = 0; row < end - begin && coding->verdict == PLAIN; row++) {
        if (row < rows && is_found(distinct, out[row], sought + row))
            continue;
        out[row] = code_of(distinct, cell_of(&coding->cells, begin + row));
        if (out[row] < 0)
            coding->verdict = NO_MEMORY;
        else if (distinct->count > coding->most)
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
"For each of *columns*, which are an object of distinct texts, a position and how many texts there may be: for each\n"
"row the place of its cell in the object's values, which grow; None where they become too many.\n\n"
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
        for (size_t begin = 0, end; begin < rows; begin = end) {
            end = at_most(begin + PORTION, rows);
            fetch_rows(self, end, at_most(end + PORTION, rows));
            for (Py_ssize_t column = 0; column < count; column++)
                code_rows(codings + column, begin, end);
        }
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

PyType_Spec records_spec = {
    MODULE ".Records", sizeof(Records), 0,
    Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE, records_slots,
};
