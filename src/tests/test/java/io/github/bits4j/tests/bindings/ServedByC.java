package io.github.bits4j.tests.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bits4j.tests.support.NoLeaks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of the Delivery Optimization service in C: each has one of its own, and leaves no reference behind. */
@ExtendWith(NoLeaks.class)
abstract class ServedByC {
    static NativeServer server;

    MemorySegment manager;

    @BeforeAll
    static void load() throws IOException {
        Optional<NativeServer> loaded = NativeServer.load();
        assumeTrue(loaded.isPresent(), "no C compiler on the PATH");
        server = loaded.get();
        server.memoryInUse(); // counts from here on
    }

    @BeforeEach
    void open() {
        manager = openManager();
    }

    /** Which of the service's managers it is. */
    MemorySegment openManager() {
        return server.open();
    }

    @AfterEach
    void nothing_is_left() {
        RawDownload.release(manager);
        assertThat(server.close()).as("objects of the server that are still referenced").isZero();
        assertThat(server.report().failures()).isEmpty();
    }
}
