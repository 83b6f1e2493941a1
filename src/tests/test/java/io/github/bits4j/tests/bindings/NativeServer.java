package io.github.bits4j.tests.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Delivery Optimization service in {@code native/server}: what it is entered by, besides its interfaces. */
final class NativeServer {
    /** What {@link #breakIt} makes wrong. */
    enum Fault { NONE, LEAKS_TEXT, LEAKS_BYTES, LEAKS_OBJECT, LEAKS_STRING }

    /** What {@link #presetFile} and {@link #presetJob} make it answer: as documented, otherwise, or nothing. */
    enum Values { TYPICAL, ODD, NOTHING }

    static final int CONTENT_SIZE = 300_000;

    private static final NativeLibrary LIBRARY = new NativeLibrary("server", "NativeServerTest");
    private static final int TEXT_BYTES = 1 << 20;
    private static final int ATTEMPTS = 3;
    private static @Nullable Optional<NativeServer> opened;

    private final SymbolLookup symbols;

    private NativeServer(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /** Compiles and loads it, once. Empty where there is no C compiler. */
    static synchronized Optional<NativeServer> load() throws IOException {
        if (opened == null) {
            opened = LIBRARY.open().map(NativeServer::new);
        }
        return opened;
    }

    /** What downloads get, as the server has it. */
    static byte[] content(int offset, int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            int at = offset + i;
            content[i] = (byte) (at * 31 + (at >> 8) * 7);
        }
        return content;
    }

    /** A new beginning: the manager's interface pointer, with a reference for the caller. */
    MemorySegment open() {
        return (MemorySegment) call("server_open", ADDRESS);
    }

    /** As {@link #open}, of the older generation: an IBackgroundCopyManager. */
    MemorySegment openJobs() {
        return (MemorySegment) call("server_open_jobs", ADDRESS);
    }

    /** Ends it; how many of its objects are still alive. */
    int close() {
        return (int) call("server_close", JAVA_INT);
    }

    ClientReport report() {
        return new ClientReport(AbiReader.read(), text("server_report"));
    }

    /** What a download has been given. */
    List<String> describe(MemorySegment download) {
        return text("server_describe", download).lines().toList();
    }

    void preset(MemorySegment download) {
        call("server_preset", null, download);
    }

    /** What a file of a job has been given. */
    List<String> describeFile(MemorySegment file) {
        return text("server_describe_file", file).lines().toList();
    }

    void presetFile(MemorySegment file, Values values) {
        call("server_preset_file", null, file, values.ordinal());
    }

    void presetJob(MemorySegment job, Values values) {
        call("server_preset_job", null, job, values.ordinal());
    }

    /** Lets a download that holds go on. */
    void goOn(MemorySegment download) {
        call("server_go_on", null, download);
    }

    void breakIt(Fault fault) {
        call("server_break", null, fault.ordinal());
    }

    /** On Windows: has its interfaces look like proxies, whose blanket can be set, with that HRESULT. */
    void secure(int hresult) {
        call("server_secure", null, hresult);
    }

    /** The blankets that have been set since then, and the calls that depend on them. */
    List<String> blankets() {
        return text("server_blankets").lines().toList();
    }

    void driveStream(MemorySegment stream, boolean seekable) {
        call("drive_stream", null, stream, seekable ? 1 : 0);
    }

    void driveFailingStream(MemorySegment stream, long taken) {
        call("drive_failing_stream", null, stream, taken);
    }

    /** Blocks of COM's allocators on Windows, exactly; bytes of malloc elsewhere, which vary. */
    long memoryInUse() {
        long memory = (long) call("memory_in_use", JAVA_LONG);
        if (memory < 0) {
            throw new AssertionError("memory cannot be counted");
        }
        return memory;
    }

    /** What is done many times. */
    interface Rounds {
        void run() throws IOException;
    }

    /**
     * By how much the memory in use grows meanwhile. What is more than tolerated is measured again: off Windows the JVM's own memory
     * counts too, and may grow by chance, but not each time.
     */
    long growth(long tolerated, Rounds rounds) throws IOException {
        long growth;
        int attempts = 0;
        do {
            long before = memoryInUse();
            rounds.run();
            growth = memoryInUse() - before;
            attempts++;
        } while (growth > tolerated && attempts < ATTEMPTS);
        return growth;
    }

    private String text(String function, MemorySegment... before) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(TEXT_BYTES);
            if (before.length == 0) {
                call(function, null, text, text.byteSize());
            } else {
                call(function, null, before[0], text, text.byteSize());
            }
            return text.getString(0);
        }
    }

    private @Nullable Object call(String function, @Nullable MemoryLayout result, Object... arguments) {
        MemoryLayout[] parameters = new MemoryLayout[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            parameters[i] = switch (arguments[i]) {
                case Integer _ -> JAVA_INT;
                case Long _ -> JAVA_LONG;
                default -> ADDRESS;
            };
        }
        FunctionDescriptor descriptor = result == null ? FunctionDescriptor.ofVoid(parameters)
                : FunctionDescriptor.of(result, parameters);
        MethodHandle handle = Linker.nativeLinker().downcallHandle(symbols.find(function).orElseThrow(), descriptor);
        try {
            return handle.invokeWithArguments(arguments);
        } catch (Throwable t) {
            throw new AssertionError("C throws nothing", t);
        }
    }
}
