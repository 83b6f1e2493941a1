package io.github.bits4j.embedded.transfer.upload;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where an upload stands.
 *
 * @param stamp the file as it was when the upload began
 * @param session the session with the server; null before it is created and after it is closed
 * @param position the offset of the next byte that the server expects
 * @param sent whether the server has acknowledged the last byte
 * @param reply where the reply is; null before the last byte, and for an upload without a reply
 */
public record UploadState(
        FileStamp stamp, @Nullable UploadSession session, long position, boolean sent, @Nullable URI reply) {

    static UploadState begin(FileStamp stamp) {
        return new UploadState(stamp, null, 0, false, null);
    }

    /** All begins anew with another session, or without one. */
    UploadState restarted(@Nullable UploadSession other) {
        return new UploadState(stamp, other, 0, false, null);
    }

    UploadState at(long next) {
        return new UploadState(stamp, session, next, false, null);
    }

    UploadState acknowledged(@Nullable URI replyUrl) {
        return new UploadState(stamp, session, stamp.size(), true, replyUrl);
    }

    /** The same session, reached otherwise. */
    UploadState with(UploadSession same) {
        return new UploadState(stamp, same, position, sent, reply);
    }

    UploadState closed() {
        return new UploadState(stamp, null, position, sent, reply);
    }
}
