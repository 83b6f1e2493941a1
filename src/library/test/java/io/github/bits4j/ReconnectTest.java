package io.github.bits4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bits4j.bindings.com.IUnknownVtbl;
import io.github.bits4j.com.ComException;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.com.ComPointer;
import io.github.bits4j.com.ComScope;
import io.github.bits4j.com.ComVtable;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/** What a connection does when its service has ended; the service is an object of ours that fails when told to. */
class ReconnectTest {
    private static final ComVtable<Object> UNKNOWN = ComVtable.of(MethodHandles.lookup(), Object.class, IUnknownVtbl.class);
    private static final int SERVER_UNAVAILABLE = 0x800706BA;
    private static final int CALL_FAILED = 0x800706BE;

    private final ComObject service = ComObject.of(new Object(), UNKNOWN);
    private final AtomicInteger opened = new AtomicInteger();
    /** The pointers whose service has ended. */
    private final Set<ComPointer> dead = ConcurrentHashMap.newKeySet();
    private volatile @Nullable RuntimeException refusal;
    private Connection connection = connection(true);

    private Connection connection(boolean renewable) {
        return new Connection(ServiceKind.BITS, ConnectOptions.defaults(), this::open, renewable);
    }

    private ComPointer open(ComScope scope) {
        opened.incrementAndGet();
        if (refusal != null) {
            throw refusal;
        }
        return ComPointer.share(service.pointer(), scope);
    }

    @AfterEach
    void nothing_is_left() {
        connection.close();
        assertThat(service.release()).isZero();
    }

    /** Ends the service of all pointers there are. */
    private void restart() {
        dead.add(connection.manager());
    }

    private int call(int hresult) {
        ComPointer used = connection.manager();
        return connection.callManager((vtable, self, arena) -> {
            // A repeated call asks again which pointer it is.
            if (dead.contains(used) && used == connection.manager()) {
                throw new ComException(hresult, "IBackgroundCopyManager::GetJob");
            }
            return 1;
        });
    }

    private void jobCall() {
        connection.call(connection.manager(), (vtable, self, arena) -> {
            throw new ComException(SERVER_UNAVAILABLE, "IBackgroundCopyJob::GetState");
        });
    }

    @Test
    void the_call_that_meets_the_end_fails_and_the_next_one_connects_again_once() {
        restart();
        ServiceGoneException e = catchThrowableOfType(ServiceGoneException.class, () -> call(SERVER_UNAVAILABLE));
        assertThat(e).hasMessageContaining("Call again: the manager connects again by itself.");
        assertThat(opened).as("not before it is needed").hasValue(1);
        assertThat(call(SERVER_UNAVAILABLE)).isEqualTo(1);
        assertThat(call(SERVER_UNAVAILABLE)).isEqualTo(1);
        assertThat(opened).hasValue(2);
    }

    @Test
    void an_end_that_a_job_has_told_of_does_not_fail_the_managers_call_too() {
        restart();
        ServiceGoneException e = catchThrowableOfType(ServiceGoneException.class, this::jobCall);
        assertThat(e).hasMessageContaining("Get the job again by its identifier from the manager");
        assertThat(call(SERVER_UNAVAILABLE)).isEqualTo(1);
        assertThat(opened).hasValue(2);
    }

    @Test
    void a_call_that_may_have_been_done_is_not_repeated() {
        restart();
        catchThrowableOfType(ServiceGoneException.class, this::jobCall);
        assertThat(catchThrowableOfType(ServiceGoneException.class, () -> call(CALL_FAILED)).isNotDone()).isFalse();
        assertThat(call(SERVER_UNAVAILABLE)).isEqualTo(1);
    }

    @Test
    void a_dead_job_does_not_make_the_manager_connect_again() {
        restart();
        catchThrowableOfType(ServiceGoneException.class, () -> call(SERVER_UNAVAILABLE));
        ComPointer renewed = connection.manager();
        for (int i = 0; i < 3; i++) {
            catchThrowableOfType(ServiceGoneException.class, this::jobCall);
            assertThat(call(SERVER_UNAVAILABLE)).isEqualTo(1);
        }
        assertThat(connection.manager()).isSameAs(renewed);
    }

    @Test
    void a_service_that_stays_away_is_asked_once_for_each_call() {
        restart();
        catchThrowableOfType(ServiceGoneException.class, () -> call(SERVER_UNAVAILABLE));
        refusal = BackgroundCopyException.of(0x80070422, "CoCreateInstance", "");
        for (int i = 2; i < 5; i++) {
            catchThrowableOfType(ServiceDisabledException.class, () -> call(SERVER_UNAVAILABLE));
            assertThat(opened).hasValue(i);
        }
        refusal = null;
        assertThat(call(SERVER_UNAVAILABLE)).isEqualTo(1);
    }

    @Test
    void many_threads_make_one_new_pointer() throws InterruptedException {
        restart();
        catchThrowableOfType(ServiceGoneException.class, () -> call(SERVER_UNAVAILABLE));
        CountDownLatch begin = new CountDownLatch(1);
        var pointers = new ConcurrentLinkedQueue<ComPointer>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 200; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    begin.await();
                    pointers.add(connection.manager());
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        begin.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(pointers).hasSize(200).containsOnly(connection.manager());
        assertThat(opened).hasValue(2);
    }

    @Test
    void a_connection_made_of_a_pointer_says_what_to_do_each_time() {
        connection.close();
        connection = connection(false);
        restart();
        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowableOfType(ServiceGoneException.class, () -> call(SERVER_UNAVAILABLE)))
                    .hasMessageContaining("Make another manager of a new interface pointer");
        }
        assertThat(opened).hasValue(2);
    }
}
