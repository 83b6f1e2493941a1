package io.github.bits4j.tests.bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each slot of each interface is called across the ABI of this machine, from Java to C and from C to Java. */
class NativePeerTest {
    private static final Abi ABI = AbiReader.read();
    private static PeerLibrary peer;

    @BeforeAll
    static void open() throws IOException {
        Optional<PeerLibrary> opened = PeerLibrary.open();
        assumeTrue(opened.isPresent(), "no C compiler on the PATH");
        peer = opened.get();
    }

    @Test
    void java_calls_each_slot_of_objects_made_in_c() {
        assertThat(CallsOut.differences(ABI, Bindings.ofTheLibrary(), peer, ABI.interfaces())).isEmpty();
    }

    @Test
    void c_calls_each_slot_of_java_objects() {
        assertThat(CallsIn.differences(ABI, Bindings.ofTheLibrary(), peer, ABI.interfaces())).isEmpty();
    }
}
