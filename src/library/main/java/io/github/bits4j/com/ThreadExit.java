package io.github.bits4j.com;

import static io.github.bits4j.com.NativeFunction.POINTER;
import static io.github.bits4j.com.NativeFunction.link;
import static io.github.bits4j.com.NativeFunction.unexpected;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * What happens when a thread ends that has called into the JVM and is none of its own, such as COM's threads for calls from other
 * processes.
 *
 * <p>The JVM attaches such a thread in its first upcall and detaches it at its end. On Windows it does so in a destructor of
 * thread-local storage, which runs under the loader's lock, and waits there for its own lock on the list of threads, or for the
 * end of a safepoint. Java threads that are being started hold up both until they get the loader's lock: nobody goes on, and the
 * whole JVM stands still.
 *
 * <p>Callbacks of fiber-local storage run at a thread's end too, but before the loader's lock is taken, and get one pointer. JNI's
 * function that detaches the current thread has just that form. So each upcall leaves the JavaVM in a fiber-local slot whose
 * callback is that function, and the destructor finds the thread detached. Java's own threads have left the JVM by then, for
 * which the function does nothing; as it does for one that still has Java frames, when the process is ended from within.
 *
 * <p>Wine calls them under a lock that the start of a thread takes within the loader's, so there this only makes it rarer.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/fibersapi/nf-fibersapi-flsalloc">FlsAlloc</a>
 */
final class ThreadExit {
    private ThreadExit() {}

    /** To be called before there is anything to call into: an upcall is no place for what may fail. */
    static void prepare() {
        entered();
    }

    /** To be called in each upcall. */
    static void entered() {
        if (Platform.WINDOWS && FiberLocal.AVAILABLE) {
            FiberLocal.set();
        }
    }

    private static final class FiberLocal {
        private static final Logger LOG = System.getLogger("io.github.bits4j.com");
        private static final SymbolLookup KERNEL32 = SymbolLookup.libraryLookup("kernel32", Arena.global());
        /** It must not be a critical one: at a thread's first call it takes a lock that Wine holds during the callbacks. */
        private static final MethodHandle SET_VALUE =
                link(KERNEL32, "FlsSetValue", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
        private static final int OUT_OF_INDEXES = -1;
        /** Of JNI's invocation interface, which begins with three reserved pointers and DestroyJavaVM, AttachCurrentThread. */
        private static final int DETACH_CURRENT_THREAD = 5;

        private static final MemorySegment JAVA_VM = javaVm();
        private static final int INDEX = JAVA_VM.address() == 0 ? OUT_OF_INDEXES : allocate();
        static final boolean AVAILABLE = INDEX != OUT_OF_INDEXES;

        static {
            if (!AVAILABLE) {
                LOG.log(Level.WARNING, "no fiber-local slot for the JVM: native threads that call back may block it at their end");
            }
        }

        static void set() {
            try {
                int _ = (int) SET_VALUE.invokeExact(INDEX, JAVA_VM);
            } catch (Throwable t) {
                throw unexpected(t);
            }
        }

        /** NULL if the JVM is not in a DLL of the usual name. */
        private static MemorySegment javaVm() {
            SymbolLookup jvm;
            try {
                jvm = SymbolLookup.libraryLookup("jvm.dll", Arena.global());
            } catch (IllegalArgumentException e) {
                return MemorySegment.NULL;
            }
            MethodHandle created = link(jvm, "JNI_GetCreatedJavaVMs", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment vm = arena.allocate(POINTER);
                int _ = (int) created.invokeExact(vm, 1, arena.allocate(JAVA_INT));
                return vm.get(POINTER, 0);
            } catch (Throwable t) {
                throw unexpected(t);
            }
        }

        private static int allocate() {
            MemorySegment detach = JAVA_VM.get(POINTER, 0).getAtIndex(ADDRESS, DETACH_CURRENT_THREAD);
            try {
                return (int) link(KERNEL32, "FlsAlloc", FunctionDescriptor.of(JAVA_INT, ADDRESS)).invokeExact(detach);
            } catch (Throwable t) {
                throw unexpected(t);
            }
        }
    }
}
