/* The type of the distinct texts of a column. */
#include "distinct.h"
#include "module.h"

PyTypeObject *distinct_type;

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

int spread(Distinct *self)
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
        size_t slot = slot_of(self->texts[code].key, bits);
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
    if (!make_bytes(&self->arena, &self->arena_room, self->used + cell.length + 1))
        return 0;
    memcpy(self->arena + self->used, cell.text, cell.length);
    self->texts[self->count++] = (Text){key, self->used};
    self->used += cell.length;
    return 1;
}

int32_t code_of(Distinct *self, const Cell cell)
{
    const size_t mask = ((size_t)1 << self->bits) - 1;
    const Key key = key_of(cell);
    size_t slot = slot_of(key, self->bits);
    for (int32_t code; (code = self->slots[slot]) >= 0; slot = (slot + 1) & mask)
        if (is_text(self, code, key, cell.text))
            return code;
    if (!remember(self, cell, key))
        return -1;
    self->slots[slot] = (int32_t)(self->count - 1);
    if (4 * self->count > mask && !spread(self))
        return -1;
    return (int32_t)self->count - 1;
}

int append_new_values(Distinct *self)
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

PyType_Spec distinct_spec = {
    MODULE ".Distinct", sizeof(Distinct), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
    distinct_slots,
};
