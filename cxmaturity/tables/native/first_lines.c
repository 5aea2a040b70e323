/* The lines in which hashes came first. */
#include "module.h"

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

/* Have what a later row will look at fetched. */
static inline void fetch_ahead(FirstLines *self, uint64_t hash)
{
    const Shard *shard = shard_of(self, hash);
    if (shard->slots)
        fetch(begin_of(shard, (uint32_t)hash));
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
"For each row, known by a hash of 64 bits and a line of 32 bits from 1 up, the line of the first one with that hash.");

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

PyType_Spec first_lines_spec = {
    MODULE ".FirstLines", sizeof(FirstLines), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    first_lines_slots,
};
