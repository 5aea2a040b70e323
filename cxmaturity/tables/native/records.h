/* The rows of a chunk of separated values, and the cells of a column of them. */
#ifndef RECORDS_H
#define RECORDS_H

#include "words.h"

typedef struct {
    int32_t *items;
    size_t count, room;
} Places;

/*
 * The rows of a chunk. `bounds` has for each the place before its first cell, and that where each cell ends. In the
 * first `readable` rows two words can be read wherever a cell begins.
 */
typedef struct {
    PyObject_HEAD
    Py_buffer chunk;
    const char *data;
    size_t size, width, readable;
    int has_quotes;
    size_t longest;
    Places bounds, numbers, others;
} Records;

typedef enum { PLAIN, DOUBTFUL, NO_MEMORY } Verdict;

/* Find the rows; DOUBTFUL where the strict reader might see others. */
Verdict scan(Records *self, char delimiter, size_t longest);

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

/* 0 with an error, where there is no such column or no memory; else column->room is to be freed. */
int begin_column(ColumnOfCells *column, const Records *records, Py_ssize_t position);

/* The same cell with one quote for each two, in *room*. */
Cell with_single_quotes(Cell cell, char *room);

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

#endif
