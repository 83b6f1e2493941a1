/* How much memory of COM's allocators is in use. */
#ifndef MEMORY_H
#define MEMORY_H

#include "com.h"

/*
 * On Windows the number of blocks of COM's task allocator, which BSTRs and SAFEARRAYs are made of too, exactly: of those
 * allocated since the first call; negative if that cannot be told. Elsewhere the bytes of all that malloc has given to this
 * process, which vary by themselves.
 */
EXPORTED int64_t memory_in_use(void);

#endif
