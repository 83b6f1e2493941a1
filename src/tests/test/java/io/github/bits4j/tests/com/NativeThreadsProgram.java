package io.github.bits4j.tests.com;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.github.bits4j.bindings.bits.IBackgroundCopyCallback2;
import io.github.bits4j.bindings.bits.IBackgroundCopyCallback2Vtbl;
import io.github.bits4j.com.ComObject;
import io.github.bits4j.testkit.Await;
import io.github.bits4j.tests.support.TestService;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.stream.IntStream;

/**
 * Native threads that call a Java object and end, if its argument says so while Java starts threads of its own. What a native thread runs is the slot
 * AddRef itself, which has the form of a thread's function: a pointer comes in, a number goes out.
 */
final class NativeThreadsProgram {
    static final int STARTERS = 2;
    static final int THREADS_EACH = 1500;

    /** The functions of the system that start a thread and wait for its end. */
    private interface Threads {
        void run(MemorySegment function, MemorySegment argument) throws Throwable;
    }

    private NativeThreadsProgram() {}

    private static MethodHandle link(SymbolLookup library, String name, MemoryLayout result, MemoryLayout... parameters) {
        return Linker.nativeLinker().downcallHandle(
                library.find(name).orElseThrow(), FunctionDescriptor.of(result, parameters));
    }

    private static Threads windows() {
        SymbolLookup kernel = SymbolLookup.libraryLookup("kernel32", Arena.global());
        MethodHandle create = link(kernel, "CreateThread", ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT, ADDRESS);
        MethodHandle await = link(kernel, "WaitForSingleObject", JAVA_INT, ADDRESS, JAVA_INT);
        MethodHandle close = link(kernel, "CloseHandle", JAVA_INT, ADDRESS);
        return (function, argument) -> {
            MemorySegment thread = (MemorySegment) create.invokeExact(
                    MemorySegment.NULL, 0L, function, argument, 0, MemorySegment.NULL);
            int infinite = -1;
            int waited = (int) await.invokeExact(thread, infinite);
            int closed = (int) close.invokeExact(thread);
            if (waited != 0 || closed == 0) {
                throw new IllegalStateException("no thread: " + thread);
            }
        };
    }

    private static Threads posix() {
        SymbolLookup library = Linker.nativeLinker().defaultLookup();
        MethodHandle create = link(library, "pthread_create", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        MethodHandle join = link(library, "pthread_join", JAVA_INT, JAVA_LONG, ADDRESS);
        return (function, argument) -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment thread = arena.allocate(JAVA_LONG);
                int created = (int) create.invokeExact(thread, MemorySegment.NULL, function, argument);
                int joined = (int) join.invokeExact(thread.get(JAVA_LONG, 0), MemorySegment.NULL);
                if (created != 0 || joined != 0) {
                    throw new IllegalStateException("no thread: " + created + ", " + joined);
                }
            }
        };
    }

    public static void main(String[] arguments) throws InterruptedException {
        Threads threads = TestService.WINDOWS ? windows() : posix();
        ComObject object = ComObject.of(new CallbackTarget(), CallbackTarget.VTABLE);
        MemorySegment addRef = IBackgroundCopyCallback2Vtbl.AddRef(IBackgroundCopyCallback2.lpVtbl(object.pointer()));
        int before = Thread.getAllStackTraces().size();
        Thread[] starters = IntStream.range(0, STARTERS).mapToObj(_ -> Thread.ofPlatform().start(() -> {
            for (int i = 0; i < THREADS_EACH; i++) {
                try {
                    threads.run(addRef, object.pointer());
                } catch (Throwable t) {
                    throw new AssertionError(t);
                }
            }
        })).toArray(Thread[]::new);
        boolean startsThreads = Boolean.parseBoolean(arguments[0]);
        for (Thread starter : starters) {
            while (startsThreads && starter.isAlive()) {
                Thread.ofPlatform().start(() -> {}).join();
            }
            starter.join();
        }
        System.out.println("references " + (object.addRef() - 2));
        Await.until("the threads that were attached to leave", () -> Thread.getAllStackTraces().size() <= before);
        System.out.println("all have left");
    }
}
