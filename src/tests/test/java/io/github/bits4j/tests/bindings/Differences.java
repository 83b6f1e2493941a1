package io.github.bits4j.tests.bindings;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a proof found wrong with the bindings. */
final class Differences {
    /** A part of a proof. */
    interface Check {
        void run() throws ReflectiveOperationException;
    }

    private final List<String> found = new ArrayList<>();

    void add(String difference) {
        found.add(difference);
    }

    void compare(String what, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            add("%s: expected %s, is %s".formatted(what, expected, actual));
        }
    }

    /** Wrong bindings may lack what the check looks for, or fail when they are initialised: differences too. */
    void check(String what, Check check) {
        try {
            check.run();
        } catch (InvocationTargetException e) {
            add(what + ": " + e.getCause());
        } catch (ReflectiveOperationException | LinkageError | IllegalArgumentException e) {
            add(what + ": " + e + (e.getCause() == null ? "" : " because of " + e.getCause()));
        }
    }

    List<String> list() {
        return List.copyOf(found);
    }
}
