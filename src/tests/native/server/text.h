/* Text for the tests, as much as there is room for. */
#ifndef TEXT_H
#define TEXT_H

#include "server.h"

struct text {
    char *at;
    size_t left;
};

void text_add(struct text *text, const char *format, ...);

/* The value without its type; texts and bytes in hexadecimal digits. */
void text_add_value(struct text *text, const VARIANT *value);

/* A line: "WHAT " and a text as above, or NULL. */
void text_add_wide(struct text *text, const char *what, const WCHAR *wide);

#endif
