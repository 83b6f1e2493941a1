package io.github.bits4j.embedded.store;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Another process that opens a store and says what it found. */
final class OpenStore {
    private OpenStore() {}

    public static void main(String[] arguments) throws IOException {
        try (JobStore store = JobStore.open(Path.of(arguments[0]))) {
            System.out.println(Records.texts(store.records()));
        } catch (LockedStoreException locked) {
            System.out.println(locked.getClass().getSimpleName());
        }
    }

    /** Of the module's own classes and of its tests', wherever they are. */
    static String classPath() {
        return place(JobStore.class) + File.pathSeparator + place(OpenStore.class);
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
