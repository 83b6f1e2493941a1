package io.github.bits4j.tests.marshalling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call and all that it moves.
 *
 * @param passed the arguments for {@code invoke}
 * @param arriving what the target must have written down
 * @param check asserts in the caller's apartment what a successful call gave, and frees it
 */
record Exchange(List<Object> passed, List<@Nullable Object> arriving, Runnable check) {

    static Exchange passing(Object... arguments) {
        return new Exchange(List.of(arguments), List.of(), () -> { });
    }

    Exchange arriving(@Nullable Object... values) {
        return new Exchange(passed, Collections.unmodifiableList(new ArrayList<>(Arrays.asList(values))), check);
    }

    Exchange giving(Runnable assertion) {
        return new Exchange(passed, arriving, assertion);
    }
}
