/* IClientSecurity, which proxies have: by it CoSetProxyBlanket sets what a client lets the service do in its name. */
#include "server.h"

#ifdef _WIN32
#include <stdarg.h>
#include <stdio.h>

struct security {
    IClientSecurity object;
    atomic_uint references;
    const char *name;
    IUnknown *proxy; /* lent: who asks for security has a reference */
};

static struct monitor monitor = MONITOR_INITIALIZER; /* guards what follows */
static bool on;
static HRESULT answer;
static char notes[16384];
static size_t length;

static HRESULT STDMETHODCALLTYPE query_interface(IClientSecurity *self, REFIID iid, void **out)
{
    *out = NULL;
    return E_NOINTERFACE;
}

static ULONG STDMETHODCALLTYPE add_ref(IClientSecurity *self)
{
    return atomic_fetch_add(&((struct security *) self)->references, 1) + 1;
}

static ULONG STDMETHODCALLTYPE release(IClientSecurity *self)
{
    ULONG left = atomic_fetch_sub(&((struct security *) self)->references, 1) - 1;
    if (left == 0) {
        free(self);
        atomic_fetch_sub(&objects, 1);
    }
    return left;
}

static HRESULT STDMETHODCALLTYPE query_blanket(IClientSecurity *self, IUnknown *proxy, DWORD *authentication,
    DWORD *authorization, OLECHAR **principal, DWORD *level, DWORD *impersonation, void **identity, DWORD *capabilities)
{
    return E_NOTIMPL;
}

static HRESULT STDMETHODCALLTYPE set_blanket(IClientSecurity *self, IUnknown *proxy, DWORD authentication,
    DWORD authorization, OLECHAR *principal, DWORD level, DWORD impersonation, void *identity, DWORD capabilities)
{
    const struct security *security = (const struct security *) self;
    CHECK(proxy == security->proxy);
    security_note("blanket %s %d %d %s %d %d %s 0x%x\n", security->name, (int) authentication, (int) authorization,
                  principal == COLE_DEFAULT_PRINCIPAL ? "default" : principal ? "named" : "NULL", (int) level,
                  (int) impersonation, identity ? "given" : "NULL", (unsigned) capabilities);
    return answer;
}

static HRESULT STDMETHODCALLTYPE copy_proxy(IClientSecurity *self, IUnknown *proxy, IUnknown **copy)
{
    *copy = NULL;
    return E_NOTIMPL;
}

static IClientSecurityVtbl vtable = { query_interface, add_ref, release, query_blanket, set_blanket, copy_proxy };

bool security_answers(const char *name, void *proxy, REFIID iid, void **out)
{
    struct security *made;
    if (!on || !out || !IsEqualIID(iid, &IID_IClientSecurity)) {
        return false;
    }
    made = calloc(1, sizeof *made);
    made->object.lpVtbl = &vtable;
    atomic_init(&made->references, 1);
    made->name = name;
    made->proxy = proxy;
    atomic_fetch_add(&objects, 1);
    *out = &made->object;
    return true;
}

void security_note(const char *format, ...)
{
    va_list arguments;
    int written;
    monitor_enter(&monitor);
    if (on) {
        va_start(arguments, format);
        written = vsnprintf(notes + length, sizeof notes - length, format, arguments);
        va_end(arguments);
        if (CHECK(written > 0 && (size_t) written < sizeof notes - length)) {
            length += written;
        }
    }
    monitor_leave(&monitor);
}

void security_begin(void)
{
    on = false;
}

void server_secure(HRESULT answered)
{
    monitor_enter(&monitor);
    on = true;
    answer = answered;
    length = 0;
    notes[0] = 0;
    monitor_leave(&monitor);
}

void server_blankets(char *text, size_t size)
{
    monitor_enter(&monitor);
    snprintf(text, size, "%s", notes);
    monitor_leave(&monitor);
}
#else
bool security_answers(const char *name, void *proxy, REFIID iid, void **out)
{
    return false;
}

void security_note(const char *format, ...)
{
}

void security_begin(void)
{
}
#endif
