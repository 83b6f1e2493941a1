/* What went wrong, and which slots of which vtables were entered. Any thread may report. */
#ifndef REPORT_H
#define REPORT_H

#include "com.h"

/*
 * A program that uses this has the macro INTERFACE(object), which says the name of an interface by the pointer's type.
 */

/* The index of a method in its vtable. */
#define SLOT(object, method) \
    ((unsigned) (((const char *) &(object)->lpVtbl->method - (const char *) (object)->lpVtbl) / sizeof (void *)))

/* Calls a method, and notes that its slot was entered. */
#define CALL(object, method, ...) \
    (entered(INTERFACE(object), (object)->lpVtbl, SLOT(object, method)), (object)->lpVtbl->method((object), ##__VA_ARGS__))

/* Notes that the service entered a slot of an object of ours. */
#define SERVED(object, method) served(INTERFACE(object), SLOT(object, method))

/* Each is true if what it expects is so. */
#define EXPECT(hresult, call) expect_hresult(__FILE__, __LINE__, #call, (hresult), (call))
#define EXPECT_TEXT(expected, text) expect_text(__FILE__, __LINE__, #text, (expected), (text)) /* and frees it */
#define CHECK(condition) check(__FILE__, __LINE__, #condition, (condition))

/* Asks for another interface of the object. */
#define QUERY(object, type, out) EXPECT(S_OK, CALL(object, QueryInterface, &IID_##type, (void **) (out)))

/* What no object has. */
GUID_CONSTANT NOBODYS_INTERFACE = { 0x6d0e3a41, 0x52b8, 0x4f6e, { 0x9d, 0x17, 0x3c, 0x80, 0x2f, 0xa6, 0x5b, 0xe4 } };

/* What every object has to do. */
#define CHECK_UNKNOWN(object) \
    do { \
        void *unknown_ = &unknown_, *none_ = &none_; \
        CHECK(CALL(object, AddRef) > 1); \
        CHECK(CALL(object, Release) >= 1); \
        if (EXPECT(S_OK, CALL(object, QueryInterface, &IID_IUnknown, &unknown_))) { \
            IUnknown *identity_ = unknown_; \
            CHECK(CALL(identity_, Release) >= 1); \
        } \
        EXPECT(E_NOINTERFACE, CALL(object, QueryInterface, &NOBODYS_INTERFACE, &none_)); \
        CHECK(none_ == NULL); \
        EXPECT(E_POINTER, CALL(object, QueryInterface, &IID_IUnknown, NULL)); \
    } while (0)

void entered(const char *type, const void *vtable, unsigned slot);
void served(const char *type, unsigned slot);

bool expect_hresult(const char *file, int line, const char *call, HRESULT expected, HRESULT actual);
bool expect_text(const char *file, int line, const char *what, const WCHAR *expected, LPWSTR text);
bool check(const char *file, int line, const char *condition, bool holds);

bool same_text(const WCHAR *one, const WCHAR *other);

/* Forgets all. */
void begin_report(void);

/*
 * The report as lines, as much as there is room for: "failure FILE:LINE: …", "entered VTABLE INTERFACE SLOT",
 * "served INTERFACE SLOT".
 */
void write_report(char *text, size_t size);

#endif
