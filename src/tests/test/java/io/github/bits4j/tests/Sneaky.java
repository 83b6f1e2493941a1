package io.github.bits4j.tests;

/** Throws anything from anywhere, as a faulty callback may. */
final class Sneaky {
    private Sneaky() {}

    static void raise(Throwable thrown) {
        Sneaky.<RuntimeException>as(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void as(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
