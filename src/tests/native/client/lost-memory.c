#include "downloads.h"
#include "memory.h"

/* Off Windows the JVM's own memory varies by some megabytes; one text lost in each round would be 32 MB. */
#ifdef _WIN32
enum { VARIATION = 0 };
#else
enum { VARIATION = 16000000 };
#endif

bool loses_memory(exchange_t *exchange, void *object)
{
    WCHAR *text = malloc((MEMORY_TEXT + 1) * sizeof (WCHAR));
    int64_t before, after;
    for (int i = 0; i < MEMORY_TEXT; i++) {
        text[i] = u't';
    }
    text[MEMORY_TEXT] = 0;
    CHECK(memory_in_use() >= 0); /* counts from the first call on, on Windows */
    exchange(object, text, MEMORY_ROUNDS / 2); /* what is made once is there now */
    before = memory_in_use();
    exchange(object, text, MEMORY_ROUNDS);
    after = memory_in_use();
    free(text);
    return after - before > VARIATION;
}
