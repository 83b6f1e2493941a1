package io.github.bits4j.tests.bindings;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.bits4j.tests.support.TestService;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link PeerSource}, compiled and loaded. */
final class PeerLibrary {
    private static final Path DIRECTORY = Path.of("target", "native").toAbsolutePath();
    private static final Path SOURCE = DIRECTORY.resolve("peer.c");
    private static final Path DLL = DIRECTORY.resolve("peer.dll");
    private static final MethodHandle CALLER =
            Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_INT, ADDRESS));

    private static @Nullable Optional<PeerLibrary> opened;

    private final SymbolLookup symbols;
    private final Exchange taken;
    private final Exchange given;

    private PeerLibrary(Path file) {
        this.symbols = SymbolLookup.libraryLookup(file, Arena.global());
        this.taken = new Exchange(symbol("taken"));
        this.given = new Exchange(symbol("given"));
    }

    /**
     * Compiles and loads the library, once: Windows lets nobody replace a DLL that is in use. Empty where there is no C compiler.
     * If there is one for Windows, the DLL for the second ring is made too: no compiler can be reached from there.
     */
    static synchronized Optional<PeerLibrary> open() throws IOException {
        if (opened == null) {
            opened = make(AbiReader.read());
        }
        return opened;
    }

    private static Optional<PeerLibrary> make(Abi abi) throws IOException {
        String source = PeerSource.of(abi);
        if (TestService.WINE) {
            if (!Files.exists(DLL) || !Files.readString(SOURCE).equals(source)) {
                throw new IllegalStateException(DLL + " is missing or not of this golden table: it is made by NativePeerTest in"
                        + " the first ring, which has to run before, on a machine with x86_64-w64-mingw32-gcc");
            }
            return Optional.of(new PeerLibrary(DLL));
        }
        Files.createDirectories(DIRECTORY);
        Files.deleteIfExists(DLL); // never leave one that is older than its source
        Files.writeString(SOURCE, source);
        Optional<CCompiler> windows = CCompiler.windows();
        if (windows.isPresent()) {
            compile(windows.get(), DLL);
        }
        Optional<CCompiler> host = CCompiler.host();
        if (host.isEmpty()) {
            return Optional.empty();
        }
        if (TestService.WINDOWS) {
            return Optional.of(new PeerLibrary(DLL));
        }
        Path library = DIRECTORY.resolve(System.mapLibraryName("peer"));
        compile(host.get(), library);
        return Optional.of(new PeerLibrary(library));
    }

    private static void compile(CCompiler compiler, Path library) {
        CCompiler.Result result = compiler.run(List.of("-std=c11", "-Wall", "-Werror", "-shared", "-fPIC",
                "-o", library.toString(), SOURCE.toString()));
        if (!result.success()) {
            throw new IllegalStateException(compiler.command() + ": " + String.join("\n", result.output()));
        }
    }

    /** What the last slot entered was given. */
    Exchange taken() {
        return taken;
    }

    /** What {@link #call} passes on, and what slots return. */
    Exchange given() {
        return given;
    }

    /** An interface pointer to C's object. */
    MemorySegment object(Abi.Interface of) {
        return symbol(of.name() + "_object").reinterpret(ADDRESS.byteSize());
    }

    /** Lets C call a slot of {@code self}. */
    int call(Abi.Interface of, Abi.Slot slot, MemorySegment self) {
        MemorySegment calls = symbol(of.name() + "_calls").reinterpret(ADDRESS.byteSize() * (slot.index() + 1));
        try {
            return (int) CALLER.invokeExact(calls.getAtIndex(ADDRESS, slot.index()), self);
        } catch (Throwable t) {
            throw new AssertionError("C throws nothing", t);
        }
    }

    private MemorySegment symbol(String name) {
        return symbols.find(name).orElseThrow(() -> new IllegalStateException("the peer has no " + name));
    }
}
