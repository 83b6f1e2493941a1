package io.github.bits4j.embedded.store;

import java.io.File;
import java.io.IOException;
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

    static String classPath() {
        return ClassPlaces.of(JobStore.class) + File.pathSeparator + ClassPlaces.of(OpenStore.class);
    }
}
