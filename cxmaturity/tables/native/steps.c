/* Columns of codes made of others, step by step: what a table has at the key that the codes of a row add up to. */
#include "module.h"

#define PORTION 256 /* rows whose keys are added up at once */

/* Codes, and what they add to a key: an amount for each that there can be, or themselves so many times. */
typedef struct {
    Py_buffer codes, amounts;
    int64_t factor;
} Addend;

typedef struct {
    Addend *addends;
    size_t count;
    Py_buffer table, out;
} Step;

static void release_steps(Step *steps, size_t count)
{
    for (size_t place = 0; place < count; place++) {
        for (size_t each = 0; each < steps[place].count; each++) {
            PyBuffer_Release(&steps[place].addends[each].codes);
            PyBuffer_Release(&steps[place].addends[each].amounts);
        }
        free(steps[place].addends);
        PyBuffer_Release(&steps[place].table);
        PyBuffer_Release(&steps[place].out);
    }
    free(steps);
}

/* Whether a buffer has a code for each row; else an error. */
static int is_of(const Py_buffer *buffer, size_t rows)
{
    if ((size_t)buffer->len >= rows * sizeof(int32_t))
        return 1;
    PyErr_SetString(PyExc_ValueError, "fewer codes than rows");
    return 0;
}

static int take_addend(Addend *addend, PyObject *pair, size_t rows)
{
    PyObject *codes, *amounts;
    if (!PyArg_ParseTuple(pair, "OO", &codes, &amounts) || PyObject_GetBuffer(codes, &addend->codes, PyBUF_SIMPLE) < 0
        || !is_of(&addend->codes, rows))
        return 0;
    if (!PyLong_Check(amounts))
        return PyObject_GetBuffer(amounts, &addend->amounts, PyBUF_SIMPLE) == 0;
    addend->factor = PyLong_AsLongLong(amounts);
    return addend->factor != -1 || !PyErr_Occurred();
}

static int take_step(Step *step, PyObject *parts, size_t rows)
{
    PyObject *list, *table, *out;
    if (!PyArg_ParseTuple(parts, "O!OO", &PyList_Type, &list, &table, &out)
        || PyObject_GetBuffer(out, &step->out, PyBUF_WRITABLE) < 0
        || (table != Py_None && PyObject_GetBuffer(table, &step->table, PyBUF_SIMPLE) < 0) || !is_of(&step->out, rows))
        return 0;
    const size_t count = (size_t)PyList_Size(list);
    if (!(step->addends = calloc(count + 1, sizeof *step->addends))) {
        PyErr_NoMemory();
        return 0;
    }
    for (; step->count < count; step->count++) {
        if (!take_addend(step->addends + step->count, PyList_GetItem(list, (Py_ssize_t)step->count), rows)) {
            step->count++;
            return 0;
        }
    }
    return 1;
}

/* The steps of a list, NULL with an error. */
static Step *take_steps(PyObject *list, size_t rows)
{
    const size_t count = (size_t)PyList_Size(list);
    Step *steps = calloc(count + 1, sizeof *steps);
    if (!steps) {
        PyErr_NoMemory();
        return NULL;
    }
    for (size_t place = 0; place < count; place++) {
        if (!take_step(steps + place, PyList_GetItem(list, (Py_ssize_t)place), rows)) {
            release_steps(steps, count);
            return NULL;
        }
    }
    return steps;
}

/*
 * Add what the codes of a portion of rows count to its keys; 0 where there is no amount for one. Keys of which tables
 * know something are far below 32 bits, and so what is carried beyond does not matter.
 */
static int add_to(uint32_t *keys, const Addend *addend, size_t begin, size_t rows)
{
    const uint32_t *code = (const uint32_t *)addend->codes.buf + begin;
    if (!addend->amounts.buf) {
        const uint32_t factor = (uint32_t)addend->factor;
        for (size_t row = 0; row < rows; row++)
            keys[row] += code[row] * factor;
        return 1;
    }
    const int64_t *amount = addend->amounts.buf;
    const size_t count = (size_t)addend->amounts.len / sizeof *amount;
    for (size_t row = 0; row < rows; row++) {
        if (code[row] >= count)
            return 0;
        keys[row] += (uint32_t)amount[code[row]];
    }
    return 1;
}

/* The largest of so many numbers, of which there is one. */
static uint32_t most_of(const uint32_t *numbers, size_t count)
{
    uint32_t most = 0;
    for (size_t place = 0; place < count; place++)
        most = numbers[place] > most ? numbers[place] : most;
    return most;
}

