/*
 * Cells of separated values found, told apart, numbered, looked up and joined, without a Python object for each.
 *
 * This only makes large tables fast: where it has not been compiled, the strict reader, numpy and Python's own strings
 * give the same. Texts are held as Arrow holds them: the bytes of all of them, and offsets at which each begins and the
 * last one ends. Offsets and codes, of 32 bits, and hashes and keys, of 64, cross over as plain bytes.
 */
#include "module.h"
#include "distinct.h"

static PyMethodDef functions[] = {
    {"run_steps", run_steps, METH_VARARGS, run_steps_doc},
    {"rows_where", rows_where, METH_VARARGS, rows_where_doc},
    {"byte_sets", byte_sets, METH_VARARGS, byte_sets_doc},
    {"hashes", hashes, METH_VARARGS, hashes_doc},
    {"join", join, METH_VARARGS, join_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module_def = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_compiled",
    .m_doc = "What makes large tables of text fast.",
    .m_size = -1,
    .m_methods = functions,
};

static int add_type(PyObject *module, const char *name, PyType_Spec *spec, PyTypeObject **place)
{
    *place = (PyTypeObject *)PyType_FromSpec(spec);
    return *place && PyModule_AddObjectRef(module, name, (PyObject *)*place) == 0;
}

PyMODINIT_FUNC PyInit__compiled(void)
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
