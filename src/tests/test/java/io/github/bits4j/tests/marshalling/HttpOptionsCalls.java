package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.Exchange.passing;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.TaskMemory;
import java.lang.foreign.MemorySegment;

/** What is passed to each slot of IBackgroundCopyJobHttpOptions. */
public final class HttpOptionsCalls {

    public Exchange setClientCertificateByID(Frame f) {
        String store = Values.text("setClientCertificateByID", "store");
        byte[] hash = Values.bytes("setClientCertificateByID", HttpOptionsTarget.HASH_BYTES);
        return passing(6, f.string(store), f.arena.allocateFrom(JAVA_BYTE, hash)).arriving(6, store, Values.hex(hash));
    }

    public Exchange setClientCertificateByName(Frame f) {
        String store = Values.text("setClientCertificateByName", "store");
        String subject = Values.text("setClientCertificateByName", "subject");
        return passing(5, f.string(store), f.string(subject)).arriving(5, store, subject);
    }

    public Exchange removeClientCertificate(Frame f) {
        return f.nothing();
    }

    public Exchange getClientCertificate(Frame f) {
        MemorySegment location = f.out(JAVA_INT);
        MemorySegment store = f.outPointer();
        MemorySegment hash = f.outPointer();
        MemorySegment subject = f.outPointer();
        return passing(location, store, hash, subject).giving(() -> {
            assertThat(location.get(JAVA_INT, 0)).isEqualTo(7);
            assertThat(Frame.takeText(store)).isEqualTo(Values.text("getClientCertificate", "store"));
            assertThat(Frame.given(hash).reinterpret(HttpOptionsTarget.HASH_BYTES).toArray(JAVA_BYTE))
                    .isEqualTo(Values.bytes("getClientCertificate", HttpOptionsTarget.HASH_BYTES));
            TaskMemory.free(Frame.given(hash));
            assertThat(Frame.takeText(subject)).isEqualTo(Values.text("getClientCertificate", "subject"));
        });
    }

    public Exchange setCustomHeaders(Frame f) {
        return f.textIn("setCustomHeaders");
    }

    public Exchange getCustomHeaders(Frame f) {
        return f.textOut("getCustomHeaders");
    }

    public Exchange setSecurityFlags(Frame f) {
        return f.intIn(0xFEDCBA92);
    }

    public Exchange getSecurityFlags(Frame f) {
        return f.intOut(Values.number("getSecurityFlags"));
    }
}
