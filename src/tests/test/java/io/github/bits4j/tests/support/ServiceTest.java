package io.github.bits4j.tests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bits4j.BackgroundCopyJob;
import io.github.bits4j.JobState;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.HResult;
import io.github.bits4j.testkit.Await;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Base of the tests that run against each service. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestService.class)
@ExtendWith({FreshBits.class, NoLeaks.class})
public abstract class ServiceTest {
    @Parameter
    protected TestService service;

    protected ServiceSession session;

    /** Whether the tests of this class are for the service; if not, it is not even asked for. */
    protected boolean isFor(TestService service) {
        return true;
    }

    @BeforeEach
    void open() {
        Assumptions.assumeTrue(isFor(service), () -> "not of " + service);
        session = service.open();
    }

    @AfterEach
    void close() {
        if (session != null) {
            session.close();
        }
    }

    protected static void awaitState(BackgroundCopyJob job, JobState state) {
        Await.until("state " + state, () -> job.state() == state);
    }

    /** Asserts that the call fails with this HRESULT, and that the exception says so. */
    protected static void assertFails(int hresult, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(ComException.class, e -> assertThat(e.hresult())
                        .as(e.getMessage()).isEqualTo(hresult))
                .hasMessageContaining(HResult.name(hresult));
    }
}
