/* Keys of rows: what the codes of several columns add up to, and what tables have there. */
#include "module.h"

/* Codes, and what they add to a key: an amount for each that there can be, or themselves so many times. */
typedef struct {
    Py_buffer codes, amounts;
    int64_t factor;
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
    addend->factor = PyLong_AsLongLong(amounts);
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

const char add_up_doc[] =
"add_up(addends, out)\n--\n\n"
"Write to *out*, of 32 or 64 bits a row, the sum of what the codes of each addend count.";

PyObject *add_up(PyObject *Py_UNUSED(module), PyObject *args)
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

const char look_up_doc[] =
"look_up(addends, table, out)\n--\n\n"
"Write to *out* what *table*, like it of 32 bits, has at the keys of all rows, and tell whether any is below 0.";

PyObject *look_up(PyObject *Py_UNUSED(module), PyObject *args)
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

const char rows_where_doc[] =
"rows_where(flags, codes)\n--\n\n"
"The rows whose codes have a flag, in machine words; a flag is a byte.";

PyObject *rows_where(PyObject *Py_UNUSED(module), PyObject *args)
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
