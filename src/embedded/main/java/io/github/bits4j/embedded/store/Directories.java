package io.github.bits4j.embedded.store;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Directories whose entries must outlive a power failure, or be hidden from other users. */
public final class Directories {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private Directories() {}

    /** Returns when the names in the directory are on the disk. Windows cannot be asked; NTFS journals them itself. */
    public static void force(@Nullable Path directory) throws IOException {
        if (directory != null && !WINDOWS) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Makes it, if need be, for this user only: records may hold headers and credentials. */
    static void create(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, owner("rwx------"));
        }
    }

    static FileAttribute<?>[] owner(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
