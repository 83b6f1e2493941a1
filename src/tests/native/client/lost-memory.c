#include "downloads.h"
#include "memory.h"

/*
 * One text lost in each round would be 32 MB. Off Windows the JVM's own memory counts too and varies by some megabytes, now and then
 * by more: what is lost is lost each time.
 */
enum { ATTEMPTS = 3 };
#ifdef _WIN32
enum { VARIATION = 0 };
#else
enum { VARIATION = 16000000 };
#endif

bool loses_memory(exchange_t *exchange, void *object)
{
    WCHAR *text = malloc((MEMORY_TEXT + 1) * sizeof (WCHAR));
    bool loses = true;
    for (int i = 0; i < MEMORY_TEXT; i++) {
        text[i] = u't';
    }
    text[MEMORY_TEXT] = 0;
    CHECK(memory_in_use() >= 0); /* counts from the first call on, on Windows */
    exchange(object, text, MEMORY_ROUNDS / 2); /* what is made once is there now */
    for (int i = 0; i < ATTEMPTS && loses; i++) {
        int64_t before = memory_in_use();
        exchange(object, text, MEMORY_ROUNDS);
        loses = memory_in_use() - before > VARIATION;
    }
    free(text);
    return loses;
}
