package io.github.bits4j.embedded.transfer;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server said of a file: enough to know it again.
 *
 * @param size its length in bytes; -1 if it is unknown until the end
 * @param etag its entity tag as sent, weak or strong; null if there was none
 * @param lastModified the Last-Modified header as sent; null if there was none
 * @param fresh whether the file had been changed in the very second of the response, so that
 *     {@code lastModified} does not tell it from a later state of the same second
 */
public record Representation(long size, @Nullable String etag, @Nullable String lastModified, boolean fresh) {

    static Representation of(long size, TransportResponse response) {
        String lastModified = response.header("Last-Modified").orElse(null);
        Optional<Instant> modified = date(lastModified);
        Optional<Instant> answered = date(response.header("Date").orElse(null));
        boolean fresh =
                modified.isPresent() && answered.isPresent() && !answered.get().isAfter(modified.get());
        return new Representation(size, response.header("ETag").orElse(null), lastModified, fresh);
    }

    /**
     * The validator for If-Range: a strong entity tag, or the time stamp. Without one a download cannot be resumed:
     * the rest might be that of another file.
     */
    Optional<String> ifRange() {
        if (etag != null && !etag.startsWith("W/")) {
            return Optional.of(etag);
        }
        return modified().isPresent() && !fresh ? Optional.ofNullable(lastModified) : Optional.empty();
    }

    /** Whether nothing in the response's headers tells of another file; they need not repeat the validators. */
    boolean agreesWith(TransportResponse response) {
        return same(etag, response.header("ETag")) && same(lastModified, response.header("Last-Modified"));
    }

    private static boolean same(@Nullable String known, Optional<String> now) {
        return known == null || now.isEmpty() || known.equals(now.get());
    }

    /** Whether the other one is, for all that is known, of the same file in the same state. */
    boolean agreesWith(Representation other) {
        return size == other.size
                && same(etag, Optional.ofNullable(other.etag))
                && same(lastModified, Optional.ofNullable(other.lastModified));
    }

    /** The same, now known to have that size. */
    Representation ofSize(long known) {
        return new Representation(known, etag, lastModified, fresh);
    }

    /** What still counts when the file is to come from another place: size and time stamp, but no entity tag. */
    public Representation elsewhere() {
        return new Representation(size, null, lastModified, fresh);
    }

    /** The file's time stamp, if the server gave one that can be read. */
    public Optional<Instant> modified() {
        return date(lastModified);
    }

    private static Optional<Instant> date(@Nullable String header) {
        return header == null ? Optional.empty() : HttpDate.parse(header);
    }
}
