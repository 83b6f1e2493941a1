package io.github.bits4j.embedded.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A directory that the files of jobs cannot leave, by symbolic links neither. */
public final class Confinement {
    /** All of the file system. */
    public static final Confinement NONE = new Confinement(null);

    private final @Nullable Path root;

    private Confinement(@Nullable Path root) {
        this.root = root;
    }

    /** Below that directory. */
    public static Confinement to(Path root) throws IOException {
        return new Confinement(root.toRealPath());
    }

    /** Whether a file of that name would be inside; also false if its directory cannot be looked at. */
    boolean allows(Path file) {
        Path parent = file.getParent();
        if (root == null) {
            return true;
        }
        try {
            return parent != null && parent.toRealPath().startsWith(root);
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Whether a directory that is not there, and those above it that are not, would be inside if they were made. */
    boolean allowsDirectory(Path directory) {
        for (Path path = directory; root != null && path != null; path = path.getParent()) {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return allows(path.resolve(directory.getFileName()));
            }
            if (path.endsWith("..")) {
                return false; // of what is not there nobody knows where that leads
            }
        }
        return root == null;
    }
}
