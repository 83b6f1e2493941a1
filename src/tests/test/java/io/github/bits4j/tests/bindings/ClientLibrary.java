package io.github.bits4j.tests.bindings;

import java.io.IOException;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The client in {@code native/client}: on Windows it has the interfaces of BITS from the Windows headers, elsewhere from a
 * {@link ClientHeader}.
 */
final class ClientLibrary {
    /** The headers that mingw-w64 lacks are found before all others. */
    private static final NativeLibrary LIBRARY = new NativeLibrary("client", "NativeClientTest",
            List.of("-isystem", Path.of("../../jextract-config/include").toString()));

    private ClientLibrary() {}

    /** Empty where there is no C compiler. Called once. */
    static Optional<SymbolLookup> open() throws IOException {
        return LIBRARY.open(ClientHeader.of(AbiReader.read()));
    }
}
