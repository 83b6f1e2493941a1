package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.Exchange.passing;
import static io.github.bits4j.tests.marshalling.MarshalledInterface.IBackgroundCopyJobHttpOptions;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.WINDOWS, disabledReason = "only Windows has apartments")
class HttpOptionsMarshallingTest extends MarshallingTest {

    @Override
    List<MarshalledInterface> interfaces() {
        return List.of(IBackgroundCopyJobHttpOptions);
    }

    @Test
    void headers_may_be_absent() {
        call(IBackgroundCopyJobHttpOptions, "SetCustomHeaders", f -> passing(MemorySegment.NULL).arriving((Object) null));
    }

    @Test
    void a_certificate_s_hash_and_store_must_be_there() {
        refused(IBackgroundCopyJobHttpOptions, "SetClientCertificateByID", f ->
                passing(1, f.string("store"), MemorySegment.NULL));
        refused(IBackgroundCopyJobHttpOptions, "SetClientCertificateByName", f ->
                passing(1, MemorySegment.NULL, f.string("subject")));
    }
}