/* What became of a portion. */
typedef enum { MADE, UNKNOWN, UNSOUND } Outcome;

/* Make a portion of a step's column. */
static Outcome make_portion(const Step *step, size_t begin, size_t rows)
{
    uint32_t sums[PORTION];
    int32_t *out = (int32_t *)step->out.buf + begin;
    const uint32_t *keys = sums;
    if (step->count == 1 && step->addends->factor == 1)
        keys = (const uint32_t *)step->addends->codes.buf + begin;
    else {
        memset(sums, 0, sizeof sums);
        for (size_t place = 0; place < step->count; place++)
            if (!add_to(sums, step->addends + place, begin, rows))
                return UNSOUND;
    }
    if (!step->table.obj) {
        memcpy(out, keys, rows * sizeof *out);
        return MADE;
    }
    const int32_t *table = step->table.buf;
    int32_t all = 0;
    if (most_of(keys, rows) >= (size_t)step->table.len / sizeof *table)
        return UNSOUND;
    UNROLLED
    for (size_t row = 0; row < rows; row++)
        all |= out[row] = table[keys[row]];
    return all < 0 ? UNKNOWN : MADE;
}

const char run_steps_doc[] =
"run_steps(steps, rows, done)\n--\n\n"
"Make the columns of *steps*, each of addends, a table or None for the keys themselves, and where to write to.\n\n"
"*done* has for each portion of 256 rows how many steps have been made of it. A portion goes no further where a table\n"
"has a number below 0. Returns how many steps have been made of all portions.";

PyObject *run_steps(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *list;
    Py_ssize_t number;
    Py_buffer done;
    Outcome outcome = MADE;
    if (!PyArg_ParseTuple(args, "O!nw*", &PyList_Type, &list, &number, &done))
        return NULL;
    const size_t count = (size_t)PyList_Size(list), rows = (size_t)number;
    size_t least = count;
    Step *steps = NULL;
    if (number < 0 || (size_t)done.len != (rows + PORTION - 1) / PORTION * sizeof(int32_t))
        PyErr_SetString(PyExc_ValueError, "not as many portions as the rows make");
    else
        steps = take_steps(list, rows);
    if (steps) {
        int32_t *made = done.buf;
        Py_BEGIN_ALLOW_THREADS
        for (size_t begin = 0; begin < rows && outcome != UNSOUND; begin += PORTION, made++) {
            const size_t portion = at_most(PORTION, rows - begin);
            size_t place = (size_t)*made;
            while (place < count && (outcome = make_portion(steps + place, begin, portion)) == MADE)
                place++;
            *made = (int32_t)place;
            least = at_most(least, place);
        }
    Py_END_ALLOW_THREADS
        if (outcome == UNSOUND)
            PyErr_SetString(PyExc_ValueError, "a code without an amount, or a key beyond the table");
        release_steps(steps, count);
    }
    PyBuffer_Release(&done);
    return steps && outcome != UNSOUND ? PyLong_FromSize_t(least) : NULL;
}

const char rows_where_doc[] =
"rows_where(flags, codes)\n--\n\n"
"The rows whose codes have a flag, which few have, in machine words; a flag is a byte.";

PyObject *rows_where(PyObject *Py_UNUSED(module), PyObject *args)
{
    Py_buffer flags, codes;
    PyObject *found = NULL;
    if (!PyArg_ParseTuple(args, "y*y*", &flags, &codes))
        return NULL;
    const size_t rows = (size_t)codes.len / sizeof(int32_t), size = (size_t)flags.len;
    const unsigned char *flag = flags.buf;
    const uint32_t *code = codes.buf;
    Py_ssize_t *out = malloc((rows + 1) * sizeof *out);
    size_t count = 0, row = 0;
    while (out && row < rows) {
        const size_t end = at_most(row + PORTION, rows);
        if (most_of(code + row, end - row) >= size)
            break;
        unsigned char any = 0;
        UNROLLED
        for (size_t each = row; each < end; each++)
            any |= flag[code[each]];
        for (size_t each = row; any && each < end; each++)
            if (flag[code[each]])
                out[count++] = (Py_ssize_t)each;
        row = end;
    }
    if (!out)
        PyErr_NoMemory();
    else if (row < rows)
        PyErr_SetString(PyExc_ValueError, "a code without a flag");
    else
        found = PyBytes_FromStringAndSize((const char *)out, (Py_ssize_t)(count * sizeof *out));
    free(out);
    PyBuffer_Release(&flags);
    PyBuffer_Release(&codes);
    return found;
}
