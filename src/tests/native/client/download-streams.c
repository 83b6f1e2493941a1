/* Downloads into a stream of the client's: one that takes little at a time, is full, holds up, and goes back. */
#include "downloads.h"

static IDODownload *into(IDOManager *manager, struct memory_stream *stream, const WCHAR *url, bool blocking)
{
    IDODownload *download = new_download(manager);
    SET(S_OK, download, Uri, of_text(url));
    SET(S_OK, download, StreamInterface, of_object(&stream->object));
    SET(S_OK, download, BlockingMode, of_flag(blocking));
    return download;
}

/* Ranges come one behind the other, those of a second Start behind those of the first. */
static void check_short_writes(IDOManager *manager, const struct parameters *parameters)
{
    DO_DOWNLOAD_RANGES_INFO first = { 1, { { 70000, 30000 } } }, second = { 1, { { 5, 10 } } };
    struct memory_stream stream;
    IDODownload *download;
    memory_stream_create(&stream, 30010);
    stream.most = 999;
    download = into(manager, &stream, parameters->url, true);
    EXPECT(S_OK, CALL(download, Start, &first));
    EXPECT(S_OK, CALL(download, Start, &second));
    CHECK(stream.writes >= 32 && stream.seeks == 0);
    CHECK(stream.size == 30010);
    CHECK(memory_stream_is(&stream, 0, parameters->content + 70000, 30000));
    CHECK(memory_stream_is(&stream, 30000, parameters->content + 5, 10));
    EXPECT(S_OK, CALL(download, Finalize));
    memory_stream_end(&stream);
    CALL(download, Release);
}

/* What the stream says is what the download fails with, and it goes on where it was once there is room. */
static void check_full(IDOManager *manager, const struct parameters *parameters)
{
    DO_DOWNLOAD_STATUS status;
    struct memory_stream stream;
    IDODownload *download;
    memory_stream_create(&stream, parameters->content_size);
    stream.room = 50000;
    download = into(manager, &stream, parameters->url, true);
    EXPECT(STG_E_MEDIUMFULL, CALL(download, Start, NULL));
    EXPECT(S_OK, CALL(download, GetStatus, &status));
    CHECK(status.State == DODownloadState_Paused && status.Error == STG_E_MEDIUMFULL);
    CHECK(status.BytesTransferred == 50000);
    stream.room = parameters->content_size;
    EXPECT(S_OK, CALL(download, Start, NULL));
    CHECK(stream.size == parameters->content_size && stream.seeks == 0);
    CHECK(memory_stream_is(&stream, 0, parameters->content, parameters->content_size));
    EXPECT(S_OK, CALL(download, Abort));
    memory_stream_end(&stream);
    CALL(download, Release);
}

/* Paused while Write is under way; then another file is wanted, so the stream goes back and is cut. */
static void check_another_file(IDOManager *manager, const struct parameters *parameters)
{
    struct memory_stream stream;
    IDODownload *download;
    memory_stream_create(&stream, parameters->content_size);
    stream.most = 5000;
    stream.holds_at = 20000;
    download = into(manager, &stream, parameters->url, false);
    EXPECT(S_OK, CALL(download, Start, NULL));
    if (memory_stream_awaits(&stream)) {
        EXPECT(S_OK, CALL(download, Start, NULL)); /* it is under way */
        SET(DO_E_INVALID_STATE, download, Uri, of_text(parameters->reply_url));
        EXPECT(S_OK, CALL(download, Pause));
        download_reaches(download, DODownloadState_Paused);
        memory_stream_go_on(&stream);
    }
    SET(S_OK, download, Uri, of_text(parameters->reply_url));
    SET(S_OK, download, BlockingMode, of_flag(true));
    EXPECT(S_OK, CALL(download, Start, NULL));
    CHECK(stream.seeks == 1 && stream.cuts == 1);
    CHECK(stream.size == parameters->reply_size);
    CHECK(memory_stream_is(&stream, 0, parameters->reply, parameters->reply_size));
    EXPECT(S_OK, CALL(download, Finalize));
    memory_stream_end(&stream);
    CALL(download, Release);
}

/* A stream that does not come back from Write does not hold up who aborts. */
static void check_abort_within_write(IDOManager *manager, const struct parameters *parameters)
{
    struct memory_stream stream;
    IDODownload *download;
    long long begin;
    memory_stream_create(&stream, parameters->content_size);
    stream.holds_at = 0;
    download = into(manager, &stream, parameters->url, false);
    EXPECT(S_OK, CALL(download, Start, NULL));
    memory_stream_awaits(&stream);
    begin = seconds();
    EXPECT(S_OK, CALL(download, Abort));
    CHECK(seconds() - begin < 30);
    memory_stream_go_on(&stream);
    memory_stream_end(&stream);
    CALL(download, Release);
}

void drive_download_into_stream(IDOManager *manager, const struct parameters *parameters)
{
    check_short_writes(manager, parameters);
    check_full(manager, parameters);
    check_another_file(manager, parameters);
    check_abort_within_write(manager, parameters);
}
