package io.github.bits4j;

import io.github.bits4j.internal.Arguments;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file to add to a job.
 *
 * @param remote an absolute URL; the service escapes nothing, so it must be legal as it is
 * @param local an absolute path; its directory must exist
 * @see <a href="https://learn.microsoft.com/windows/win32/api/bits/ns-bits-bg_file_info">BG_FILE_INFO</a>
 */
public record FileInfo(URI remote, Path local) {
    /** Checks the values. */
    public FileInfo {
        Arguments.remote("remote", Objects.requireNonNull(remote, "remote"));
        Arguments.local("local", Objects.requireNonNull(local, "local"));
    }
}
