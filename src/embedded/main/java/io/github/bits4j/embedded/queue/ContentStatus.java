package io.github.bits4j.embedded.queue;

/**
 * DO_DOWNLOAD_STATUS: how a download stands.
 *
 * @param total how many bytes were asked for; -1 while that is unknown
 * @param transferred how many of them have come
 * @param error the HRESULT of what holds it up; S_OK for nothing
 * @param extended the more exact one behind it; S_OK for none
 */
public record ContentStatus(ContentState state, long total, long transferred, int error, int extended) {

    /** The lock is held. */
    static ContentStatus of(JobData data) {
        JobFile file = data.files.isEmpty() ? null : data.files.getFirst();
        JobError found = data.error;
        int exact = found == null ? 0 : found.hresult();
        int error = data.noProgress ? ContentErrors.NO_PROGRESS : ContentErrors.of(exact, file);
        return new ContentStatus(
                ContentState.of(data),
                file == null ? -1 : file.wanted(),
                file == null ? 0 : file.position,
                error,
                error == exact ? 0 : exact);
    }

    boolean tellsOtherThan(ContentStatus before) {
        return state != before.state || error != before.error || extended != before.extended;
    }
}
