/* What the module is made of. */
#ifndef MODULE_H
#define MODULE_H

#include "words.h"

#define MODULE "cxmaturity.tables.native._compiled"

extern PyType_Spec records_spec, distinct_spec, first_lines_spec;

PyObject *hashes(PyObject *module, PyObject *args);
PyObject *byte_sets(PyObject *module, PyObject *args);
PyObject *join(PyObject *module, PyObject *args);
PyObject *run_steps(PyObject *module, PyObject *args);
PyObject *rows_where(PyObject *module, PyObject *args);

#define DOC_OF(name) extern const char name##_doc[]
DOC_OF(hashes);
DOC_OF(byte_sets);
DOC_OF(join);
DOC_OF(run_steps);
DOC_OF(rows_where);

#endif
