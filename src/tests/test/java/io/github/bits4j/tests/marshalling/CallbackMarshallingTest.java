package io.github.bits4j.tests.marshalling;

import static io.github.bits4j.tests.marshalling.Exchange.passing;
import static io.github.bits4j.tests.marshalling.MarshalledInterface.IBackgroundCopyCallback;
import static io.github.bits4j.tests.marshalling.MarshalledInterface.IBackgroundCopyCallback2;
import static io.github.bits4j.tests.marshalling.MarshalledInterface.IBackgroundCopyJob;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bits4j.com.HResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.WINDOWS, disabledReason = "only Windows has apartments")
class CallbackMarshallingTest extends MarshallingTest {

    @Override
    List<MarshalledInterface> interfaces() {
        return List.of(IBackgroundCopyCallback, IBackgroundCopyCallback2);
    }

    /** A job of the callback's own apartment, passed by somebody who has a proxy of it. */
    @Test
    void a_proxy_comes_home_as_the_object_itself() {
        CallbackTarget callback = new CallbackTarget();
        try (MarshalledObject job = marshal(IBackgroundCopyJob, new Job5Target("at home"))) {
            call(IBackgroundCopyCallback, callback, "JobTransferred", HResult.S_OK, f ->
                    passing(job.proxy()).arriving("at home"));
            assertThat(callback.job).isEqualTo(job.pointer().address());
        }
    }
}
