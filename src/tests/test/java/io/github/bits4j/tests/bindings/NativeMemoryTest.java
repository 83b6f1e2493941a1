package io.github.bits4j.tests.bindings;

import static io.github.bits4j.bindings.deliveryoptimization.deliveryoptimization_h.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.HResult;
import io.github.bits4j.com.StreamObject;
import io.github.bits4j.com.Variant.Bytes;
import io.github.bits4j.com.Variant.Text;
import io.github.bits4j.com.Variant.UInt4;
import io.github.bits4j.com.Variant.Unknown;
import io.github.bits4j.tests.bindings.NativeServer.Fault;
import io.github.bits4j.tests.support.TestService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that go to and fro between Java and the service in C: who allocates and who frees agree. */
class NativeMemoryTest extends ServedByC {
    private static final int ROUNDS = TestService.WINDOWS ? 1_000 : 10_000;
    private static final int VALUE_BYTES = 8_192;
    /** One value lost in each round is 80 MB. Off Windows the JVM's own memory varies by some megabytes meanwhile. */
    private static final long VARIATION = TestService.WINDOWS ? 0 : 20_000_000;
    private static final long LOSS = TestService.WINDOWS ? ROUNDS : 60_000_000;

    @Test
    void who_allocates_and_who_frees_agree() throws IOException {
        assertThat(growth(Fault.NONE, VARIATION)).isLessThanOrEqualTo(VARIATION);
    }

    /** Were the sums above blind, this would say so. */
    @ParameterizedTest
    @EnumSource(names = {"LEAKS_TEXT", "LEAKS_BYTES"})
    void memory_that_is_lost_is_noticed(Fault fault) throws IOException {
        assertThat(growth(fault, Long.MAX_VALUE)).isGreaterThanOrEqualTo(LOSS);
    }

    /** By how much the memory in use grows over many rounds of values going to and fro. */
    private long growth(Fault fault, long tolerated) throws IOException {
        Text text = new Text("t".repeat(VALUE_BYTES / 2));
        Bytes bytes = new Bytes(new byte[VALUE_BYTES]);
        StreamObject stream = new StreamObject(Channels.newChannel(new ByteArrayOutputStream()));
        long growth;
        try (RawDownload download = RawDownload.create(manager)) {
            Unknown unknown = new Unknown(stream.object().pointer());
            exchange(download, text, bytes, unknown, stream, ROUNDS / 2); // what is made once is there now
            server.breakIt(fault);
            growth = server.growth(tolerated, () -> exchange(download, text, bytes, unknown, stream, ROUNDS));
            server.breakIt(Fault.NONE);
        }
        server.close();
        assertThat(stream.object().release()).isZero();
        return growth;
    }

    private static void exchange(
            RawDownload download, Text text, Bytes bytes, Unknown unknown, StreamObject stream, int rounds) {
        for (int i = 0; i < rounds; i++) {
            check(download.set(DODownloadProperty_Uri(), text));
            check(download.get(DODownloadProperty_Uri()).hresult());
            check(download.set(DODownloadProperty_Uri(), new UInt4(i)) - HResult.E_INVALIDARG);
            check(download.set(DODownloadProperty_ContentId(), bytes) - HResult.E_INVALIDARG);
            check(download.set(DODownloadProperty_SecurityContext(), bytes));
            check(download.set(DODownloadProperty_StreamInterface(), unknown));
            check(download.get(DODownloadProperty_StreamInterface()).hresult());
            stream.object().release(); // of the value that was taken
        }
    }

    private static void check(int hresult) {
        if (hresult != 0) {
            throw new AssertionError(Integer.toHexString(hresult));
        }
    }
}
