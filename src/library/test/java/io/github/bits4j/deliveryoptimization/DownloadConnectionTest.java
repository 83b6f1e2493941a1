package io.github.bits4j.deliveryoptimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.ComVtable;
import java.lang.invoke.MethodHandles;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a connection does when its service has ended; the service is an object of ours that fails when told to. */
class DownloadConnectionTest {
    private static final ComVtable<Object> UNKNOWN = ComVtable.of(MethodHandles.lookup(), Object.class, IUnknownVtbl.class);
    private static final int SERVER_UNAVAILABLE = 0x800706BA;

    private final ComObject service = ComObject.of(new Object(), UNKNOWN);
    private final Set<ComPointer> dead = new HashSet<>();
    private int opened;
    private final DownloadConnection connection = new DownloadConnection(this::open, true);

    private ComPointer open(ComScope scope) {
        opened++;
        return ComPointer.share(service.pointer(), scope);
    }

    @AfterEach
    void nothing_is_left() {
        connection.close();
        assertThat(service.release()).isZero();
    }

    private int call() {
        ComPointer used = connection.manager();
        return connection.callManager((vtable, self, arena) -> {
            if (dead.contains(used) && used == connection.manager()) { // a repeated call has another one
                throw new ComException(SERVER_UNAVAILABLE, "IDOManager::CreateDownload");
            }
            return 1;
        });
    }

    private DeliveryOptimizationException downloadCall() {
        return catchThrowableOfType(DeliveryOptimizationException.class,
                () -> connection.call(connection.manager(), (vtable, self, arena) -> {
                    throw new ComException(SERVER_UNAVAILABLE, "IDODownload::GetStatus");
                }));
    }

    @Test
    void the_call_that_meets_the_end_fails_and_the_next_one_connects_again() {
        dead.add(connection.manager());
        assertThat(catchThrowableOfType(DeliveryOptimizationException.class, this::call))
                .hasMessageContaining("Call again: the manager connects again by itself.");
        assertThat(call()).isEqualTo(1);
        assertThat(opened).isEqualTo(2);
    }

    @Test
    void an_end_that_a_download_has_told_of_does_not_fail_the_managers_call_too() {
        dead.add(connection.manager());
        assertThat(downloadCall()).hasMessageContaining("Get the download again by its identifier");
        assertThat(call()).isEqualTo(1);
        assertThat(opened).isEqualTo(2);
    }
}
