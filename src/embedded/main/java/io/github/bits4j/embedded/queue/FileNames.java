package io.github.bits4j.embedded.queue;

import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.embedded.transfer.FileRanges;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What may be a file's remote and local name. */
final class FileNames {
    private static final int MAXIMUM_URL = 2200;
    private static final int MAX_PATH = 260;
    private static final int MAXIMUM_PORT = 65535;
    private static final int ERROR_PATH_NOT_FOUND = 3;

    private FileNames() {}

    static URI remote(String name, String operation) {
        if (name.length() > MAXIMUM_URL) {
            throw invalid(operation, "the URL has more than " + MAXIMUM_URL + " characters");
        }
        if (name.startsWith("\\\\") || isFullPath(name)) {
            return file(Path.of(name), operation);
        }
        try {
            URI uri = new URI(name);
            String scheme = uri.getScheme();
            if ("file".equalsIgnoreCase(scheme)) {
                return file(path(uri, operation), operation);
            }
            if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
                throw invalid(operation, "not a URL of HTTP, HTTPS or a file");
            }
            if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > MAXIMUM_PORT) {
                throw invalid(operation, "no such server: " + uri.getHost());
            }
            for (String segment : uri.getRawPath().split("/")) {
                if (segment.length() > MAX_PATH) {
                    throw invalid(operation, "a part of the URL has more than " + MAX_PATH + " characters");
                }
            }
            return uri;
        } catch (URISyntaxException malformed) {
            throw invalid(operation, "not a URL: " + malformed.getReason());
        }
    }

    /** Ranges are HTTP's. */
    static void requireRangeSource(URI remote, FileRanges ranges, String operation) {
        if (!ranges.isWhole() && "file".equalsIgnoreCase(remote.getScheme())) {
            throw invalid(operation, "ranges are for HTTP and HTTPS only");
        }
    }

    private static boolean isFullPath(String name) {
        try {
            return Path.of(name).isAbsolute();
        } catch (InvalidPathException url) {
            return false; // on Windows, for the colon
        }
    }

    private static Path path(URI uri, String operation) {
        try {
            // As in file://server/share/file on Windows; elsewhere only this machine's files have a path.
            boolean here = "localhost".equalsIgnoreCase(uri.getAuthority());
            return Path.of(here ? URI.create("file://" + uri.getRawPath()) : uri);
        } catch (IllegalArgumentException | FileSystemNotFoundException malformed) {
            throw invalid(operation, "not the URL of a file that can be reached from here");
        }
    }

    private static URI file(Path path, String operation) {
        if (!path.isAbsolute()) {
            throw invalid(operation, "not the full path of a file");
        }
        return path.toUri();
    }

    /** The name of a file to be written. Looks at the file system: not to be called under a lock. */
    static Path local(String name, String operation) {
        Path path = source(name, operation);
        if (!Files.isWritable(path.getParent())) {
            throw new ComException(HResult.E_ACCESSDENIED, operation, "not writable: " + path.getParent());
        }
        return path;
    }

    /** The name of a file to be read, which need not be there yet. Looks at the file system too. */
    static Path source(String name, String operation) {
        Path path = requirePath(name, operation);
        Path directory = path.getParent();
        if (Files.isDirectory(path)) {
            throw invalid(operation, "the name of a directory: " + name);
        }
        if (!Files.isDirectory(directory)) {
            throw new ComException(HResult.ofWin32(ERROR_PATH_NOT_FOUND), operation, "no directory " + directory);
        }
        return path;
    }

    /** What may be a file's full path, whatever there is on the disk. */
    static Path requirePath(String name, String operation) {
        boolean windows = File.separatorChar == '\\';
        if (name.length() >= MAX_PATH || name.endsWith("/") || name.endsWith(File.separator)) {
            throw invalid(operation, "the local name is too long or that of a directory: " + name);
        }
        if (name.contains("*") || name.contains("?") || windows && name.indexOf(':', 2) >= 0) {
            throw invalid(operation, "the local name has a wildcard, a prefix or a stream: " + name);
        }
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException malformed) {
            throw invalid(operation, "not a path: " + malformed.getMessage());
        }
        if (!path.isAbsolute() || path.getParent() == null) {
            throw invalid(operation, "not the full path of a file: " + name);
        }
        return path;
    }

    private static ComException invalid(String operation, String description) {
        return new ComException(HResult.E_INVALIDARG, operation, description);
    }
}
