package io.github.bits4j.tests.marshalling;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** The message queue of the thread that made it: calls into a single-threaded apartment arrive as messages. */
final class MessageQueue {
    private static final long MSG_BYTES = 48;
    private static final int WM_USER = 0x400;

    private static final MethodHandle GET_MESSAGE = link("user32", "GetMessageW",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle PEEK_MESSAGE = link("user32", "PeekMessageW",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle DISPATCH_MESSAGE = link("user32", "DispatchMessageW",
            FunctionDescriptor.of(JAVA_LONG, ADDRESS));
    private static final MethodHandle POST_THREAD_MESSAGE = link("user32", "PostThreadMessageW",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle GET_CURRENT_THREAD_ID = link("kernel32", "GetCurrentThreadId",
            FunctionDescriptor.of(JAVA_INT));

    private final MemorySegment message = Arena.ofAuto().allocate(MSG_BYTES, 8);
    private final int threadId;

    MessageQueue() {
        try {
            threadId = (int) GET_CURRENT_THREAD_ID.invokeExact();
            // The queue is made by the first call that asks for it; posting fails before.
            int unused = (int) PEEK_MESSAGE.invokeExact(message, MemorySegment.NULL, 0, 0, 0);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    /** Waits for a message and hands it to its window: with COM's own window, the incoming call runs within. */
    void dispatchNext() {
        try {
            if ((int) GET_MESSAGE.invokeExact(message, MemorySegment.NULL, 0, 0) == -1) {
                throw new IllegalStateException("GetMessage failed");
            }
            long unused = (long) DISPATCH_MESSAGE.invokeExact(message);
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    /** Ends a wait in {@link #dispatchNext()}; from any thread. */
    void wake() {
        try {
            if ((int) POST_THREAD_MESSAGE.invokeExact(threadId, WM_USER, 0L, 0L) == 0) {
                throw new IllegalStateException("PostThreadMessage failed");
            }
        } catch (Throwable t) {
            throw new IllegalStateException(t);
        }
    }

    private static MethodHandle link(String library, String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker().downcallHandle(
                SymbolLookup.libraryLookup(library, Arena.global()).find(name).orElseThrow(), descriptor);
    }
}
