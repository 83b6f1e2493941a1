/* What the parts that drive IDOManager and IDODownload share: the objects that the client gives the service. */
#ifndef DOWNLOADS_H
#define DOWNLOADS_H

#include "client.h"
#include "monitor.h"

#include <stdatomic.h>

/* An IDODownloadStatusCallback that records the states it is told. */
struct status_callback {
    IDODownloadStatusCallback object; /* first: its address is the object's */
    atomic_uint references;
    struct monitor monitor;
    IDODownload *download;            /* whose status it is to be, if that is known */
    unsigned told[DODownloadState_Paused + 1]; /* how often, of each state */
    DO_DOWNLOAD_STATUS last;
};

void status_callback_create(struct status_callback *callback, IDODownload *download);
bool status_callback_awaits(struct status_callback *callback, DODownloadState state);
/* Waits until the service has let go, and reports if it does not. */
void status_callback_end(struct status_callback *callback);

/* An IStream into memory, which takes what it is told to take. */
struct memory_stream {
    IStream object;
    atomic_uint references;
    struct monitor monitor;
    BYTE *bytes;
    UINT64 size, position, room;
    ULONG most;         /* at most so many bytes with each Write; 0 for any number */
    HRESULT full;       /* what Write returns when there is no more room */
    UINT64 holds_at;    /* there Write waits to be let go; UINT64_MAX for nowhere */
    bool waits;         /* in Write */
    unsigned writes, seeks, cuts;
};

void memory_stream_create(struct memory_stream *stream, UINT64 room);
/* Whether a Write comes to wait. */
bool memory_stream_awaits(struct memory_stream *stream);
void memory_stream_go_on(struct memory_stream *stream);
bool memory_stream_is(struct memory_stream *stream, UINT64 offset, const BYTE *bytes, UINT64 size);
void memory_stream_end(struct memory_stream *stream);

/* VARIANTs, whose value is the caller's to clear. */
VARIANT of_text(const WCHAR *text);
VARIANT of_number(ULONG number);
VARIANT of_size(UINT64 size);
VARIANT of_flag(bool flag);
VARIANT of_bytes(const BYTE *bytes, ULONG size);
VARIANT of_object(void *object);

/* Sets a property, to be answered so, and clears the value. */
#define SET(hresult, download, id, variant) \
    do { \
        VARIANT value_ = (variant); \
        EXPECT(hresult, CALL(download, SetProperty, DODownloadProperty_##id, &value_)); \
        EXPECT(S_OK, VariantClear(&value_)); \
    } while (0)

/* The same of a file, an IDeliveryOptimizationFile2. */
#define SET_FILE(hresult, file, id, variant) \
    do { \
        VARIANT value_ = (variant); \
        EXPECT(hresult, CALL(file, SetProperty, DOFilePropertyId_##id, &value_)); \
        EXPECT(S_OK, VariantClear(&value_)); \
    } while (0)

/*
 * Whether many rounds of calls lose memory that Java allocates and C frees, or the other way round. The text has MEMORY_TEXT
 * characters: what holds it and is lost in each round shows. The exchange is called several times, first with half of
 * the rounds, and does MOST_MEMORY_ROUNDS at most in all.
 */
enum { MEMORY_TEXT = 16384, MEMORY_ROUNDS = 1000, MOST_MEMORY_ROUNDS = 4 * MEMORY_ROUNDS };
typedef void exchange_t(void *object, const WCHAR *text, int rounds);
bool loses_memory(exchange_t *exchange, void *object);

IDODownload *new_download(IDOManager *manager);
bool download_reaches(IDODownload *download, DODownloadState state);
void check_text(IDODownload *download, DODownloadProperty id, const WCHAR *text);

/* The parts, in the order of drive_downloads(). */
void drive_download_manager(IDOManager *manager, IBackgroundCopyManager *other, const struct parameters *parameters);
void drive_download_properties(IDOManager *manager, const struct parameters *parameters);
void drive_download_memory(IDOManager *manager);
void drive_download_into_file(IDOManager *manager, const struct parameters *parameters);
void drive_download_ranges(IDOManager *manager, const struct parameters *parameters);
void drive_download_failures(IDOManager *manager, const struct parameters *parameters);
void drive_secure_downloads(IDOManager *manager, const struct parameters *parameters);
void drive_download_into_stream(IDOManager *manager, const struct parameters *parameters);

#endif
