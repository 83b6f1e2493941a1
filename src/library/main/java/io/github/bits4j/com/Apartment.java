package io.github.bits4j.com;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * The process's multithreaded apartment (MTA), from which all calls are made.
 *
 * <p>COM is never initialised on a caller's thread: that would decide its apartment for everybody else in the process (it
 * breaks SWT and Desktop.browse, among others). The MTA is kept alive instead, so that each thread without an apartment of
 * its own, platform or virtual, calls from it. A thread that lives in a single-threaded apartment (STA) hands its call to a
 * thread of ours.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/combaseapi/nf-combaseapi-coincrementmtausage">CoIncrementMTAUsage</a>
 */
final class Apartment {
    private static final int APTTYPE_STA = 0;
    private static final int APTTYPE_MAINSTA = 3;

    private Apartment() {}

    /** Keeps the MTA alive from now on. */
    static void ensureMta() {
        if (Platform.WINDOWS) {
            Mta.ensure();
        }
    }

    /** Whether the current thread may not use pointers of the MTA. */
    static boolean isSingleThreaded() {
        if (!Platform.WINDOWS) {
            return false;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment type = arena.allocate(ValueLayout.JAVA_INT);
            MemorySegment qualifier = arena.allocate(ValueLayout.JAVA_INT);
            if (HResult.failed(Ole32.getApartmentType(type, qualifier))) {
                return false; // CO_E_NOTINITIALIZED: no apartment of its own
            }
            int apartment = type.get(ValueLayout.JAVA_INT, 0);
            return apartment == APTTYPE_STA || apartment == APTTYPE_MAINSTA;
        }
    }

    /** Runs the call here, or on a thread of the MTA if this one is in an STA. */
    static <T> T call(Supplier<T> call) {
        ensureMta();
        return isSingleThreaded() ? callOnMtaThread(call) : call.get();
    }

    /** Runs the call on a thread of the MTA and waits for it. */
    static <T> T callOnMtaThread(Supplier<T> call) {
        Future<T> result = Threads.POOL.submit(call::get);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    // A COM call cannot be abandoned half-way: its out parameters would be lost.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> {
                    failure.addSuppressed(new IllegalStateException("called from this thread, in an STA"));
                    throw failure;
                }
                case Error failure -> throw failure;
                default -> throw new AssertionError(e.getCause());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class Mta {
        static {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment cookie = arena.allocate(ValueLayout.ADDRESS);
                ComException.check(Ole32.incrementMtaUsage(cookie), "CoIncrementMTAUsage");
            }
        }

        static void ensure() {}
    }

    private static final class Threads {
        /** Threads without an apartment of their own: they are in the MTA that {@link Mta} keeps alive. */
        static final ExecutorService POOL = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("bits4j-mta-", 1).factory());
    }
}
