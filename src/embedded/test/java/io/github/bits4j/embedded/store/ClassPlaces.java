package io.github.bits4j.embedded.store;

import java.net.URI;
import java.nio.file.Path;

/** Where classes are, for the class paths of other processes: also in a module into which the tests have been patched. */
public final class ClassPlaces {
    private ClassPlaces() {}

    /** The directory or the jar. */
    public static Path of(Class<?> type) {
        String name = type.getName().replace('.', '/') + ".class";
        String place = type.getResource("/" + name).toString();
        if (place.startsWith("jar:")) {
            return Path.of(URI.create(place.substring("jar:".length(), place.indexOf("!/"))));
        }
        return Path.of(URI.create(place.substring(0, place.length() - name.length())));
    }
}
